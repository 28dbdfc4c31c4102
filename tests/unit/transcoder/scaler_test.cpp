#include "transcoder/av/scaler.h"

#include <gtest/gtest.h>

#include <cstring>

namespace lectern::transcoder::av {
namespace {

/// A picture with detail everywhere, and other detail in some of its rows.
SharedFrame picture(int width, int height, int other_from, int other_rows) {
  Frame frame = make_frame();
  frame->width = width;
  frame->height = height;
  frame->format = AV_PIX_FMT_YUV420P;
  if (av_frame_get_buffer(frame.get(), 0) < 0) throw std::bad_alloc();
  for (int plane = 0; plane < 3; ++plane)
    for (int y = 0; y < (plane == 0 ? height : height / 2); ++y)
      for (int x = 0; x < (plane == 0 ? width : width / 2); ++x) {
        const int row = plane == 0 ? y : 2 * y;
        const bool is_other = row >= other_from && row < other_from + other_rows;
        frame->data[plane][static_cast<std::ptrdiff_t>(y) * frame->linesize[plane] + x] =
            static_cast<std::uint8_t>((x * 37 + y * 91 + x * y + (is_other ? 85 : 0)) & 255);
      }
  return share(std::move(frame));
}

bool is_same(const AVFrame& a, const AVFrame& b) {
  for (int plane = 0; plane < 3; ++plane)
    for (int y = 0; y < (plane == 0 ? a.height : a.height / 2); ++y)
      if (std::memcmp(a.data[plane] + static_cast<std::ptrdiff_t>(y) * a.linesize[plane],
                      b.data[plane] + static_cast<std::ptrdiff_t>(y) * b.linesize[plane],
                      static_cast<std::size_t>(plane == 0 ? a.width : a.width / 2)) != 0)
        return false;
  return true;
}

struct Change {
  int from;
  int rows;
};

TEST(Scaler, MakesOfAPartlyChangedPictureWhatItWouldMakeOfItAlone) {
  for (const int height : {360, 240, 90, 406})
    for (const Change change : {Change{0, 2}, {301, 3}, {537, 3}, {100, 200}, {250, 2}, {0, 540}}) {
      const int width = height * 16 / 9 & ~1;
      Scaler used(width, height);
      used.scale(picture(960, 540, 0, 0));
      const SharedFrame changed = picture(960, 540, change.from, change.rows);
      Scaler fresh(width, height);
      EXPECT_TRUE(is_same(*used.scale(changed), *fresh.scale(changed)))
          << height << " rows of rows " << change.from << " and " << change.rows << " more";
    }
}

TEST(Scaler, DoesNotTouchThePictureItGaveBefore) {
  Scaler scaler(480, 270);
  const SharedFrame first = picture(960, 540, 0, 0);
  const SharedFrame before = scaler.scale(first);
  const SharedFrame after = scaler.scale(picture(960, 540, 100, 50));
  Scaler fresh(480, 270);
  EXPECT_TRUE(is_same(*before, *fresh.scale(first)));
  EXPECT_FALSE(is_same(*before, *after));
}

}  // namespace
}  // namespace lectern::transcoder::av
