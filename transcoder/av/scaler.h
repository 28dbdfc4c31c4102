#pragma once
// A picture to a smaller one. Asked again for the same picture it gives the same answer without work, and
// where only some rows differ from the picture before, as beside a slide that stays up, only what they reach
// is made anew: the bytes are the same as if all had been.

#include "transcoder/av/handles.h"

namespace lectern::transcoder::av {

class Scaler {
 public:
  Scaler(int width, int height) : width_(width), height_(height) {}
  SharedFrame scale(const SharedFrame& from);

 private:
  struct Rows {
    int begin = 0;
    int end = 0;
  };
  void prepare(const AVFrame& from);
  Rows rows_to_make(const AVFrame& from) const;
  Frame empty_frame();
  void make_rows(const AVFrame& from, const AVFrame& to, Rows rows);

  int width_;
  int height_;
  ScaleContext context_;
  BufferPool pool_;
  SharedFrame source_;
  SharedFrame result_;
};

}  // namespace lectern::transcoder::av
