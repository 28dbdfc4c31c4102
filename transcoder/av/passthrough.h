#pragma once
// May a stream be the top rung as it is? Judged before anything is published, from what the stream says of
// itself and from every key frame that its container names; watched over while packets pass.

#include "transcoder/av/input.h"
#include "transcoder/media_info.h"

namespace lectern::transcoder::av {

/// No segment may reach 6.5 s (RFC 8216 §4.3.3.1 with a target of 6), so no group of pictures may.
inline constexpr Microseconds kMostPassthroughGap{6'400'000};

/// Other streams may not be chosen afterwards.
PassthroughVerdict judge_passthrough(Input& input, int fd, const VideoInfo& info);

}  // namespace lectern::transcoder::av
