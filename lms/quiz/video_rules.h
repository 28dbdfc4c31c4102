#pragma once
// Questions within a recording: values and pure rules. The player stops at a moment and asks; whoever may not
// go past without an answer is held there by the server too, where the recording is watched in order.

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "lms/quiz/question_bank.h"
#include "lms/quiz/quiz_rules.h"

namespace lectern::lms {

using VideoMomentId = Id<struct VideoMomentTag>;

struct VideoRules {
  GradingMethod method = GradingMethod::Best;  ///< What counts of several tries at one question.
  double pass_fraction = 0.5;
};

struct VideoMoment {
  VideoMomentId id;
  Milliseconds at{};
  QuestionId question;
  bool is_required = false;
  std::int64_t tries = 1;                 ///< 0: any number.
  std::optional<Milliseconds> rewind_to;  ///< Where a wrong answer leads back to.
  double points = 1;
};

/// What one person earned at each moment, try by try.
using VideoTries = std::map<VideoMomentId, std::vector<double>>;

bool is_right(double fraction);
/// Whether somebody with these tries may answer once more.
bool may_try(const VideoMoment& moment, const std::vector<double>& fractions);
/// Nothing holds them there any more: they were right, or a wrong answer leads nowhere, or no try is left.
bool is_settled(const VideoMoment& moment, const std::vector<double>& fractions);
/// The first moment that nobody may pass as they are; nothing where all is open.
std::optional<Milliseconds> first_stop(const std::vector<VideoMoment>& moments, const VideoTries& tries);
/// What it all comes to: what is not answered earns nothing. Nothing where no question gives points.
std::optional<double> video_fraction(const VideoRules& rules, const std::vector<VideoMoment>& moments,
                                     const VideoTries& tries);
/// Each try shuffles anew, and the same way whenever it is shown.
std::uint64_t video_seed(const VideoMomentId& moment, const UserId& user, std::int64_t number);

}  // namespace lectern::lms
