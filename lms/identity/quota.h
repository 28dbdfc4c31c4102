#pragma once
// So many acts in so long a time, for each key: an address, an account. Memory only, and bounded.

#include <optional>
#include <string>
#include <unordered_map>

#include "base/clock.h"
#include "base/guarded.h"

namespace lectern::lms {

struct QuotaRule {
  int most = 1;
  Milliseconds window{0};
};

class Quota {
 public:
  Quota(const Clock& clock, QuotaRule rule) : clock_(clock), rule_(rule) {}

  /// Counts one act. Answers how long to wait where there were too many; that act must then not happen.
  std::optional<Milliseconds> admit(const std::string& key);

 private:
  struct Window {
    Instant began;
    int count = 0;
  };

  const Clock& clock_;
  const QuotaRule rule_;
  Guarded<std::unordered_map<std::string, Window>> table_;
};

}  // namespace lectern::lms
