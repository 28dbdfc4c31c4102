#pragma once
// Finding a course, a section or a lesson, and passing its door: what the asker may not even see is NotFound,
// what they may see but not change is Forbidden. Every service of the catalog goes through here, so that
// access.h is asked once.

#include <string_view>

#include "catalog/access.h"
#include "catalog/course.h"
#include "catalog/drip.h"
#include "catalog/lesson.h"
#include "http/principal.h"

namespace lectern::storage {
class Database;
class Reader;
}  // namespace lectern::storage

namespace lectern::catalog {

enum class Need { See, Watch, Enrol, Edit, Delete };

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
  std::optional<Lock> lock = {};  ///< Set where it is theirs to watch, but not yet.

  bool may_watch_now() const { return may_watch(course, lesson, viewer) && !lock; }
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
  /// What drip rules ask of the viewer. In the guise of a learner: of one who enrols now.
  Learner learner_of(const storage::Reader& db, const CourseId& course, const Viewer& viewer) const;
  std::optional<Lock> lock_for(const storage::Reader& db, const Course& course, const Lesson& lesson,
                               const Viewer& viewer) const;

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
