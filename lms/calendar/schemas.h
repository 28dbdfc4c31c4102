#pragma once
// The schemas of the calendar for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> calendar_schemas();

}  // namespace lectern::lms
