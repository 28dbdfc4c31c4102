#pragma once
// Where each viewer stopped. A page that plays tells its position every few seconds: the last word of each is
// kept in memory and written with all others in one transaction. What of the lesson counts as watched is
// another question (watching.h).

#include <map>
#include <optional>
#include <utility>

#include "base/clock.h"
#include "base/guarded.h"
#include "catalog/doors.h"
#include "http/principal.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

struct Stop {
  LessonId lesson;
  std::string lesson_title;
  double seconds = 0;
  Instant at;
};

class Positions {
 public:
  Positions(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  /// For whoever may watch the lesson.
  void tell(const http::Principal& who, const LessonId& lesson, double seconds);
  /// The same, for who passed that door just now.
  void keep(const UserId& user, const CourseId& course, const LessonId& lesson, double seconds);
  /// 0 for who never watched it. Knows what is not written yet.
  double resume_seconds(const storage::Reader& db, const UserId& user, const LessonId& lesson) const;
  /// The lesson of the course that was watched last.
  std::optional<Stop> last_stop(const storage::Reader& db, const UserId& user, const CourseId& course) const;

  /// Writes what was told. Every few seconds, and before the end.
  void flush();

 private:
  struct Told {
    CourseId course;
    double seconds = 0;
    Instant at;
  };
  using Key = std::pair<UserId, LessonId>;

  storage::Database& database_;
  const catalog::Doors& doors_;
  Guarded<std::map<Key, Told>> told_;  ///< Not written yet.
};

}  // namespace lectern::lms
