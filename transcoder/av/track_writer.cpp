#include "transcoder/av/track_writer.h"

#include <algorithm>

#include "transcoder/av/sound_encoder.h"
#include "transcoder/plan.h"

namespace lectern::transcoder::av {
namespace {

/// av_write_frame refuses a picture that is decoded after it is shown, before the muxer has a say. The muxer
/// takes the first difference between the two times off every decode time (its "negative CTS offsets"), so
/// that any difference that is larger than all reordering gives exactly the times that are wanted.
constexpr std::int64_t kDecodingLead = 1000LL * kVideoTimescale;

std::int64_t offset_in(int timescale) {
  return kClockOffset.count() * timescale;
}

/// The init segment of a track that goes on must be the one that its segments were made for.
void settle_init(TrackAppender& track, const FragmentMuxer& muxer, int timescale) {
  if (!track.has_init()) {
    track.write_init(muxer.init_segment(), static_cast<std::uint32_t>(timescale));
  } else if (track.init_segment() != muxer.init_segment()) {
    throw Error(ErrorCode::Conflict,
                "The video was begun by another version of Lectern and has to be made anew.",
                track.name() + ": another init segment");
  }
}

}  // namespace

TrackWriter::TrackWriter(TrackAppender& track, const Boundaries& boundaries,
                         const AVCodecParameters& parameters, int timescale, OnSegment on_segment)
    : track_(track),
      boundaries_(boundaries),
      is_sound_(parameters.codec_type == AVMEDIA_TYPE_AUDIO),
      timescale_(timescale),
      on_segment_(std::move(on_segment)),
      muxer_(std::make_unique<FragmentMuxer>(parameters, timescale,
                                             static_cast<unsigned>(track.index().segments.size()) + 1)),
      next_boundary_(track.index().segments.size()) {
  settle_init(track_, *muxer_, timescale_);
}

MediaTime TrackWriter::time_of(const AVPacket& packet) const {
  // Sound begins a segment with the frame nearest to the boundary.
  const std::int64_t at = is_sound_ ? packet.pts + kFrameSamples / 2 : packet.pts;
  return MediaTime{av_rescale_q(at, {1, timescale_}, {1, kVideoTimescale})};
}

void TrackWriter::write(Packet packet) {
  waiting_.push_back(std::move(packet));
  advance();
}

void TrackWriter::advance() {
  while (!waiting_.empty() && boundaries_.is_known(next_boundary_, time_of(*waiting_.front()))) {
    Packet packet = std::move(waiting_.front());
    waiting_.pop_front();
    place(std::move(packet));
  }
}

void TrackWriter::place(Packet packet) {
  const bool may_begin = is_sound_ || (packet->flags & AV_PKT_FLAG_KEY) != 0;
  if (may_begin && boundaries_.is_at(next_boundary_, time_of(*packet))) {
    if (!segment_.empty()) finish_segment(packet->pts, 0);
    // Several boundaries at once: sound that waited, or a picture that came after them all.
    while (boundaries_.is_at(next_boundary_, time_of(*packet))) ++next_boundary_;
  } else {
    LECTERN_ASSERT(!segment_.empty(), "A track begins at a boundary.");
  }
  segment_.push_back(std::move(packet));
}

/// The n-th packet is decoded when the n-th picture is shown: offsets between the two are signed in CMAF, and
/// so every segment's decode time is exactly its first picture's time, whatever the reordering and however
/// uneven the rhythm.
void TrackWriter::set_decoding_times(std::int64_t end) {
  std::vector<std::int64_t> times;
  for (const auto& packet : segment_) times.push_back(packet->pts);
  times.push_back(end);
  std::sort(times.begin(), times.end() - 1);
  for (std::size_t i = 0; i < segment_.size(); ++i) {
    segment_[i]->dts = times[i];
    segment_[i]->duration = std::max<std::int64_t>(1, times[i + 1] - times[i]);
  }
}

void TrackWriter::finish_segment(std::int64_t end, std::uint32_t flags) {
  const std::int64_t start = segment_.front()->pts;
  set_decoding_times(end);
  for (auto& packet : segment_) {
    packet->pts += offset_in(timescale_);
    packet->dts += offset_in(timescale_) - (is_sound_ ? 0 : kDecodingLead);
    muxer_->write(*packet);
  }
  segment_.clear();
  track_.append(muxer_->finish_fragment(), static_cast<std::uint64_t>(start + offset_in(timescale_)),
                static_cast<std::uint32_t>(end - start), flags);
  track_.commit();
  on_segment_(track_.name(), track_.index().segments.size() - 1);
}

void TrackWriter::finish(std::int64_t end) {
  advance();
  LECTERN_ASSERT(waiting_.empty(), "All boundaries are decided at the end.");
  if (segment_.empty()) return;
  std::int64_t least = 0;
  for (const auto& packet : segment_) least = std::max(least, packet->pts + 1);
  finish_segment(std::max(is_sound_ ? segment_.back()->pts + kFrameSamples : end, least), kLastSegment);
}

PictureWriter::PictureWriter(TrackAppender& track, const AVCodecParameters& parameters)
    : track_(track),
      muxer_(parameters, kVideoTimescale, static_cast<unsigned>(track.index().segments.size()) + 1) {
  settle_init(track_, muxer_, kVideoTimescale);
}

void PictureWriter::write(Packet packet) {
  if (held_) put(packet->pts);
  held_ = std::move(packet);
}

void PictureWriter::commit(MediaTime end) {
  if (held_) put(end.count());
  track_.commit();
}

void PictureWriter::put(std::int64_t end) {
  const std::int64_t start = held_->pts + offset_in(kVideoTimescale);
  held_->duration = std::max<std::int64_t>(1, end - held_->pts);
  held_->pts = start;
  held_->dts = start;
  const auto duration = static_cast<std::uint32_t>(held_->duration);
  muxer_.write(*held_);
  track_.append(muxer_.finish_fragment(), static_cast<std::uint64_t>(start), duration);
  held_.reset();
}

}  // namespace lectern::transcoder::av
