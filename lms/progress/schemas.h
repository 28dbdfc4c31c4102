#pragma once
// The bodies of the routes of progress, for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> progress_schemas();

}  // namespace lectern::lms
