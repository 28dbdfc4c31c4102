#pragma once
// The shapes of the quizzes' API.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> quiz_schemas();

}  // namespace lectern::lms
