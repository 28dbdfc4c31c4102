#pragma once
// Where each viewer stopped. A page that plays tells its position every few seconds: the last word of each is
// kept in memory and written with all others in one transaction. From one position to the next the lesson was
// watched: what adds up to enough of it completes it.

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "catalog/doors.h"
#include "http/principal.h"
#include "lms/progress/watched.h"

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
  /// 0 for who never watched it. Knows what is not written yet.
  double resume_seconds(const storage::Reader& db, const UserId& user, const LessonId& lesson) const;
  /// The lesson of the course that was watched last.
  std::optional<Stop> last_stop(const storage::Reader& db, const UserId& user, const CourseId& course) const;

  /// Writes what was told. Every few seconds, and before the end.
  void flush();

 private:
  /// Stays a while after it was written: the next report continues it.
  struct Told {
    CourseId course;
    Report report;
    WatchedSpans watched;  ///< Not written yet.
    bool is_written = false;
  };
  using Key = std::pair<UserId, LessonId>;

  static void store(storage::Writer& db, const Key& key, const Told& told);

  storage::Database& database_;
  const catalog::Doors& doors_;
  Guarded<std::map<Key, Told>> told_;
};

}  // namespace lectern::lms
