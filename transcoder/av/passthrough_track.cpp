#include "transcoder/av/passthrough_track.h"

#include <algorithm>

#include "transcoder/av/passthrough.h"

namespace lectern::transcoder::av {
namespace {

constexpr AVRational kTicks{1, kVideoTimescale};
/// A segment may end this much before its nominal length, so that rounding does not make it twice as long.
constexpr MediaTime kEarly{22'500};

MediaTime end_of(const TrackAppender& track) {
  if (track.index().segments.empty()) return MediaTime{0};
  const auto& last = track.index().segments.back();
  return MediaTime{static_cast<std::int64_t>(last.start + last.duration)} - kClockOffset;
}

Packet in_ticks(const AVPacket& packet) {
  Packet own{av_packet_clone(&packet)};
  if (!own) throw std::bad_alloc();
  av_packet_rescale_ts(own.get(), packet.time_base, kTicks);
  return own;
}

}  // namespace

PassthroughTrack::PassthroughTrack(const AVStream& stream, TrackAppender& track, Boundaries& boundaries,
                                   TrackWriter::OnSegment on_segment)
    : stream_(stream),
      boundaries_(boundaries),
      writer_(track, boundaries, *stream.codecpar, kVideoTimescale, std::move(on_segment)),
      longest_gap_(longest_key_gap(stream)),
      segment_(track.index().segments.size()),
      resume_(end_of(track)) {
  start_ = resume_;
}

void PassthroughTrack::send(const AVPacket& packet) {
  const auto count = static_cast<std::size_t>(packet.size);
  if (packet.pts == AV_NOPTS_VALUE || packet.dts == AV_NOPTS_VALUE)
    return leave_out("a picture without a time");
  if (!is_well_formed(stream_, packet.data, count)) return leave_out("a packet whose units do not add up");
  const bool is_key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
  if (is_key && !is_clean_idr(stream_, packet.data, count))
    return leave_out("a key frame that is no IDR picture, or new parameter sets");
  if (is_leaving_out_ && !is_key) return;
  is_leaving_out_ = false;
  Packet own = in_ticks(packet);
  const MediaTime time{own->pts};
  if (!has_begun_ && (!is_key || time < resume_)) return;
  if (is_key) meet_key_frame(time);
  end_ = std::max(end_, time + MediaTime{std::max<std::int64_t>(own->duration, 1)});
  writer_.write(std::move(own));
}

/// The pictures that follow build on the one that is missing. A player shows the last one a little longer.
void PassthroughTrack::leave_out(const char* why) {
  if (segment_ == 0) throw PassthroughBroken(why);
  is_leaving_out_ = has_left_out_ = true;
}

void PassthroughTrack::meet_key_frame(MediaTime time) {
  if (!has_begun_) {
    has_begun_ = true;
    if (segment_ == 0) boundaries_.decide(MediaTime{0});
    boundaries_.settle(time);
    return;
  }
  const MediaTime so_far = time - start_;
  if (so_far > kMostPassthroughGap) throw PassthroughBroken("key frames too far apart");
  const auto wanted = nominal_start(segment_ + 1) - nominal_start(segment_);
  if (so_far + kEarly >= wanted || so_far + longest_gap_ > kMostPassthroughGap) {
    boundaries_.decide(time);
    start_ = time;
    ++segment_;
  }
  boundaries_.settle(time);
}

void PassthroughTrack::finish(MediaTime end) {
  writer_.finish(std::max(end, end_).count());
}

}  // namespace lectern::transcoder::av
