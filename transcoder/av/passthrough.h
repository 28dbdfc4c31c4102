#pragma once
// May a stream be the top rung as it is? Judged before anything is published from what the container's index
// says of every sample, and from the NAL units of every key frame; watched over while packets
// pass.

#include "transcoder/av/input.h"
#include "transcoder/media_info.h"

namespace lectern::transcoder::av {

/// No segment may reach 6.5 s (RFC 8216 §4.3.3.1 with a target of 6), so no group of pictures may.
inline constexpr Microseconds kMostPassthroughGap{6'400'000};

PassthroughVerdict judge_passthrough(const Input& input, int fd, const VideoInfo& info);

/// The longest time between two key frames, by the index.
Microseconds longest_key_gap(const AVStream& stream);

/// Whether a packet marked as a key frame is an IDR picture, with no other parameter sets than the stream
/// began with.
bool is_clean_idr(const AVStream& stream, const std::uint8_t* bytes, std::size_t count);

/// Whether the units in a packet add up to the packet: players refuse what a lenient decoder repairs.
bool is_well_formed(const AVStream& stream, const std::uint8_t* bytes, std::size_t count);

}  // namespace lectern::transcoder::av
