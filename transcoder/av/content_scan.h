#pragma once
// Looks into a video stream here and there and says what kind of lecture it is. Bounded in work, so that
// the same file is always judged the same, however busy the machine is.

#include "transcoder/av/input.h"
#include "transcoder/content.h"

namespace lectern::transcoder::av {

/// Leaves `input` at no particular place, with only `stream` chosen. A stream that cannot be decoded has no
/// flat blocks and so counts as camera footage, as does one that takes far too long.
ContentFacts scan_content(Input& input, int stream, Microseconds duration, std::int64_t max_pixels);

}  // namespace lectern::transcoder::av
