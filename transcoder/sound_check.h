#pragma once
// After the sound of a rendition is whole: what loudness it has, and a second making where it missed the
// target.

#include <memory>
#include <optional>
#include <stop_token>

#include "transcoder/pass.h"

namespace lectern::transcoder {

struct SettledSound {
  TrackSummary summary;
  std::unique_ptr<TrackAppender> again;  // where it was made a second time
};

class SoundCheck {
 public:
  SoundCheck(const PipelineJob& job, std::stop_token stop) : job_(job), stop_(std::move(stop)) {}

  /// `measured` is absent where this run did not make all of the sound. `spare` names the second making.
  SettledSound settle(const AudioRendition& rendition, const TrackAppender& track,
                      const std::optional<Loudness>& measured, const std::string& spare) const;

 private:
  Loudness measure(const AudioRendition& rendition) const;
  std::unique_ptr<TrackAppender> make_again(const AudioRendition& rendition, const TrackAppender& like,
                                            const std::string& name, Loudness& result) const;
  void check_stop() const;

  const PipelineJob& job_;
  std::stop_token stop_;
};

}  // namespace lectern::transcoder
