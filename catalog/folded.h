#pragma once
// Text as people compare it when they look something up: without case and accents, so that "okonomie" finds
// "Ökonomie" and stands beside it in a list.

#include <string>
#include <string_view>

namespace lectern::catalog {

/// `text` must be UTF-8.
std::string folded(std::string_view text);

}  // namespace lectern::catalog
