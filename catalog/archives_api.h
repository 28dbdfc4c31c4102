#pragma once
// The routes of duplicating a course, and of archives.

#include <vector>

#include "catalog/course_archives.h"
#include "catalog/course_copies.h"
#include "http/route.h"

namespace lectern::catalog {

class ArchivesApi {
 public:
  ArchivesApi(CourseCopies& copies, CourseArchives& archives) : copies_(copies), archives_(archives) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<ArchivesApi> kRoutes[];

  http::Response duplicate(const http::Request& request);
  http::Response begin_export(const http::Request& request);
  http::Response list(const http::Request& request);
  http::Response show(const http::Request& request);
  http::Response fetch(const http::Request& request);
  http::Response import(const http::Request& request);

  CourseCopies& copies_;
  CourseArchives& archives_;
};

}  // namespace lectern::catalog
