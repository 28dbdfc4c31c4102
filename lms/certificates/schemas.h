#pragma once
// The schemas of certificates for the API description.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> certificate_schemas();

}  // namespace lectern::lms
