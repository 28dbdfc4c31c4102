#pragma once
// Which moments of a recording its segments hold. Pure.

#include <cstdint>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "transcoder/package.h"

namespace lectern::streamer {

/// How much further than they have come viewers may fetch, where a lecture is watched in order: players fill
/// their buffer ahead of what is seen.
inline constexpr std::chrono::seconds kMayFetchAhead{120};

/// From and up to, in milliseconds of the recording.
using Stretch = std::pair<std::int64_t, std::int64_t>;

/// The stretches of the segments whose bits are set, as Grant::delivered has them. Those of the first video
/// track stand for all, or of the first sound where there is no video.
std::vector<Stretch> stretches_of(const transcoder::PackageContents& contents,
                                  const std::vector<std::uint64_t>& delivered);
/// The number of the segment that holds this moment; of the last one where that is behind its end.
std::uint32_t segment_at(const transcoder::PackageContents& contents, Milliseconds at);

}  // namespace lectern::streamer
