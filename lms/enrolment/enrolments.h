#pragma once
// Who belongs to which course. Students enrol themselves in published courses; its instructors add anyone by
// address.

#include <optional>
#include <string>

#include "base/clock.h"
#include "catalog/doors.h"
#include "catalog/page.h"
#include "catalog/standing.h"
#include "http/message.h"

namespace lectern::storage {
class Database;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

using EnrolmentId = Id<struct EnrolmentTag>;

struct Enrolment {
  EnrolmentId id;
  CourseId course;
  UserId user;
  catalog::CourseRole role = catalog::CourseRole::Student;
  catalog::EnrolmentState state = catalog::EnrolmentState::Active;
  Instant created_at;
  std::string name;   ///< Of the person.
  std::string email;  ///< For the roster.
};

class Enrolments {
 public:
  Enrolments(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  /// Enrolling twice answers the first enrolment.
  Enrolment enrol(const http::Principal& who, const CourseId& course);
  /// By an instructor of the course. NotFound where nobody has that address.
  Enrolment add(const http::Principal& who, const CourseId& course, const std::string& email,
                catalog::CourseRole role);
  /// By the person, or by an instructor of the course.
  void end(const http::Principal& who, const EnrolmentId& id);
  catalog::Page<Enrolment> roster(const http::Principal& who, const CourseId& course,
                                  const http::Paging& paging) const;

 private:
  enum class Origin { Self, Instructor };
  Enrolment insert(storage::Writer& db, const CourseId& course, const UserId& user, catalog::CourseRole role,
                   Origin origin) const;

  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
