#pragma once
// Which parts of a lesson were watched: spans of seconds that neither touch nor overlap, in order. Pure.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace lectern::lms {

struct Span {
  double from = 0;
  double to = 0;
  bool operator==(const Span&) const = default;
};

class WatchedSpans {
 public:
  void add(Span span);
  void add(const WatchedSpans& others);
  const std::vector<Span>& spans() const { return spans_; }
  double seconds() const;

  /// "0-62.5 90-121". What cannot be read is left out.
  std::string text() const;
  static WatchedSpans parse(std::string_view text);

 private:
  std::vector<Span> spans_;
};

struct Report {
  double seconds = 0;
  Instant at;
};

/// What was watched between two reports: nothing after a seek, a pause too long, or a step faster than any
/// player plays.
std::optional<Span> watched_between(const Report& before, const Report& now);

/// A lesson counts as watched at nine tenths, so that nobody has to sit through the closing titles.
bool is_watched(const WatchedSpans& watched, double duration_seconds);

}  // namespace lectern::lms
