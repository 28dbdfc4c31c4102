#pragma once
// A decoded picture as stills and content rules see it: 8-bit Y'CbCr 4:2:0, upright, square pixels. No libav.

#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

namespace lectern::transcoder {

/// Borrowed for the length of a call.
struct PictureView {
  std::array<const std::uint8_t*, 3> planes{};
  std::array<int, 3> strides{};
  int width = 0;   ///< Even.
  int height = 0;  ///< Even.
  std::chrono::microseconds time{0};
};

/// Owned, planes one after the other without padding: what a PictureView of the same size points into.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> bytes;

  static Picture black(int width, int height);
  static Picture copy_of(const PictureView& picture);
  PictureView view(std::chrono::microseconds time = {}) const;
};

/// Averages the source pixels that fall into each target pixel: right for shrinking, which is all stills
/// need.
Picture shrink(const PictureView& source, int width, int height);

}  // namespace lectern::transcoder
