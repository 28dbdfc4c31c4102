#pragma once
// Clips made by ffmpeg's own generators, packages made from them, and what is really in the fragments: read
// box by box (ISO/IEC 14496-12), because players and probes each have their own idea of signed offsets.

#include <filesystem>
#include <string>
#include <vector>

#include "transcoder/package.h"
#include "transcoder/transcode.h"

namespace lectern::transcoder::testing {

class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Runs ffmpeg with these arguments; the clip is `folder`/`name`.
std::filesystem::path make_clip(const std::filesystem::path& folder, const std::string& name,
                                const std::string& arguments);
/// The output of a command; fails the test when the command fails.
std::string output_of(const std::string& command);

class Recorder final : public TranscodeListener {
 public:
  void probed(const MediaInfo& info) override { media = info; }
  void planned(const Plan& made) override { plan = made; }
  void segment(const std::string& track, std::size_t number) override;
  void playable() override { events.emplace_back("playable"); }
  void progress(const Progress&) override {}
  void note(const std::string& sentence) override { notes.push_back(sentence); }
  void done() override { events.emplace_back("done"); }

  /// Asks to stop after so many segments; 0: never.
  std::size_t stop_after = 0;
  std::stop_source stop;
  MediaInfo media;
  Plan plan;
  std::size_t segments = 0;
  std::vector<std::string> events;  // "v0 0", "playable", "done"
  std::vector<std::string> notes;
};

TranscodeOptions on_threads(int threads);
/// A whole package; gives what was told.
void transcode_clip(const std::filesystem::path& clip, const std::filesystem::path& package,
                    Recorder& recorder, const TranscodeOptions& options = on_threads(2));
PackageContents contents_of(const std::filesystem::path& package);

/// One fragment; seconds on the track's clock.
struct Fragment {
  double decode_time = 0;     // tfdt
  double duration = 0;        // all samples together
  std::vector<double> times;  // of presentation, in decoding order
};
std::vector<Fragment> fragments_of(const std::filesystem::path& track);
/// All of a track's presentation times, sorted.
std::vector<double> times_of(const std::filesystem::path& track);

/// "" when ffmpeg decodes the whole track without a complaint.
std::string decoding_complaint(const std::filesystem::path& track);

}  // namespace lectern::transcoder::testing
