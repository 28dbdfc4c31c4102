#include "lms/progress/intervals.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace lectern::lms {

namespace {

std::int64_t length_of(const Span& span) {
  return span.to - span.from;
}

}  // namespace

Intervals::Intervals(std::initializer_list<Span> spans) {
  for (const auto& span : spans) add(span);
}

void Intervals::add(Span span) {
  if (span.from < 0 || span.to <= span.from) return;
  const auto first = std::lower_bound(spans_.begin(), spans_.end(), span.from,
                                      [](const Span& each, std::int64_t at) { return each.to < at; });
  auto last = first;
  for (; last != spans_.end() && last->from <= span.to; ++last) {
    span.from = std::min(span.from, last->from);
    span.to = std::max(span.to, last->to);
  }
  spans_.insert(spans_.erase(first, last), span);
}

void Intervals::add(const Intervals& others) {
  for (const auto& span : others.spans_) add(span);
}

std::int64_t Intervals::length() const {
  std::int64_t total = 0;
  for (const auto& span : spans_) total += length_of(span);
  return total;
}

std::string Intervals::text() const {
  std::string text;
  for (const auto& span : spans_) text += fmt::format("{}{}-{}", text.empty() ? "" : " ", span.from, span.to);
  return text;
}

Intervals Intervals::parse(std::string_view text) {
  Intervals intervals;
  for (const auto part : split(text, ' ')) {
    const auto ends = split(part, '-');
    if (ends.size() != 2) continue;
    const auto from = parse_number<std::int64_t>(ends[0]);
    const auto to = parse_number<std::int64_t>(ends[1]);
    if (from && to) intervals.add({*from, *to});
  }
  return intervals;
}

Intervals intersection(const Intervals& a, const Intervals& b) {
  Intervals both;
  auto left = a.spans().begin();
  auto right = b.spans().begin();
  while (left != a.spans().end() && right != b.spans().end()) {
    both.add({std::max(left->from, right->from), std::min(left->to, right->to)});
    if (left->to < right->to)
      ++left;
    else
      ++right;
  }
  return both;
}

Intervals difference(const Intervals& all, const Intervals& taken) {
  Intervals rest;
  auto next = taken.spans().begin();
  for (const auto& span : all.spans()) {
    auto from = span.from;
    while (next != taken.spans().end() && next->to <= from) ++next;
    for (auto cut = next; cut != taken.spans().end() && cut->from < span.to; ++cut) {
      rest.add({from, cut->from});
      from = cut->to;
    }
    rest.add({from, span.to});
  }
  return rest;
}

Intervals beginning(const Intervals& all, std::int64_t length) {
  Intervals first;
  for (const auto& span : all.spans()) {
    if (length <= 0) break;
    first.add({span.from, std::min(span.to, span.from + length)});
    length -= length_of(span);
  }
  return first;
}

Intervals longest(const Intervals& all, std::size_t most) {
  if (all.spans().size() <= most) return all;
  auto spans = all.spans();
  std::nth_element(spans.begin(), spans.begin() + static_cast<std::ptrdiff_t>(most), spans.end(),
                   [](const Span& a, const Span& b) { return length_of(a) > length_of(b); });
  spans.resize(most);
  Intervals kept;
  for (const auto& span : spans) kept.add(span);
  return kept;
}

std::int64_t reach(const Intervals& all, std::int64_t gap) {
  std::int64_t end = 0;
  for (const auto& span : all.spans()) {
    if (span.from - end > gap) break;
    end = span.to;
  }
  return end;
}

}  // namespace lectern::lms
