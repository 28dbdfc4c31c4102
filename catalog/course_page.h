#pragma once
// A course's page in one answer: the course, and the parts of it that `?include=` names, all from one
// snapshot. Whoever knows a part adds it; one that cannot be had is named, and the rest still comes.

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "catalog/courses.h"
#include "http/include.h"

namespace lectern::catalog {

struct CoursePart {
  std::string name;
  /// Only for who may see the course.
  std::function<void(const storage::Reader& db, const http::Principal& who, const CourseId& course,
                     nlohmann::json& content)>
      fill;
};

class CoursePage {
 public:
  CoursePage(storage::Database& database, const Courses& courses) : database_(database), courses_(courses) {}

  void add(CoursePart part) { parts_.push_back(std::move(part)); }
  nlohmann::json of(const http::Request& request, const CourseId& course) const;

 private:
  storage::Database& database_;
  const Courses& courses_;
  std::vector<CoursePart> parts_;
};

}  // namespace lectern::catalog
