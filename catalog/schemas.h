#pragma once
// The catalog's schemas for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::catalog {

std::span<const http::Schema> course_schemas();
/// Of reviews, announcements and programmes.
std::span<const http::Schema> community_schemas();
/// Of uploads.
std::span<const http::Schema> schemas();

}  // namespace lectern::catalog
