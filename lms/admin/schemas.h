#pragma once
// The schemas of the admin console for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> admin_schemas();

}  // namespace lectern::lms
