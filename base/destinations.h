#pragma once
// What is known of each server that Lectern calls, whatever the protocol: how often it was called, how often
// in vain, and whether it is left alone for a while (base/circuit_breaker.h). Any thread.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/circuit_breaker.h"
#include "base/clock.h"
#include "base/guarded.h"

namespace lectern {

/// What is known of one scheme, host and port.
struct Destination {
  std::string origin;
  BreakerState state = BreakerState::Closed;
  std::uint64_t calls = 0;     ///< Attempts.
  std::uint64_t failures = 0;  ///< Of them: no answer, or one that says that it is broken.
  std::uint64_t refused = 0;   ///< Calls that were not made because it is left alone.
};

class Destinations {
 public:
  explicit Destinations(const Clock& clock, BreakerRule rule = {}) : clock_(clock), rule_(rule) {}

  /// Throws Unavailable where the destination is left alone. Each call that was admitted ends in one of the
  /// three below.
  void admit(const std::string& origin);
  void succeeded(const std::string& origin);
  void failed(const std::string& origin);
  /// The call came to an end that says nothing about the destination.
  void abandoned(const std::string& origin);

  Destination of(const std::string& origin) const;
  std::vector<Destination> list() const;
  /// Prometheus text exposition format 0.0.4.
  std::string metrics_text() const;

 private:
  struct Known {
    CircuitBreaker breaker;
    Destination counts;
  };
  template <typename Change>
  void change(const std::string& origin, Change change);

  const Clock& clock_;
  const BreakerRule rule_;
  Guarded<std::map<std::string, Known>> known_;
};

}  // namespace lectern
