#pragma once
// One picture as a JPEG file.

#include <string>

#include "transcoder/picture.h"

namespace lectern::transcoder::av {

/// From BT.709 in limited range to what JFIF holds.
Picture as_jfif(const PictureView& picture);

/// `picture` is as JFIF holds it. `quality` is mjpeg's: 2 is best, 31 worst.
std::string encode_jpeg(const PictureView& picture, int quality);

}  // namespace lectern::transcoder::av
