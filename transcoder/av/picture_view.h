#pragma once
// A decoded frame as a PictureView, for those who know no libav. Converted only where its format asks for it.

#include "transcoder/av/handles.h"
#include "transcoder/picture.h"

namespace lectern::transcoder::av {

/// 8-bit 4:2:0 frames only. An odd last column or row is left out.
PictureView view_of(const AVFrame& frame, std::chrono::microseconds time = {});

/// Of two 8-bit 4:2:0 frames of one size: this row of luma, and the rows of chroma that begin with it.
bool is_row_same(const AVFrame& a, const AVFrame& b, int row);

/// Any format; valid until the next call. Colours are not managed: for judging content, not for showing.
class PictureViewer {
 public:
  PictureView view(const AVFrame& frame);

 private:
  ScaleContext context_;
  Frame converted_;
};

}  // namespace lectern::transcoder::av
