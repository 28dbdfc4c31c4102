#pragma once
// How loud a sound track is, from windows spread over it: so many of them, whatever the file, and always the
// same.

#include "transcoder/av/input.h"
#include "transcoder/loudness.h"

namespace lectern::transcoder::av {

/// Of what a rendition with `channels` channels is made from it. Leaves `input` at no particular place, with
/// only `stream` chosen. What cannot be decoded counts as silence.
Loudness scan_loudness(Input& input, int stream, int channels, Microseconds duration);

}  // namespace lectern::transcoder::av
