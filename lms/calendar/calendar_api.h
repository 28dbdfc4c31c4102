#pragma once
// The routes of the calendar, and of the address at which others read it.

#include <vector>

#include "http/route.h"
#include "lms/calendar/feeds.h"

namespace lectern::lms {

class CalendarApi {
 public:
  CalendarApi(const Calendar& calendar, CalendarFeeds& feeds, const Clock& clock)
      : calendar_(calendar), feeds_(feeds), clock_(clock) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<CalendarApi> kRoutes[];

  http::Response list(const http::Request& request);
  http::Response get_feed(const http::Request& request);
  http::Response make_feed(const http::Request& request);
  http::Response end_feed(const http::Request& request);
  http::Response read_feed(const http::Request& request);

  const Calendar& calendar_;
  CalendarFeeds& feeds_;
  const Clock& clock_;
};

}  // namespace lectern::lms
