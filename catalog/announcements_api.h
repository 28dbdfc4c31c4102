#pragma once
// The routes of announcements.

#include <vector>

#include "catalog/announcements.h"
#include "catalog/course_page.h"
#include "http/route.h"

namespace lectern::catalog {

class AnnouncementsApi {
 public:
  explicit AnnouncementsApi(Announcements& announcements) : announcements_(announcements) {}

  std::vector<http::Route> routes();
  /// Of a course's page: "announcements".
  CoursePart part() const;

 private:
  static const http::Entry<AnnouncementsApi> kRoutes[];

  http::Response mine(const http::Request& request);
  http::Response of_course(const http::Request& request);
  http::Response create_for_course(const http::Request& request);
  http::Response for_everyone(const http::Request& request);
  http::Response create_for_everyone(const http::Request& request);
  http::Response change(const http::Request& request);
  http::Response withdraw(const http::Request& request);
  http::Response mark_read(const http::Request& request);

  Announcements& announcements_;
};

}  // namespace lectern::catalog
