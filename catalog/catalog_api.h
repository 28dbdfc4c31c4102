#pragma once
// The routes of categories and courses.

#include <vector>

#include "catalog/categories.h"
#include "catalog/course_page.h"
#include "catalog/courses.h"
#include "catalog/trash.h"
#include "http/route.h"

namespace lectern::catalog {

class CatalogApi {
 public:
  CatalogApi(Courses& courses, const CoursePage& page, Categories& categories, Trash& trash)
      : courses_(courses), page_(page), categories_(categories), trash_(trash) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<CatalogApi> kRoutes[];

  http::Response list_categories(const http::Request& request);
  http::Response create_category(const http::Request& request);
  http::Response change_category(const http::Request& request);
  http::Response remove_category(const http::Request& request);
  http::Response list_courses(const http::Request& request);
  http::Response create_course(const http::Request& request);
  http::Response get_course(const http::Request& request);
  http::Response change_course(const http::Request& request);
  http::Response remove_course(const http::Request& request);
  http::Response restore_course(const http::Request& request);
  http::Response publish_course(const http::Request& request);
  http::Response checklist(const http::Request& request);

  http::Response list_trash(const http::Request& request);

  Courses& courses_;
  const CoursePage& page_;
  Categories& categories_;
  Trash& trash_;
};

}  // namespace lectern::catalog
