#include "lms/progress/credit.h"

#include <algorithm>

namespace lectern::lms {

namespace {

// A page that lost its connection tells later what was played meanwhile; one that was left open for a day did
// not watch for a day.
constexpr std::chrono::minutes kLongestSaved{15};

std::int64_t playable_in(Milliseconds time) {
  return static_cast<std::int64_t>(static_cast<double>(time.count()) * kFastest);
}

}  // namespace

Credit credit(const Intervals& claimed, const Intervals& delivered, const Intervals& before,
              const Budget& budget, Instant now) {
  const auto passed = std::max(now - budget.at, Milliseconds{0});
  const auto unused = std::min(budget.unused + playable_in(passed), playable_in(kLongestSaved));
  const auto fetched = intersection(claimed, delivered);
  const auto fresh = difference(fetched, before);
  Credit credit;
  credit.counted = beginning(fresh, unused);
  credit.not_fetched = claimed.length() - fetched.length();
  credit.too_fast = fresh.length() - credit.counted.length();
  credit.left = {std::max(now, budget.at), unused - credit.counted.length()};
  return credit;
}

}  // namespace lectern::lms
