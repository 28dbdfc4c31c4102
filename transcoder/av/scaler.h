#pragma once
// A picture to a smaller one. Asked again for the same picture it gives the same answer without work, which
// on a slide that stays up is most of the time.

#include "transcoder/av/handles.h"

namespace lectern::transcoder::av {

class Scaler {
 public:
  Scaler(int width, int height) : width_(width), height_(height) {}
  SharedFrame scale(const SharedFrame& from);

 private:
  int width_;
  int height_;
  ScaleContext context_;
  SharedFrame source_;
  SharedFrame result_;
};

}  // namespace lectern::transcoder::av
