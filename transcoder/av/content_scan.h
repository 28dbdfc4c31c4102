#pragma once
// Looks into a video stream here and there and says what kind of lecture it is. Bounded in time, whatever the
// file.

#include "transcoder/av/input.h"
#include "transcoder/content.h"

namespace lectern::transcoder::av {

/// Leaves `input` at no particular place, with only `stream` chosen. A stream that cannot be decoded has no
/// flat blocks and so counts as camera footage.
ContentFacts scan_content(Input& input, int stream, Microseconds duration, std::int64_t max_pixels);

}  // namespace lectern::transcoder::av
