#pragma once
// One uploaded picture, decoded and made anew in other sizes. Of the upload nothing is kept but what is seen:
// no metadata, no trailing bytes, no second format hidden in the first.

#include <string>

#include "transcoder/av/handles.h"

namespace lectern::transcoder::av {

/// Upright, as its owner saw it. `bytes` is the whole file: JPEG, PNG, WebP, GIF (the first frame) or AVIF.
/// Throws Unsupported for anything else and TooLarge for more than `max_pixels`, with a sentence for whoever
/// chose it.
class StillPicture {
 public:
  StillPicture(const std::string& bytes, std::int64_t max_pixels);

  int width() const { return width_; }
  int height() const { return height_; }
  const std::string& format() const { return format_; }

  enum class Fit {
    Fill,    ///< Exactly that size; what does not fit is cut off on both sides.
    Within,  ///< No wider and no higher, and never larger than it is.
  };
  struct Size {
    int width = 0;
    int height = 0;
    Fit fit = Fit::Fill;
  };
  struct Made {
    int width = 0;
    int height = 0;
    std::string webp;
  };
  Made make(const Size& size) const;

 private:
  std::string chain_for(const Size& size) const;

  std::string format_;
  Frame frame_;
  std::string turning_;  ///< Filters that set it upright, each with its comma.
  int width_ = 0;
  int height_ = 0;
};

}  // namespace lectern::transcoder::av
