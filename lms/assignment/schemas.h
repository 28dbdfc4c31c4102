#pragma once
// The shapes of the assignments' API.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> assignment_schemas();

}  // namespace lectern::lms
