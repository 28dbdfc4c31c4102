#include "transcoder/av/track_writer.h"

#include <algorithm>

#include "transcoder/av/sound_encoder.h"
#include "transcoder/plan.h"

namespace lectern::transcoder::av {
namespace {

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
    if (held_) {
      held_->duration = packet->dts - held_->dts;
      put(*held_);
      held_.reset();
    }
    if (is_open_) finish_segment(packet->pts, 0);
    // Several boundaries at once: sound that waited, or a picture that came after them all.
    while (boundaries_.is_at(next_boundary_, time_of(*packet))) ++next_boundary_;
    is_open_ = true;
    segment_start_ = packet->pts;
    reordering_ = packet->pts - packet->dts;
  }
  LECTERN_ASSERT(is_open_, "A track begins at a boundary.");
  if (held_) {
    held_->duration = packet->dts - held_->dts;
    put(*held_);
  }
  held_ = std::move(packet);
}

void TrackWriter::put(AVPacket& packet) {
  packet.pts += offset_in(timescale_);
  packet.dts += offset_in(timescale_);
  muxer_->write(packet);
}

void TrackWriter::finish_segment(std::int64_t end, std::uint32_t flags) {
  const std::string bytes = muxer_->finish_fragment();
  track_.append(bytes, static_cast<std::uint64_t>(segment_start_ + offset_in(timescale_)),
                static_cast<std::uint32_t>(end - segment_start_), flags);
  track_.commit();
  on_segment_(track_.name(), track_.index().segments.size() - 1);
  is_open_ = false;
}

void TrackWriter::finish(std::int64_t end) {
  advance();
  LECTERN_ASSERT(waiting_.empty(), "All boundaries are decided at the end.");
  if (!held_) return;
  // Whatever the reordering: the fragment's pictures together last until the end.
  held_->duration = std::max<std::int64_t>(1, end - reordering_ - held_->dts);
  const std::int64_t last = is_sound_ ? held_->pts + kFrameSamples : end;
  if (is_sound_) held_->duration = kFrameSamples;
  put(*held_);
  held_.reset();
  finish_segment(std::max(last, segment_start_ + 1), kLastSegment);
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
