#pragma once
// One audio rendition from packets to segments: decode, level, encode, cut.

#include <memory>

#include "transcoder/av/sound_encoder.h"
#include "transcoder/av/sound_source.h"
#include "transcoder/av/track_writer.h"
#include "transcoder/loudness.h"

namespace lectern::transcoder::av {

class SoundTrack {
 public:
  /// Goes on after the segments that `track` has.
  SoundTrack(const AVStream& stream, const AudioRendition& rendition, TrackAppender& track,
             const Boundaries& boundaries, const DecoderOptions& options, TrackWriter::OnSegment on_segment);

  int stream() const { return rendition_.stream; }
  const AudioRendition& rendition() const { return rendition_; }
  void send(const AVPacket& packet);
  void advance() { writer_->advance(); }
  /// No more packets. Answers where the sound ends.
  MediaTime flush();
  /// Silence up to `end`, so that every track covers the whole.
  void finish(MediaTime end);
  /// How far sound has come.
  MediaTime time() const;

  bool has_sound() const { return taken_ > 0; }
  /// Of what this run encoded.
  Loudness loudness() const { return level_.loudness(); }
  bool is_resumed() const { return first_kept_.count() > 0; }

 private:
  void level();
  void encode_whole_frames();
  void write(std::deque<Packet>& packets);

  AudioRendition rendition_;
  SampleTime first_kept_;
  SampleTime next_;  // of the frame to be encoded next
  SoundSource source_;
  SoundLevel level_;
  SoundEncoder encoder_;
  std::unique_ptr<TrackWriter> writer_;
  SoundPlanes decoded_;
  SoundPlanes levelled_;
  std::int64_t taken_ = 0;
};

}  // namespace lectern::transcoder::av
