#include "transcoder/av/passthrough_track.h"

#include <algorithm>

#include "transcoder/av/h264.h"
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

PassthroughTrack::PassthroughTrack(const AVStream& stream, Microseconds longest_gap, TrackAppender& track,
                                   Boundaries& boundaries, TrackWriter::OnSegment on_segment)
    : stream_(stream),
      boundaries_(boundaries),
      writer_(track, boundaries, *stream.codecpar, kVideoTimescale, std::move(on_segment)),
      longest_gap_(longest_gap),
      segment_(track.index().segments.size()),
      resume_(end_of(track)) {
  start_ = resume_;
}

void PassthroughTrack::send(const AVPacket& packet) {
  const auto count = static_cast<std::size_t>(packet.size);
  if (packet.pts == AV_NOPTS_VALUE) return leave_out(packet, "a picture without a time");
  if (!is_well_formed(stream_, packet.data, count))
    return leave_out(packet, "a packet whose units do not add up");
  const bool is_key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
  if (is_key && !is_clean_idr(stream_, packet.data, count))
    return leave_out(packet, "a key frame that is no IDR picture, or new parameter sets");
  if (is_leaving_out_ && !is_key) return stand_in(packet);
  is_leaving_out_ = false;
  Packet own = in_ticks(packet);
  if (is_key) key_ = Packet{av_packet_clone(own.get())};
  const MediaTime time{own->pts};
  if (!has_begun_ && (!is_key || time < resume_)) return;
  if (is_key) meet_key_frame(time);
  end_ = std::max(end_, time + MediaTime{std::max<std::int64_t>(own->duration, 1)});
  writer_.write(std::move(own));
}

void PassthroughTrack::remember(const AVPacket& packet) {
  const auto count = static_cast<std::size_t>(packet.size);
  if ((packet.flags & AV_PKT_FLAG_KEY) == 0 || packet.pts == AV_NOPTS_VALUE ||
      !is_well_formed(stream_, packet.data, count) || !is_clean_idr(stream_, packet.data, count))
    return;
  Packet own = in_ticks(packet);
  if (MediaTime{own->pts} < resume_) key_ = std::move(own);
}

/// The pictures that follow build on the one that is missing. A player shows the last one a little longer.
void PassthroughTrack::leave_out(const AVPacket& packet, const char* why) {
  if (segment_ == 0) throw PassthroughBroken(why);
  is_leaving_out_ = has_left_out_ = true;
  stand_in(packet);
}

/// Takes a picture that is left out for its time: where a segment is due, it begins with the last key frame.
void PassthroughTrack::stand_in(const AVPacket& packet) {
  if (!key_ || packet.pts == AV_NOPTS_VALUE) return;
  const Packet missing = in_ticks(packet);
  const MediaTime time{missing->pts};
  if (time < end_ || time < resume_ || (has_begun_ && !is_boundary(time, Microseconds{0}))) return;
  if (has_begun_) begin_segment(time);
  has_begun_ = true;
  boundaries_.settle(time);
  Packet still{av_packet_clone(key_.get())};
  if (!still) throw std::bad_alloc();
  still->pts = missing->pts;
  still->duration = missing->duration;
  end_ = time + MediaTime{std::max<std::int64_t>(still->duration, 1)};
  writer_.write(std::move(still));
}

bool PassthroughTrack::is_boundary(MediaTime time, Microseconds until_next) const {
  const MediaTime so_far = time - start_;
  const auto wanted = nominal_start(segment_ + 1) - nominal_start(segment_);
  return so_far + kEarly >= wanted || so_far + until_next > kMostPassthroughGap;
}

void PassthroughTrack::begin_segment(MediaTime time) {
  boundaries_.decide(time);
  start_ = time;
  ++segment_;
}

void PassthroughTrack::meet_key_frame(MediaTime time) {
  if (!has_begun_) {
    has_begun_ = true;
    if (segment_ == 0) boundaries_.decide(MediaTime{0});
    boundaries_.settle(time);
    return;
  }
  if (segment_ == 0 && time - start_ > kMostPassthroughGap)
    throw PassthroughBroken("key frames too far apart");
  if (is_boundary(time, longest_gap_)) begin_segment(time);
  boundaries_.settle(time);
}

void PassthroughTrack::finish(MediaTime end) {
  writer_.finish(std::max(end, end_).count());
}

}  // namespace lectern::transcoder::av
