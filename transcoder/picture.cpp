#include "transcoder/picture.h"

#include <algorithm>

namespace lectern::transcoder {
namespace {

/// Where the source pixels of each target pixel begin; one more entry than targets.
std::vector<int> borders(int from, int to) {
  std::vector<int> result(static_cast<std::size_t>(to) + 1);
  for (int i = 0; i <= to; ++i) {
    result[static_cast<std::size_t>(i)] = static_cast<int>(static_cast<std::int64_t>(i) * from / to);
  }
  return result;
}

int average(const std::uint8_t* plane, int stride, int left, int right, int top, int bottom) {
  int sum = 0;
  for (int y = top; y < bottom; ++y) {
    const std::uint8_t* row = plane + static_cast<std::ptrdiff_t>(y) * stride;
    for (int x = left; x < right; ++x) sum += row[x];
  }
  const int count = (right - left) * (bottom - top);
  return (sum + count / 2) / count;
}

void shrink_plane(const std::uint8_t* from, int stride, int from_width, int from_height, std::uint8_t* to,
                  int width, int height) {
  const std::vector<int> columns = borders(from_width, width);
  const std::vector<int> rows = borders(from_height, height);
  for (int y = 0; y < height; ++y) {
    const int top = std::min(rows[static_cast<std::size_t>(y)], from_height - 1);
    const int bottom = std::max(top + 1, rows[static_cast<std::size_t>(y) + 1]);
    for (int x = 0; x < width; ++x) {
      const int left = std::min(columns[static_cast<std::size_t>(x)], from_width - 1);
      const int right = std::max(left + 1, columns[static_cast<std::size_t>(x) + 1]);
      *to++ = static_cast<std::uint8_t>(average(from, stride, left, right, top, bottom));
    }
  }
}

std::size_t luma_size(int width, int height) {
  return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
}

std::size_t chroma_size(int width, int height) {
  return luma_size(width / 2, height / 2);
}

}  // namespace

Picture Picture::black(int width, int height) {
  Picture picture{width, height, {}};
  picture.bytes.resize(luma_size(width, height) + 2 * chroma_size(width, height), 128);
  std::fill_n(picture.bytes.begin(), luma_size(width, height), std::uint8_t{16});
  return picture;
}

Picture Picture::copy_of(const PictureView& from) {
  Picture picture{from.width, from.height, {}};
  picture.bytes.reserve(luma_size(from.width, from.height) * 3 / 2);
  for (std::size_t plane = 0; plane < 3; ++plane) {
    const int width = plane == 0 ? from.width : from.width / 2;
    const int height = plane == 0 ? from.height : from.height / 2;
    for (int y = 0; y < height; ++y) {
      const std::uint8_t* row = from.planes[plane] + static_cast<std::ptrdiff_t>(y) * from.strides[plane];
      picture.bytes.insert(picture.bytes.end(), row, row + width);
    }
  }
  return picture;
}

PictureView Picture::view(std::chrono::microseconds time) const {
  const std::uint8_t* luma = bytes.data();
  const std::uint8_t* blue = luma + luma_size(width, height);
  const std::uint8_t* red = blue + chroma_size(width, height);
  return PictureView{{luma, blue, red}, {width, width / 2, width / 2}, width, height, time};
}

Picture shrink(const PictureView& source, int width, int height) {
  Picture result = Picture::black(width, height);
  std::uint8_t* to = result.bytes.data();
  shrink_plane(source.planes[0], source.strides[0], source.width, source.height, to, width, height);
  to += luma_size(width, height);
  for (std::size_t plane = 1; plane < 3; ++plane) {
    shrink_plane(source.planes[plane], source.strides[plane], source.width / 2, source.height / 2, to,
                 width / 2, height / 2);
    to += chroma_size(width, height);
  }
  return result;
}

}  // namespace lectern::transcoder
