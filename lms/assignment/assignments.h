#pragma once
// What an assignment is: the rules and the rubric of a lesson of that kind, and longer dates for some people.
// What is to be done stands in the lesson's own text.

#include <string>
#include <vector>

#include "catalog/doors.h"
#include "lms/assignment/assignment.h"

namespace lectern::lms {

struct NamedExtension {
  UserId user;
  std::string name;  ///< Filled when read.
  Extension dates;
};

class Assignments {
 public:
  Assignments(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  /// For those who edit the course. One that nobody has written yet has the usual rules.
  Assignment find(const http::Principal& who, const LessonId& lesson) const;
  /// Conflict where the rubric's levels change although work was marked by them.
  Assignment write(const http::Principal& who, const LessonId& lesson, const AssignmentRules& rules,
                   const Rubric& rubric);
  /// For those who teach the course.
  std::vector<NamedExtension> extensions(const http::Principal& who, const LessonId& lesson) const;
  /// All of them at once: who is not named has none any more.
  std::vector<NamedExtension> set_extensions(const http::Principal& who, const LessonId& lesson,
                                             const std::vector<NamedExtension>& extensions);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

/// Throws for who does not teach the course, and Conflict where the lesson is no assignment that was written.
Assignment teachable_assignment(const storage::Reader& db, const catalog::Doors& doors,
                                const http::Principal& who, const LessonId& lesson);
/// Puts it into the database: in, whoever may do so.
void put_assignment(storage::Writer& db, const LessonId& lesson, const AssignmentRules& rules,
                    const Rubric& rubric);

}  // namespace lectern::lms
