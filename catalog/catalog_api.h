#pragma once
// The routes of categories and courses.

#include <vector>

#include "catalog/courses.h"
#include "http/route.h"

namespace lectern::catalog {

class CatalogApi {
 public:
  explicit CatalogApi(Courses& courses) : courses_(courses) {}

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

  Courses& courses_;
};

}  // namespace lectern::catalog
