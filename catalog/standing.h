#pragma once
// What catalog must know of people and cannot know itself: declared here, implemented by lms/enrolment.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"

namespace lectern::storage {
class Reader;
}

namespace lectern::catalog {

/// Instructors change the course; assistants teach in it (roster, marking); students take it; observers see
/// how the students entrusted to them get on, and nothing else.
enum class CourseRole { Student, Assistant, Instructor, Observer };
/// Only who is active belongs to the course. Nobody's record goes away: who left is `Ended`.
enum class EnrolmentState { Active, Waiting, Suspended, Ended };

constexpr std::array kCourseRoleTexts = {
    EnumText{CourseRole::Student, "student"}, EnumText{CourseRole::Assistant, "assistant"},
    EnumText{CourseRole::Instructor, "instructor"}, EnumText{CourseRole::Observer, "observer"}};
constexpr const auto& text_table(CourseRole) {
  return kCourseRoleTexts;
}

constexpr std::array kEnrolmentStateTexts = {
    EnumText{EnrolmentState::Active, "active"}, EnumText{EnrolmentState::Waiting, "waiting"},
    EnumText{EnrolmentState::Suspended, "suspended"}, EnumText{EnrolmentState::Ended, "ended"}};
constexpr const auto& text_table(EnrolmentState) {
  return kEnrolmentStateTexts;
}

/// What the record of a person in a course says, whether or not they belong to it now.
struct Membership {
  CourseRole role = CourseRole::Student;
  EnrolmentState state = EnrolmentState::Active;
  std::optional<Instant> enrolled_at;  ///< Absent for who only waits. Drip rules count from here.
};

class Standing {
 public:
  virtual ~Standing() = default;
  /// Nothing for who does not belong to the course now: strangers, who waits, is suspended, has left, or
  /// whose time has not begun or is over. The owner belongs without being enrolled, and is not asked about.
  virtual std::optional<CourseRole> role_in(const storage::Reader& db, const CourseId& course,
                                            const UserId& user) const = 0;
  virtual std::optional<Membership> membership(const storage::Reader& db, const CourseId& course,
                                               const UserId& user) const = 0;
  virtual std::vector<LessonId> completed_lessons(const storage::Reader& db, const CourseId& course,
                                                  const UserId& user) const = 0;
  virtual std::vector<CourseId> completed_courses(const storage::Reader& db, const UserId& user) const = 0;
  /// Those whom the course has as instructors, the longest first; its owner need not be among them.
  virtual std::vector<UserId> instructors_of(const storage::Reader& db, const CourseId& course) const = 0;
  /// Whether they have watched or completed anything of it, even if they have left since.
  virtual bool has_begun(const storage::Reader& db, const CourseId& course, const UserId& user) const = 0;
  virtual std::string name_of(const storage::Reader& db, const UserId& user) const = 0;
};

}  // namespace lectern::catalog
