#pragma once
// The schemas of signing in through others, for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> federation_schemas();

}  // namespace lectern::lms
