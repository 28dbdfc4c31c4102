#pragma once
// The schemas of lms for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> schemas();

}  // namespace lectern::lms
