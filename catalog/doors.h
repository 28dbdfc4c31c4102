#pragma once
// Finding a course, a section or a lesson, and passing its door: what the asker may not even see is NotFound,
// what they may see but not change is Forbidden. Every service of the catalog goes through here, so that
// access.h is asked once.

#include <string_view>

#include "catalog/access.h"
#include "catalog/course.h"
#include "catalog/lesson.h"
#include "http/principal.h"

namespace lectern::storage {
class Database;
class Reader;
}  // namespace lectern::storage

namespace lectern::catalog {

enum class Need { See, Watch, Edit, Delete };

struct OpenCourse {
  Course course;
  Viewer viewer;
};

struct OpenSection {
  Section section;
  Course course;
  Viewer viewer;
};

struct OpenLesson {
  Lesson lesson;
  Course course;
  Viewer viewer;
};

class Doors {
 public:
  Doors(storage::Database& database, const Standing& standing) : database_(database), standing_(standing) {}

  Viewer viewer_of(const storage::Reader& db, const http::Principal& who, const CourseId& course) const;
  OpenCourse course(const storage::Reader& db, const CourseId& id, const http::Principal& who,
                    Need need) const;
  OpenSection section(const storage::Reader& db, const SectionId& id, const http::Principal& who,
                      Need need) const;
  OpenLesson lesson(const storage::Reader& db, const LessonId& id, const http::Principal& who,
                    Need need) const;

  /// Fits http::MayHear: who may watch or edit a lesson may hear of it; the list of published courses is for
  /// everyone.
  bool may_hear(const http::Principal& who, std::string_view topic) const;

  const Standing& standing() const { return standing_; }

 private:
  bool may_hear_lesson(const http::Principal& who, std::string_view id) const;

  storage::Database& database_;
  const Standing& standing_;
};

}  // namespace lectern::catalog
