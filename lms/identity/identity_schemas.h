#pragma once
// The schemas of accounts for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> identity_schemas();

}  // namespace lectern::lms
