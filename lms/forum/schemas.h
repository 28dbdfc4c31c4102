#pragma once
// The bodies of the routes of forums, for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> forum_schemas();

}  // namespace lectern::lms
