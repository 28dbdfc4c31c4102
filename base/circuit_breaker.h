#pragma once
// Keeps from calling a service that does not answer. Closed: every call goes through. After some failures in
// a row it opens: calls are refused at once, for a pause that doubles each time. Then it is half open: one
// call is let through, and its end decides. Pure: it is told the time. Not thread-safe.

#include <cstdint>
#include <string_view>

#include "base/clock.h"

namespace lectern {

enum class BreakerState { Closed, Open, HalfOpen };

std::string_view name_of(BreakerState state);

struct BreakerRule {
  int failures = 5;  ///< In a row, before it opens.
  Milliseconds first_pause{5'000};
  Milliseconds longest_pause{300'000};
};

class CircuitBreaker {
 public:
  explicit CircuitBreaker(BreakerRule rule = {}) : rule_(rule) {}

  /// Whether a call may be made now. Each call that was admitted ends in one of the three below.
  bool admit(Instant now);
  void succeeded();
  void failed(Instant now);
  /// The call came to an end that says nothing about the service.
  void abandoned();

  BreakerState state(Instant now) const;
  /// When it lets a call through again; in the past unless it is open.
  Instant opens_until() const { return open_until_; }

 private:
  BreakerRule rule_;
  int failures_ = 0;
  bool is_open_ = false;
  bool trial_runs_ = false;
  Milliseconds pause_{0};
  Instant open_until_{};
};

}  // namespace lectern
