#pragma once
// Pictures to H.264. Key frames stand where they are asked for and nowhere else.

#include <deque>
#include <string>

#include "transcoder/av/check.h"
#include "transcoder/av/handles.h"
#include "transcoder/media_time.h"
#include "transcoder/plan.h"

namespace lectern::transcoder::av {

struct VideoEncoderOptions {
  int width = 0;
  int height = 0;
  double frame_rate = 0;  // highest expected; for the level
  double crf = 23;
  std::int64_t max_rate = 0;
  std::int64_t buffer = 0;
  EncoderSettings settings;
  int threads = 1;
  enum class Frames { Predicted, IntraOnly } frames = Frames::Predicted;
};

enum class FrameKind { Ordinary, Key };

class VideoEncoder {
 public:
  /// `like` gives the colour tags.
  VideoEncoder(const VideoEncoderOptions& options, const AVFrame& like);

  /// Encoded packets are appended; their times are ticks of 1/90000 s.
  void send(const AVFrame& frame, MediaTime time, FrameKind kind, std::deque<Packet>& out);
  void flush(std::deque<Packet>& out);
  CodecParameters parameters() const;

 private:
  void drain(std::deque<Packet>& out);

  CodecContext context_;
};

}  // namespace lectern::transcoder::av
