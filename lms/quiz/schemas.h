#pragma once
// The shapes of the quizzes' API.

#include <span>

#include "http/schema.h"

namespace lectern::lms {

std::span<const http::Schema> quiz_schemas();
std::span<const http::Schema> video_quiz_schemas();

}  // namespace lectern::lms
