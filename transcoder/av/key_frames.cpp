#include "transcoder/av/key_frames.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "transcoder/av/h264.h"
#include "transcoder/av/passthrough.h"

namespace lectern::transcoder::av {
namespace {

constexpr const char* kNotAnew = "Not every key frame begins anew.";
constexpr const char* kTooFarApart = "Key frames are too far apart.";
/// Enough for what may stand before the first slice: delimiter, parameter sets, messages. Few need the more.
constexpr std::array<std::size_t, 2> kHeadBytes = {512, 16 * 1024};
/// Ten hours with a key frame a second. A file with more is not worth the reading.
constexpr std::size_t kMostIndexed = 36'000;
/// Seeking costs more, and somebody waits: four hours with a key frame every four seconds.
constexpr std::size_t kMostSought = 3'600;
/// What one key frame may cost to look at, beyond reading all of the file once: cues that point far before
/// what they name would have it read again for each.
constexpr std::uint64_t kBytesForOne = 1U << 20;
/// Cues count in milliseconds, blocks in ticks of the segment.
constexpr Microseconds kMostAside{1'000};

struct IndexEntry {
  std::int64_t timestamp;
  std::int64_t position;
  int size;
  bool is_key;
  bool is_discarded;
};

std::vector<IndexEntry> index_of(const AVStream& stream) {
  auto* mutable_stream = const_cast<AVStream*>(&stream);
  std::vector<IndexEntry> entries(static_cast<std::size_t>(avformat_index_get_entries_count(&stream)));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const AVIndexEntry* entry = avformat_index_get_entry(mutable_stream, static_cast<int>(i));
    entries[i] = {entry->timestamp, entry->pos, entry->size, (entry->flags & AVINDEX_KEYFRAME) != 0,
                  (entry->flags & AVINDEX_DISCARD_FRAME) != 0};
  }
  return entries;
}

std::int64_t longest_gap(const std::vector<IndexEntry>& entries) {
  std::int64_t longest = 0;
  std::int64_t last = AV_NOPTS_VALUE;
  for (const auto& entry : entries) {
    if (!entry.is_key && &entry != &entries.back()) continue;
    if (last != AV_NOPTS_VALUE) longest = std::max(longest, entry.timestamp - last);
    if (entry.is_key) last = entry.timestamp;
  }
  return longest;
}

bool is_idr_at(const AVStream& stream, int fd, const IndexEntry& sample, std::string& head) {
  const auto whole = static_cast<std::size_t>(std::max(sample.size, 0));
  for (const std::size_t most : kHeadBytes) {
    const std::size_t got =
        read_at(fd, head.data(), std::min(most, whole), static_cast<std::uint64_t>(sample.position));
    if (is_clean_idr(stream, reinterpret_cast<const std::uint8_t*>(head.data()), got)) return true;
    if (whole <= most) break;
  }
  return false;
}

bool are_all_idr(const AVStream& stream, int fd, const std::vector<IndexEntry>& entries) {
  std::string head(kHeadBytes.back(), '\0');
  std::size_t keys = 0;
  for (const auto& entry : entries)
    if (entry.is_key && (++keys > kMostIndexed || !is_idr_at(stream, fd, entry, head))) return false;
  return keys > 0;
}

/// The times of the key frames that the cues name, on the clock of read(). They are read with the first seek.
std::vector<Microseconds> cued_times(Input& input, int stream) {
  input.seek(stream, Microseconds{0});
  std::vector<Microseconds> times;
  for (const auto& entry : index_of(input.stream(stream)))
    if (entry.is_key) times.push_back(input.time_of(stream, entry.timestamp));
  return times;
}

Microseconds time_of(const AVPacket& packet) {
  return Microseconds{av_rescale_q(packet.pts, packet.time_base, AV_TIME_BASE_Q)};
}

bool begins_anew_at(Input& input, int stream, Microseconds time, AVPacket& packet) {
  input.seek(stream, time);
  if (!input.read(packet)) return false;
  const bool is_there =
      packet.pts != AV_NOPTS_VALUE && (packet.flags & AV_PKT_FLAG_KEY) != 0 &&
      std::chrono::abs(time_of(packet) - time) <= kMostAside &&
      is_clean_idr(input.stream(stream), packet.data, static_cast<std::size_t>(packet.size));
  av_packet_unref(&packet);
  return is_there;
}

/// Where the pictures end that follow the last key frame, which is at `last`. Stops where it would be too
/// late.
Microseconds end_of_pictures(Input& input, int stream, Microseconds last, AVPacket& packet) {
  input.seek(stream, last);
  Microseconds end = last;
  while (end <= last + kMostPassthroughGap && input.read(packet)) {
    if (packet.pts != AV_NOPTS_VALUE)
      end = std::max(end, time_of(packet) +
                              Microseconds{av_rescale_q(packet.duration, packet.time_base, AV_TIME_BASE_Q)});
    av_packet_unref(&packet);
  }
  return end;
}

KeyFrames look_at_cued(Input& input, int stream) {
  const auto times = cued_times(input, stream);
  if (times.empty() || times.size() > kMostSought) return {"The cues do not name all key frames."};
  if (times.front() > kMostAside) return {"The recording does not begin with a key frame."};
  KeyFrames found;
  for (std::size_t i = 1; i < times.size(); ++i)
    found.longest_gap = std::max(found.longest_gap, times[i] - times[i - 1]);
  if (found.longest_gap > kMostPassthroughGap) return {kTooFarApart};
  const Packet packet = make_packet();
  const std::uint64_t most = input.bytes_read() + input.bytes() + times.size() * kBytesForOne;
  for (const auto time : times) {
    if (!begins_anew_at(input, stream, time, *packet)) return {kNotAnew};
    if (input.bytes_read() > most) return {"The cues do not point to where the key frames are."};
  }
  found.end = end_of_pictures(input, stream, times.back(), *packet);
  found.longest_gap = std::max(found.longest_gap, found.end - times.back());
  if (found.longest_gap > kMostPassthroughGap) return {kTooFarApart};
  return found;
}

}  // namespace

KeyFrames indexed_key_frames(const Input& input, const VideoInfo& info, int fd) {
  const AVStream& stream = input.stream(info.stream);
  const auto entries = index_of(stream);
  if (entries.size() < 2 ||
      (stream.nb_frames > 0 && static_cast<std::int64_t>(entries.size()) != stream.nb_frames))
    return {"The container's index does not name every picture."};
  if (std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return entry.is_discarded; }))
    return {"An edit begins inside a group of pictures."};
  if (info.duration.count() == 0) return {"The container does not tell where the pictures end."};
  const Microseconds gap{av_rescale_q(longest_gap(entries), stream.time_base, AV_TIME_BASE_Q)};
  if (gap > kMostPassthroughGap) return {kTooFarApart};
  if (!are_all_idr(stream, fd, entries)) return {kNotAnew};
  return {nullptr, gap, info.start + info.duration};
}

KeyFrames sought_key_frames(Input& input, int stream) {
  try {
    input.choose({stream});
    const KeyFrames found = look_at_cued(input, stream);
    input.seek(stream, Microseconds{0});
    return found;
  } catch (const Error&) {
    return {"The cues point to what is not there."};
  }
}

}  // namespace lectern::transcoder::av
