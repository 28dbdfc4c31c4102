#pragma once
// Everything of the calendar, wired. `calendar.add` takes the deadlines of another module.

#include <vector>

#include "lms/calendar/calendar_api.h"
#include "lms/calendar/due_soon.h"

namespace lectern::lms {

class CalendarRoom {
 public:
  CalendarRoom(storage::Database& database, CalendarFeedHead head);
  CalendarRoom(const CalendarRoom&) = delete;
  CalendarRoom& operator=(const CalendarRoom&) = delete;

  std::vector<http::Route> routes() { return api_.routes(); }
  /// Every half minute.
  void sweep() { due_soon_.sweep(); }

  Calendar calendar;

 private:
  CalendarFeeds feeds_;
  DueSoon due_soon_;
  CalendarApi api_;
};

}  // namespace lectern::lms
