#pragma once
// How large a picture says it is, read from its first bytes before any decoder is: a few bytes may claim more
// pixels than there is memory. Pure.

#include <cstdint>
#include <optional>
#include <string_view>

namespace lectern::transcoder {

struct ClaimedSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
};

/// Of a JPEG, PNG, GIF or WebP file; nothing where it does not say, or is of another kind.
std::optional<ClaimedSize> claimed_size(std::string_view file);

}  // namespace lectern::transcoder
