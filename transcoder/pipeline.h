#pragma once
// The whole of one package: the passes over the source that are needed, the loudness check, the summary. The
// first pass makes sound, trick play, stills and the early rungs; a second one, where the machine is too slow
// for all at once, makes the other rungs on the same boundaries.

#include <chrono>
#include <map>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "transcoder/pass.h"

namespace lectern::transcoder {

class Pipeline {
 public:
  /// `fresh` is the source, opened and not yet read from, where somebody has it.
  Pipeline(const PipelineJob& job, std::unique_ptr<av::Input> fresh, TranscodeListener& listener,
           std::stop_token stop);
  ~Pipeline();

  /// Makes or goes on with whatever is missing, up to package.json.
  void run();

 private:
  void open_tracks();
  void run_pass(Early early);
  void feed(Pass& pass, av::Input& input, Early early);
  void have_made(Early early, double fraction);
  double fraction_of(MediaTime time, double fraction_read) const;
  void note_what_is_missing(const av::Input& input, const Pass& pass, MediaTime end);
  bool is_complete(const std::vector<std::string>& names) const;
  TrackAppender& track(const std::string& name) { return *tracks_.at(name); }

  void tell_segment(const std::string& name, std::size_t number);
  void tell_playable();
  void tell_progress();
  void check_stop() const;
  void keep_alive();
  void note(const std::string& sentence);

  void settle_sound();
  void write_download_init(const PackageSummary& summary);
  void summarise();

  PipelineJob job_;
  std::unique_ptr<av::Input> fresh_;
  TranscodeListener& listener_;
  std::stop_token stop_;
  Tracks tracks_;
  CaptionFiles captions_;
  std::map<std::string, Loudness> measured_;    // by rendition, of sound that this run made from the start
  std::map<std::string, TrackSummary> sounds_;  // by rendition, once they are settled
  std::set<std::string> awaited_;               // of the early set, without a segment so far
  bool is_playable_told_ = false;
  bool has_joined_ = false;  // all rungs are made in the first pass
  std::vector<std::string> notes_;
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point told_;
  std::map<Early, double> made_;  // how much of the lecture the rungs have
  double first_fraction_ = -1;
  Progress last_progress_;
};

}  // namespace lectern::transcoder
