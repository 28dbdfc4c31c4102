#pragma once
// A person in a course: values only.

#include <array>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"
#include "catalog/standing.h"

namespace lectern::storage {
class Row;
}

namespace lectern::lms {

using EnrolmentId = Id<struct EnrolmentTag>;

/// How somebody came into a course. Whom a cohort brought, it also takes along.
enum class Origin { Self, Instructor, Invitation, Cohort, Category, Import };

constexpr std::array kOriginTexts = {EnumText{Origin::Self, "self"},
                                     EnumText{Origin::Instructor, "instructor"},
                                     EnumText{Origin::Invitation, "invitation"},
                                     EnumText{Origin::Cohort, "cohort"},
                                     EnumText{Origin::Category, "category"},
                                     EnumText{Origin::Import, "import"}};
constexpr const auto& text_table(Origin) {
  return kOriginTexts;
}

/// From when to when a place counts; an absent end is open.
struct Period {
  std::optional<Instant> starts_at = {};
  std::optional<Instant> ends_at = {};
};

struct Enrolment {
  EnrolmentId id;
  CourseId course;
  UserId user;
  catalog::CourseRole role = catalog::CourseRole::Student;
  catalog::EnrolmentState state = catalog::EnrolmentState::Active;
  Origin origin = Origin::Self;
  Period period;
  std::optional<Instant> enrolled_at;
  std::optional<Instant> waiting_since;
  std::optional<Instant> completed_at;
  std::int64_t completed_lessons = 0;
  std::optional<Instant> last_active_at;
  bool is_hidden = false;  ///< From the person's own list of courses.
  Instant created_at;
  std::string name;   ///< Of the person.
  std::string email;  ///< For the roster.
};

/// id, course_id, account_id, role, state, origin, starts_at, ends_at, enrolled_at, waiting_since,
/// completed_at, completed_lessons, last_active_at, hidden, created_at, and the account's name and email
Enrolment as_enrolment(const storage::Row& row);

}  // namespace lectern::lms
