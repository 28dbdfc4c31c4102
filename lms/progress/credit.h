#pragma once
// What of a claim to have watched something counts. Pure: the streamer says what it sent, the clock how much
// time there was. A page may claim the same again as often as it likes: only what is new costs time.

#include "base/clock.h"
#include "lms/progress/intervals.h"

namespace lectern::lms {

/// The fastest that the player plays.
inline constexpr double kFastest = 2.5;

/// How much of the recording there was time to watch, and was not used yet.
struct Budget {
  Instant at;               ///< When it was counted last.
  std::int64_t unused = 0;  ///< Milliseconds of the recording.
};

struct Credit {
  Intervals counted;             ///< New, fetched, and within what there was time for.
  std::int64_t not_fetched = 0;  ///< Milliseconds that were claimed and never sent to this viewer.
  std::int64_t too_fast = 0;     ///< That nobody can have watched in so little time.
  Budget left;
};

/// `before` is what counted already.
Credit credit(const Intervals& claimed, const Intervals& delivered, const Intervals& before,
              const Budget& budget, Instant now);

}  // namespace lectern::lms
