#include "base/circuit_breaker.h"

#include <algorithm>

namespace lectern {

std::string_view name_of(BreakerState state) {
  switch (state) {
    case BreakerState::Closed:
      return "closed";
    case BreakerState::Open:
      return "open";
    case BreakerState::HalfOpen:
      break;
  }
  return "half_open";
}

bool CircuitBreaker::admit(Instant now) {
  if (!is_open_) return true;
  if (now < open_until_ || trial_runs_) return false;
  trial_runs_ = true;
  return true;
}

void CircuitBreaker::succeeded() {
  *this = CircuitBreaker(rule_);
}

void CircuitBreaker::failed(Instant now) {
  ++failures_;
  // Calls that were under way when it opened say nothing new.
  const bool trial_failed = is_open_ && trial_runs_;
  if (is_open_ && !trial_failed) return;
  if (!trial_failed && failures_ < rule_.failures) return;
  pause_ = trial_failed ? std::min(pause_ * 2, rule_.longest_pause) : rule_.first_pause;
  is_open_ = true;
  trial_runs_ = false;
  open_until_ = now + pause_;
}

void CircuitBreaker::abandoned() {
  trial_runs_ = false;
}

BreakerState CircuitBreaker::state(Instant now) const {
  if (!is_open_) return BreakerState::Closed;
  return now < open_until_ ? BreakerState::Open : BreakerState::HalfOpen;
}

}  // namespace lectern
