#pragma once
// Deadlines as iCalendar (RFC 5545), and how often each was moved. Pure.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lms/calendar/entry.h"

namespace lectern::lms {

/// What a feed has said of an entry. A client takes a change for news only where the number has risen
/// (RFC 5545 §3.8.7.4).
struct Revision {
  Instant at;
  std::string title;
  std::int64_t sequence = 0;
  Instant changed_at;

  bool operator==(const Revision&) const = default;
};

/// By uid. What is gone is forgotten.
using Revisions = std::map<std::string, Revision>;
Revisions revised(const Revisions& before, const std::vector<CalendarEntry>& entries, Instant now);

std::string revisions_text(const Revisions& revisions);
/// What is no such text is as if nothing had been said.
Revisions parse_revisions(std::string_view text);

struct CalendarFeedHead {
  std::string name;
  std::string site_url;  ///< Without a slash at the end.
};

/// In UTC, so that no zone has to be described. `revisions` has every entry.
std::string as_icalendar(const CalendarFeedHead& head, const std::vector<CalendarEntry>& entries,
                         const Revisions& revisions);

/// §3.1: no line longer than 75 bytes, and none broken within a letter.
std::string folded(std::string_view line);
/// §3.3.11
std::string escaped_text(std::string_view text);

}  // namespace lectern::lms
