#pragma once
// Categories and courses: making, finding, changing, publishing, deleting.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/course.h"
#include "catalog/doors.h"
#include "catalog/page.h"
#include "catalog/videos.h"
#include "http/message.h"

namespace lectern::catalog {

/// A course, and what the asker has to do with it.
struct CourseView {
  Course course;
  std::string owner_name;
  std::optional<Category> category;
  Viewer viewer;
};

class Courses {
 public:
  Courses(storage::Database& database, const Doors& doors, Videos& videos)
      : database_(database), doors_(doors), videos_(videos) {}

  std::vector<Category> categories() const;
  Category create_category(const std::string& name);

  /// The newest first.
  Page<CourseView> list(const http::Principal& who, const CourseFilter& filter,
                        const http::Paging& paging) const;
  CourseView get(const http::Principal& who, const CourseId& id) const;

  CourseView create(const http::Principal& who, const CourseDraft& draft);
  CourseView change(const http::Principal& who, const CourseId& id, const CoursePatch& patch);
  /// Publishing what is published already changes nothing.
  CourseView publish(const http::Principal& who, const CourseId& id);
  void remove(const http::Principal& who, const CourseId& id);

  /// Within the caller's snapshot.
  CourseView view_of(const storage::Reader& db, Course course, const Viewer& viewer) const;

 private:
  storage::Database& database_;
  const Doors& doors_;
  Videos& videos_;
};

}  // namespace lectern::catalog
