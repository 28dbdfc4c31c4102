#pragma once
// Courses: making, finding, changing, publishing. Deleting is trash.h.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/browse.h"
#include "catalog/course_rules.h"
#include "catalog/doors.h"
#include "catalog/teachers.h"
#include "http/message.h"

namespace lectern::catalog {

struct Prerequisite {
  CourseId course;
  std::string title;
  bool is_completed = false;  ///< By the asker.
};

/// A course, and what the asker has to do with it.
struct CourseView {
  Course course;
  std::string owner_name;
  std::optional<Category> category;
  std::vector<Person> instructors;
  std::optional<Picture> cover;
  std::vector<std::string> tags;
  std::vector<Prerequisite> prerequisites;
  Viewer viewer;
};

/// One value of a facet: how people call it, and how many courses it would leave.
struct FacetValue {
  std::string value;
  std::string label;
  std::optional<CategoryId> parent = {};
  std::int64_t count = 0;
};

struct CourseList {
  std::vector<CourseView> items;
  std::string next;  ///< Empty on the last page.
  std::int64_t total = 0;
  std::array<std::vector<FacetValue>, kFacetCount> facets;
};

struct CategoryCount {
  Category category;
  std::int64_t courses = 0;  ///< That the asker may find, its children's among them.
};

class Courses {
 public:
  Courses(storage::Database& database, const Doors& doors)
      : database_(database), doors_(doors), shelf_(doors.standing()) {}

  /// With `chosen` as it was asked: categories by id or name.
  CourseList list(const http::Principal& who, CourseFilter filter, const http::Paging& paging);
  std::vector<CategoryCount> categories(const http::Principal& who);
  CourseView get(const http::Principal& who, const CourseId& id) const;
  std::vector<Check> checklist(const http::Principal& who, const CourseId& id) const;

  CourseView create(const http::Principal& who, const CourseDraft& draft);
  CourseView change(const http::Principal& who, const CourseId& id, const CoursePatch& patch);
  /// Makes a draft or an archived course public. Conflict, naming what is missing, while the checklist
  /// forbids it; publishing what is published already changes nothing.
  CourseView publish(const http::Principal& who, const CourseId& id);

  /// Within the caller's snapshot.
  CourseView view_of(const storage::Reader& db, Course course, const Viewer& viewer) const;

  Shelf& shelf() { return shelf_; }

 private:
  std::vector<Prerequisite> prerequisites(const storage::Reader& db, const Course& course,
                                          const Viewer& viewer) const;
  void apply(storage::Writer& db, const http::Principal& who, const CoursePatch& patch, Course& course) const;

  storage::Database& database_;
  const Doors& doors_;
  Shelf shelf_;
};

}  // namespace lectern::catalog
