#pragma once
// One reading of the source and every track that is made from it in lock-step. Goes on after the segments
// that all of these tracks have; what one has more than the others is cut off first.

#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "transcoder/av/input.h"
#include "transcoder/av/passthrough_track.h"
#include "transcoder/av/sound_track.h"
#include "transcoder/av/subtitle_decoder.h"
#include "transcoder/av/view_track.h"
#include "transcoder/transcode.h"

namespace lectern::transcoder {

struct PipelineJob {
  int source_fd = -1;
  std::filesystem::path package;
  MediaInfo info;
  Plan plan;
  TranscodeOptions options;
};

/// Which rungs: those of early.m3u8 (with sound, trick play and stills), or the others.
enum class Early { Yes, No };

using Tracks = std::map<std::string, std::unique_ptr<TrackAppender>>;
using CaptionFiles = std::map<std::string, std::unique_ptr<CaptionFile>>;

struct PassOptions {
  const PipelineJob& job;
  Early early = Early::Yes;
  Tracks& tracks;
  CaptionFiles& captions;
  av::TrackWriter::OnSegment on_segment;
  std::function<void(std::size_t index, MediaTime time)> before_boundary;  // of the first view
};

class Pass;
/// Work that another pass is ahead with: its boundaries are kept, up to one of them.
struct Following {
  Pass* ahead = nullptr;
  std::size_t until = 0;
};

/// The track's last segment is there.
bool is_whole(const TrackAppender& track);
/// Where the track's first `segments` segments end, on the lecture's clock.
MediaTime end_of(const TrackAppender& track, std::size_t segments);
/// The tracks of a pass, without trick play.
std::vector<std::string> tracks_of(const Plan& plan, Early early);
/// The stream's pictures are encoded as they come: nothing has to be turned, stretched or converted first.
bool is_plain(const MediaInfo& info, int stream);

class Pass {
 public:
  /// Chooses streams of `input`, and seeks in it where there is something to go on from.
  Pass(const PassOptions& options, av::Input& input, const Following& following = {});
  ~Pass();

  void send(const AVPacket& packet);
  /// No more packets. Answers where the lecture ends.
  MediaTime finish();

  /// Of a pass that follows: whether it is where the other may adopt its rungs.
  bool has_arrived() const;
  /// Only while before_boundary is called.
  void adopt(Pass& behind);

  /// How far the pass has come.
  MediaTime time() const;
  bool is_empty() const;
  std::vector<std::string> notes() const;
  /// Of the renditions that were made from their very start.
  std::map<std::string, Loudness> loudness() const;

 private:
  struct ViewRun;
  void cut_to_common();
  void make_view(std::size_t number, av::Input& input);
  void make_sounds(av::Input& input);
  void make_subtitles(av::Input& input);
  void seek(av::Input& input);
  void recall_key_frames(av::Input& input, MediaTime from);
  void prepare_boundaries(ViewRun& run, const std::vector<const VideoRung*>& rungs, const View& view);
  std::vector<const VideoRung*> rungs_of(const View& view) const;
  av::ViewOptions view_options(const ViewRun& run, const View& view) const;
  Boundaries& main_boundaries();
  void keep_together();
  MediaTime expected_end() const;
  TrackAppender& track(const std::string& name) const { return *options_.tracks.at(name); }

  PassOptions options_;
  Following following_;
  std::size_t common_ = 0;
  std::vector<int> streams_;
  std::deque<ViewRun> views_;    // stays put: tracks refer to the boundaries
  Boundaries sound_boundaries_;  // where there are no pictures
  std::vector<std::unique_ptr<av::SoundTrack>> sounds_;
  std::map<int, std::pair<std::unique_ptr<av::SubtitleDecoder>, CaptionFile*>> subtitles_;
  std::unique_ptr<Stills> stills_;
  std::size_t flushed_at_ = 0;
};

}  // namespace lectern::transcoder
