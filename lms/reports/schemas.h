#pragma once
// The schemas of reports for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> report_schemas();

}  // namespace lectern::lms
