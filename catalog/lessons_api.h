#pragma once
// The routes of a course's outline: sections and lessons.

#include <vector>

#include "catalog/lessons.h"
#include "catalog/outlines.h"
#include "http/route.h"

namespace lectern::catalog {

class LessonsApi {
 public:
  LessonsApi(Lessons& lessons, const Outlines& outlines) : lessons_(lessons), outlines_(outlines) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<LessonsApi> kRoutes[];

  http::Response get_outline(const http::Request& request);
  http::Response add_section(const http::Request& request);
  http::Response change_section(const http::Request& request);
  http::Response remove_section(const http::Request& request);
  http::Response add_lesson(const http::Request& request);
  http::Response get_lesson(const http::Request& request);
  http::Response change_lesson(const http::Request& request);
  http::Response remove_lesson(const http::Request& request);

  Lessons& lessons_;
  const Outlines& outlines_;
};

}  // namespace lectern::catalog
