#pragma once
// The source's own pictures as a rung, without decoding them. Its key frames become the boundaries of all
// tracks, so that its packets must come here before they go to a decoder.

#include "transcoder/av/track_writer.h"
#include "transcoder/passthrough_broken.h"

namespace lectern::transcoder::av {

class PassthroughTrack {
 public:
  /// Goes on after the segments that `track` has; `boundaries` hold those. Two key frames that begin anew are
  /// never more than `longest_gap` apart; others may stand between them.
  PassthroughTrack(const AVStream& stream, Microseconds longest_gap, TrackAppender& track,
                   Boundaries& boundaries, TrackWriter::OnSegment on_segment);

  /// Throws PassthroughBroken for what cannot be passed through while nobody has seen anything of it. Later,
  /// what is damaged is left out up to the next key frame, and where that is long in coming, the last one is
  /// shown again at the beginning of each segment: what was published stays as it is.
  void send(const AVPacket& packet);
  /// A packet from before the place to go on from: a whole key frame is kept, in case what follows is
  /// damaged.
  void remember(const AVPacket& packet);
  bool has_key() const { return static_cast<bool>(key_); }
  bool has_left_out() const { return has_left_out_; }
  /// Where the pictures end.
  MediaTime flush() const { return end_; }
  void finish(MediaTime end);

 private:
  void meet_key_frame(MediaTime time);
  bool is_boundary(MediaTime time, Microseconds until_next) const;
  void begin_segment(MediaTime time);
  void leave_out(const AVPacket& packet, const char* why);
  void stand_in(const AVPacket& packet);

  const AVStream& stream_;
  Boundaries& boundaries_;
  TrackWriter writer_;
  Microseconds longest_gap_;
  std::size_t segment_;  // the one being filled
  MediaTime start_{0};   // of it
  bool has_begun_ = false;
  bool is_leaving_out_ = false;
  bool has_left_out_ = false;
  MediaTime resume_{0};
  MediaTime end_{0};
  Packet key_;  // the last whole one
};

}  // namespace lectern::transcoder::av
