#include "lms/progress/watched.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace lectern::lms {

namespace {

// Seeking back and forth must not grow a row without end; the shortest spans are the ones to lose.
constexpr std::size_t kMostSpans = 256;
constexpr double kTouching = 1.0;
constexpr double kFastest = 2.5;  // Of the player's speeds.
constexpr double kLateness = 2.0;
constexpr Milliseconds kLongestSilence{60'000};
constexpr double kEnough = 0.9;

double length(const Span& span) {
  return span.to - span.from;
}

double rounded(double seconds) {
  return std::round(seconds * 10) / 10;
}

}  // namespace

void WatchedSpans::add(Span span) {
  span = {rounded(span.from), rounded(span.to)};
  if (!(span.from >= 0) || span.to <= span.from) return;
  const auto first = std::find_if(spans_.begin(), spans_.end(),
                                  [&](const Span& each) { return each.to + kTouching >= span.from; });
  auto last = first;
  for (; last != spans_.end() && last->from <= span.to + kTouching; ++last) {
    span.from = std::min(span.from, last->from);
    span.to = std::max(span.to, last->to);
  }
  spans_.insert(spans_.erase(first, last), span);
  if (spans_.size() > kMostSpans)
    spans_.erase(std::min_element(spans_.begin(), spans_.end(),
                                  [](const Span& a, const Span& b) { return length(a) < length(b); }));
}

void WatchedSpans::add(const WatchedSpans& others) {
  for (const auto& span : others.spans_) add(span);
}

double WatchedSpans::seconds() const {
  double total = 0;
  for (const auto& span : spans_) total += length(span);
  return total;
}

std::string WatchedSpans::text() const {
  std::string text;
  for (const auto& span : spans_) text += fmt::format("{}{}-{}", text.empty() ? "" : " ", span.from, span.to);
  return text;
}

WatchedSpans WatchedSpans::parse(std::string_view text) {
  WatchedSpans watched;
  for (const auto part : split(text, ' ')) {
    const auto ends = split(part, '-');
    if (ends.size() != 2) continue;
    const auto from = parse_number<double>(ends[0]);
    const auto to = parse_number<double>(ends[1]);
    if (from && to) watched.add({*from, *to});
  }
  return watched;
}

std::optional<Span> watched_between(const Report& before, const Report& now) {
  const auto passed = now.at - before.at;
  if (passed < Milliseconds{0} || passed > kLongestSilence) return std::nullopt;
  const double forward = now.seconds - before.seconds;
  const double possible = static_cast<double>(passed.count()) / 1000.0 * kFastest + kLateness;
  if (forward <= 0 || forward > possible) return std::nullopt;
  return Span{before.seconds, now.seconds};
}

bool is_watched(const WatchedSpans& watched, double duration_seconds) {
  return duration_seconds > 0 && watched.seconds() >= duration_seconds * kEnough;
}

}  // namespace lectern::lms
