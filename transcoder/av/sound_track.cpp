#include "transcoder/av/sound_track.h"

#include <algorithm>

namespace lectern::transcoder::av {
namespace {

/// A resumed encoder is given this many frames that are thrown away, so that what follows fits what is there.
constexpr int kPrimingFrames = 4;

SampleTime end_of(const TrackAppender& track) {
  if (track.index().segments.empty()) return SampleTime{0};
  const auto& last = track.index().segments.back();
  return SampleTime{static_cast<std::int64_t>(last.start + last.duration)} - kClockOffset;
}

SampleTime encoded_from(SampleTime first_kept) {
  return std::max(first_kept - SampleTime{kPrimingFrames * kFrameSamples}, SampleTime{0});
}

}  // namespace

SoundTrack::SoundTrack(const AVStream& stream, const AudioRendition& rendition, TrackAppender& track,
                       const Boundaries& boundaries, const DecoderOptions& options,
                       TrackWriter::OnSegment on_segment)
    : rendition_(rendition),
      first_kept_(end_of(track)),
      next_(encoded_from(first_kept_)),
      source_(stream, rendition.channels, next_, options),
      level_(kAudioRate, rendition.channels, rendition.gain_decibels),
      encoder_(rendition.channels, rendition.bit_rate),
      writer_(std::make_unique<TrackWriter>(track, boundaries, *encoder_.parameters(), kAudioRate,
                                            std::move(on_segment))),
      decoded_(static_cast<std::size_t>(rendition.channels)),
      levelled_(static_cast<std::size_t>(rendition.channels)) {}

void SoundTrack::send(const AVPacket& packet) {
  source_.send(packet, decoded_);
  level();
  encode_whole_frames();
}

MediaTime SoundTrack::time() const {
  return std::chrono::floor<MediaTime>(next_ + SampleTime{static_cast<std::int64_t>(levelled_[0].size())});
}

void SoundTrack::level() {
  const std::size_t count = decoded_[0].size();
  if (count == 0) return;
  std::vector<const float*> planes;
  for (const auto& plane : decoded_) planes.push_back(plane.data());
  level_.process(planes, count, levelled_);
  taken_ += static_cast<std::int64_t>(count);
  for (auto& plane : decoded_) plane.clear();
}

void SoundTrack::encode_whole_frames() {
  std::deque<Packet> packets;
  std::size_t used = 0;
  while (levelled_[0].size() - used >= kFrameSamples) {
    std::vector<const float*> planes;
    for (const auto& plane : levelled_) planes.push_back(plane.data() + used);
    encoder_.send(planes.data(), next_, packets);
    next_ += SampleTime{kFrameSamples};
    used += kFrameSamples;
  }
  for (auto& plane : levelled_) plane.erase(plane.begin(), plane.begin() + static_cast<std::ptrdiff_t>(used));
  write(packets);
}

void SoundTrack::write(std::deque<Packet>& packets) {
  // What comes before belongs to the segment before, or is the encoder's own delay.
  for (auto& packet : packets)
    if (packet->pts >= first_kept_.count()) writer_->write(std::move(packet));
  packets.clear();
}

MediaTime SoundTrack::flush() {
  source_.flush(decoded_);
  level();
  level_.finish(levelled_);
  encode_whole_frames();
  return time();
}

void SoundTrack::finish(MediaTime end) {
  const SampleTime last = std::chrono::ceil<SampleTime>(end);
  const auto missing =
      std::max<std::int64_t>((last - next_).count(), static_cast<std::int64_t>(levelled_[0].size()));
  const std::int64_t frames = (missing + kFrameSamples - 1) / kFrameSamples;
  // In pieces: the sound may be shorter than the pictures by hours.
  for (std::int64_t i = 0; i < frames; ++i) {
    for (auto& plane : levelled_) plane.resize(std::max<std::size_t>(plane.size(), kFrameSamples), 0.0F);
    encode_whole_frames();
  }
  std::deque<Packet> packets;
  encoder_.flush(packets);
  write(packets);
  writer_->finish(next_.count());
}

}  // namespace lectern::transcoder::av
