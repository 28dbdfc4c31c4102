#pragma once
// What completes a course: enough of its lessons, and a grade where one is asked for.

#include <optional>

#include "catalog/doors.h"
#include "http/principal.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

struct CourseRule {
  std::optional<std::int64_t> lessons_needed;  ///< Absent: all of them.
  std::optional<std::int64_t> grade_needed;    ///< Hundredths of the whole. Absent: none.
};

struct CourseRulePatch {
  std::optional<std::optional<std::int64_t>> lessons_needed;
  std::optional<std::optional<std::int64_t>> grade_needed;
};

class CourseRules {
 public:
  CourseRules(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  CourseRule of(const http::Principal& who, const CourseId& course) const;
  /// Whoever already meets the new rule has completed the course at once; who had completed it stays so.
  CourseRule change(const http::Principal& who, const CourseId& course, const CourseRulePatch& patch);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

/// How a course is completed and how far somebody is, as far as numbers go.
struct CourseTally {
  CourseRule rule;
  std::int64_t lessons = 0;
  std::int64_t completed = 0;
  std::optional<std::int64_t> grade;  ///< Ten-thousandths. Absent: nothing is graded yet.

  std::int64_t needed() const;
  bool is_enough() const;
};

CourseTally tally_of(const storage::Reader& db, const CourseId& course, const UserId& user);

/// Completes the course for who meets its rule. Join the transaction of what may have changed that.
void consider_course(storage::Writer& db, const CourseId& course, const UserId& user);
void consider_all(storage::Writer& db, const CourseId& course);
/// Opens it again for who no longer does, because they took something back.
void reconsider_course(storage::Writer& db, const CourseId& course, const UserId& user);

}  // namespace lectern::lms
