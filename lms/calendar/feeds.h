#pragma once
// The private address at which another calendar reads somebody's deadlines. Whoever has it may read them, so
// it can be made anew, and then the old one is none any more.

#include <optional>
#include <string>

#include "lms/calendar/calendar.h"
#include "lms/calendar/icalendar.h"

namespace lectern::lms {

struct CalendarFeed {
  Instant created_at;
  std::optional<Instant> fetched_at;  ///< To the hour.
};

class CalendarFeeds {
 public:
  CalendarFeeds(storage::Database& database, const Calendar& calendar, CalendarFeedHead head)
      : database_(database), calendar_(calendar), head_(std::move(head)) {}

  std::optional<CalendarFeed> of(const http::Principal& who) const;
  /// The address, which is told only now; any earlier one ends.
  std::string make(const http::Principal& who);
  void end(const http::Principal& who);
  /// The whole calendar, from a month ago to a year from now. NotFound for an address that is none.
  std::string read(const std::string& token);

 private:
  storage::Database& database_;
  const Calendar& calendar_;
  CalendarFeedHead head_;
};

}  // namespace lectern::lms
