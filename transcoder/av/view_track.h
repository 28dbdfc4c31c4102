#pragma once
// One view from packets to segments: decoded once, shown at one rhythm, scaled from rung to rung, encoded for
// each. The trick-play track and the stills live from the same pictures.

#include <deque>
#include <memory>
#include <vector>

#include "transcoder/av/picture_source.h"
#include "transcoder/av/scaler.h"
#include "transcoder/av/track_writer.h"
#include "transcoder/av/video_encoder.h"
#include "transcoder/pacer.h"
#include "transcoder/stills.h"

namespace lectern::transcoder::av {

struct RungTarget {
  VideoRung rung;
  TrackAppender* track = nullptr;
};

struct ViewOptions {
  PictureFormat format;
  DecoderOptions decoder;
  EncoderSettings encoder;
  double frame_rate = 0;
  Pacer::Options pacing;
  std::vector<RungTarget> rungs;  // to be encoded, best first
  TrickRung trick;
  TrackAppender* trick_track = nullptr;  // none: no trick play
  Stills* stills = nullptr;
};

class ViewTrack {
 public:
  ViewTrack(const AVStream& stream, const ViewOptions& options, Boundaries& boundaries,
            TrackWriter::OnSegment on_segment);
  ~ViewTrack();

  void send(const AVPacket& packet);
  /// Pictures of before `time` are not to be expected any more.
  void wait(MediaTime time);
  /// No more packets. Answers where the pictures end.
  MediaTime flush();
  void finish(MediaTime end);

  bool has_pictures() const { return pacer_.has_picture(); }
  /// How far pictures have come.
  MediaTime time() const { return latest_; }
  int damaged() const { return source_.damaged(); }

 private:
  class Rung;
  class Trick;

  void take_pictures();
  void show(const std::vector<Showing>& showings, const SharedFrame& current);
  void show_one(const Showing& showing, const SharedFrame& frame);
  SharedFrame picture_for(std::size_t rung, const SharedFrame& frame);

  ViewOptions options_;
  PictureSource source_;
  Pacer pacer_;
  std::vector<std::unique_ptr<Rung>> rungs_;
  std::unique_ptr<Trick> trick_;
  std::deque<TimedPicture> decoded_;
  SharedFrame previous_;
  MediaTime latest_{0};
  MediaTime end_{0};
};

}  // namespace lectern::transcoder::av
