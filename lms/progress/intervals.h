#pragma once
// Moments of a recording: spans of whole milliseconds that neither touch nor overlap, in order. Exact:
// nothing is rounded, and no gap is closed. Pure.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::lms {

/// From the first millisecond up to, and without, the last.
struct Span {
  std::int64_t from = 0;
  std::int64_t to = 0;
  bool operator==(const Span&) const = default;
};

class Intervals {
 public:
  Intervals() = default;
  Intervals(std::initializer_list<Span> spans);

  /// Whatever is empty or begins before 0 is left out.
  void add(Span span);
  void add(const Intervals& others);

  const std::vector<Span>& spans() const { return spans_; }
  bool empty() const { return spans_.empty(); }
  std::int64_t length() const;
  bool operator==(const Intervals&) const = default;

  /// "0-62500 90000-121000". What cannot be read is left out.
  std::string text() const;
  static Intervals parse(std::string_view text);

 private:
  std::vector<Span> spans_;
};

/// What is in both.
Intervals intersection(const Intervals& a, const Intervals& b);
/// What is in `all` and not in `taken`.
Intervals difference(const Intervals& all, const Intervals& taken);
/// As much from the beginning as makes up `length`.
Intervals beginning(const Intervals& all, std::int64_t length);
/// The longest spans, so that a row stays small.
Intervals longest(const Intervals& all, std::size_t most);
/// How far it reaches from the start of the recording without a gap longer than `gap`.
std::int64_t reach(const Intervals& all, std::int64_t gap);

}  // namespace lectern::lms
