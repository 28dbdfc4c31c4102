#pragma once
// The routes of categories, courses, sections and lessons.

#include <vector>

#include "catalog/courses.h"
#include "catalog/lessons.h"
#include "http/route.h"

namespace lectern::catalog {

class CatalogApi {
 public:
  CatalogApi(Courses& courses, Lessons& lessons) : courses_(courses), lessons_(lessons) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<CatalogApi> kRoutes[];

  http::Response list_categories(const http::Request& request);
  http::Response create_category(const http::Request& request);
  http::Response list_courses(const http::Request& request);
  http::Response create_course(const http::Request& request);
  http::Response get_course(const http::Request& request);
  http::Response change_course(const http::Request& request);
  http::Response remove_course(const http::Request& request);
  http::Response publish_course(const http::Request& request);
  http::Response get_outline(const http::Request& request);
  http::Response add_section(const http::Request& request);
  http::Response change_section(const http::Request& request);
  http::Response remove_section(const http::Request& request);
  http::Response add_lesson(const http::Request& request);
  http::Response get_lesson(const http::Request& request);
  http::Response change_lesson(const http::Request& request);
  http::Response remove_lesson(const http::Request& request);

  Courses& courses_;
  Lessons& lessons_;
};

}  // namespace lectern::catalog
