#pragma once
// The routes of a course's outline: sections, lessons and their documents.

#include <vector>

#include "catalog/course_page.h"
#include "catalog/lessons.h"
#include "catalog/outlines.h"
#include "catalog/versions.h"
#include "http/route.h"

namespace lectern::catalog {

class LessonsApi {
 public:
  LessonsApi(Lessons& lessons, const Outlines& outlines, Documents& documents, Versions& versions)
      : lessons_(lessons), outlines_(outlines), documents_(documents), versions_(versions) {}

  std::vector<http::Route> routes();
  /// Of a course's page: "outline".
  CoursePart part() const;

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
  http::Response rename_document(const http::Request& request);
  http::Response remove_document(const http::Request& request);
  http::Response list_lesson_versions(const http::Request& request);
  http::Response list_course_versions(const http::Request& request);
  http::Response restore_version(const http::Request& request);

  Lessons& lessons_;
  const Outlines& outlines_;
  Documents& documents_;
  Versions& versions_;
};

}  // namespace lectern::catalog
