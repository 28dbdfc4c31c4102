#pragma once
// What is known of a stream's key frames before anything of it is published: each of them was looked at, for
// one that does not begin anew could not be taken back.

#include "transcoder/av/input.h"
#include "transcoder/media_info.h"

namespace lectern::transcoder::av {

struct KeyFrames {
  const char* objection = nullptr;  // why they cannot be relied on
  Microseconds longest_gap{0};      // from one to the next, and from the last to the end of the pictures
  Microseconds end{0};              // of the pictures, on the clock of Input::read()
};

/// MP4's index names every sample, and where its bytes are.
KeyFrames indexed_key_frames(const Input& input, const VideoInfo& info, int fd);

/// Matroska's cues name key frames only (RFC 9559 §5.1.5): each is sought and read, and the last group of
/// pictures to its end. Others may stand between them. Leaves `input` with only this stream chosen.
KeyFrames sought_key_frames(Input& input, int stream);

}  // namespace lectern::transcoder::av
