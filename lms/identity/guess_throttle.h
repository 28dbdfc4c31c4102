#pragma once
// Slows down guessing of passwords. What is counted is the pair of account and address: whoever guesses from
// one place waits, and the owner, who comes from another, does not notice. Memory only, and bounded.

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "base/guarded.h"

namespace lectern::lms {

class GuessThrottle {
 public:
  explicit GuessThrottle(const Clock& clock) : clock_(clock) {}

  /// Counts one guess before it is checked, so that guesses side by side do not slip through. Answers how
  /// long to wait where there were too many; that guess must then not be checked.
  std::optional<Milliseconds> admit(std::string_view account, std::string_view address);
  /// It was no guess after all: nobody could say whether it was right.
  void take_back(std::string_view account, std::string_view address);
  /// The guess was right.
  void forget(std::string_view account, std::string_view address);

 private:
  struct Guesses {
    int count = 0;
    Instant last;
    Instant blocked_until;
  };
  void make_room(std::unordered_map<std::string, Guesses>& table) const;

  const Clock& clock_;
  Guarded<std::unordered_map<std::string, Guesses>> table_;
};

/// The network that one subscriber has: an IPv4 address, or the first 64 bits of an IPv6 address.
std::string network_of(std::string_view address);

}  // namespace lectern::lms
