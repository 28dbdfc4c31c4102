#include "streamer/segment_times.h"

#include <algorithm>

namespace lectern::streamer {

namespace {

using transcoder::SegmentRecord;
using transcoder::TrackIndex;

const TrackIndex* leading_track(const transcoder::PackageContents& contents) {
  const TrackIndex* sound = nullptr;
  for (const auto& [name, index] : contents.tracks) {
    if (index.timescale == 0) continue;
    if (name.starts_with('v')) return &index;
    if (name.starts_with('a') && sound == nullptr) sound = &index;
  }
  return sound;
}

std::int64_t milliseconds(std::uint64_t ticks, const TrackIndex& index) {
  return static_cast<std::int64_t>(static_cast<double>(ticks) * 1000 / index.timescale + 0.5);
}

Stretch stretch_of(const SegmentRecord& segment, const TrackIndex& index) {
  const auto offset = Milliseconds{transcoder::kClockOffset}.count();
  const auto from = milliseconds(segment.start, index) - offset;
  const auto to = milliseconds(segment.start + segment.duration, index) - offset;
  return {std::max<std::int64_t>(from, 0), to};
}

}  // namespace

std::vector<Stretch> stretches_of(const transcoder::PackageContents& contents,
                                  const std::vector<std::uint64_t>& delivered) {
  std::vector<Stretch> stretches;
  const auto* index = leading_track(contents);
  if (index == nullptr) return stretches;
  for (std::size_t number = 0; number < index->segments.size() && number / 64 < delivered.size(); ++number)
    if ((delivered[number / 64] >> (number % 64) & 1) != 0)
      stretches.push_back(stretch_of(index->segments[number], *index));
  return stretches;
}

std::uint32_t segment_at(const transcoder::PackageContents& contents, Milliseconds at) {
  const auto* index = leading_track(contents);
  if (index == nullptr || index->segments.empty()) return 0;
  const auto& segments = index->segments;
  const auto after = std::partition_point(
      segments.begin(), segments.end(),
      [&](const SegmentRecord& segment) { return stretch_of(segment, *index).first <= at.count(); });
  return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(after - segments.begin(), 1) - 1);
}

}  // namespace lectern::streamer
