#pragma once
// One view from packets to segments: decoded once, shown at one rhythm, scaled from rung to rung, encoded for
// each. The trick-play track and the stills live from the same pictures.

#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <vector>

#include "transcoder/av/encoder_thread.h"
#include "transcoder/av/picture_source.h"
#include "transcoder/av/scaler.h"
#include "transcoder/av/track_writer.h"
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
  int cores = 1;
  double frame_rate = 0;
  Pacer::Options pacing;
  std::vector<RungTarget> rungs;  // to be encoded, best first
  TrickRung trick;
  TrackAppender* trick_track = nullptr;  // none: no trick play
  Stills* stills = nullptr;
  /// Called before anything is shown on boundary `index`; the rungs of another track may be adopted then.
  std::function<void(std::size_t index, MediaTime time)> before_boundary;
  /// Nothing is shown from this boundary on.
  std::size_t until = std::numeric_limits<std::size_t>::max();
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

  /// Whether everything before the boundary `until` was shown.
  bool has_arrived() const { return has_arrived_; }
  /// Goes on with the rungs of `behind`, which arrived at the boundary that is about to be shown here. They
  /// are larger than the ones here.
  void adopt(ViewTrack& behind);

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
  std::size_t boundary_;  // the next to be shown
  bool has_arrived_ = false;
  MediaTime latest_{0};
  MediaTime end_{0};
};

}  // namespace lectern::transcoder::av
