#pragma once
// The schemas of enrolment for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> enrolment_schemas();

}  // namespace lectern::lms
