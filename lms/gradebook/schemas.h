#pragma once
// The bodies of the routes of the gradebook, for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> gradebook_schemas();

}  // namespace lectern::lms
