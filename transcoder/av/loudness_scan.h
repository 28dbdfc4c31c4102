#pragma once
// The gain for a sound track: from windows spread over it, so many of them whatever the file and always the
// same; from all of it where it is no longer than they are.

#include "transcoder/av/input.h"
#include "transcoder/loudness.h"

namespace lectern::transcoder::av {

/// In dB, for a rendition with `channels` channels. Leaves `input` at no particular place, with only `stream`
/// chosen. What cannot be decoded counts as silence.
double scan_gain(Input& input, int stream, int channels, Microseconds duration);

}  // namespace lectern::transcoder::av
