#pragma once
// After the sound of a rendition is whole: what loudness it has, and a second making where it missed the
// target.

#include <functional>
#include <memory>
#include <optional>

#include "transcoder/pass.h"

namespace lectern::transcoder {

struct SettledSound {
  TrackSummary summary;
  std::unique_ptr<TrackAppender> again;  // where it was made a second time
};

class SoundCheck {
 public:
  /// `on_work` is called now and then: it may throw to stop, and tell whoever waits that this gets on.
  SoundCheck(const PipelineJob& job, std::function<void()> on_work)
      : job_(job), on_work_(std::move(on_work)) {}

  /// `measured` is absent where this run did not make all of the sound. `spare` names the second making.
  SettledSound settle(const AudioRendition& rendition, const TrackAppender& track,
                      const std::optional<Loudness>& measured, const std::string& spare) const;

 private:
  Loudness measure(const AudioRendition& rendition) const;
  std::unique_ptr<TrackAppender> make_again(const AudioRendition& rendition, const TrackAppender& like,
                                            const std::string& name, Loudness& result) const;

  const PipelineJob& job_;
  std::function<void()> on_work_;
};

}  // namespace lectern::transcoder
