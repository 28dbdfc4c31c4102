#pragma once
// What catalog must know of people and cannot know itself: declared here, implemented by lms/enrolment.

#include <array>
#include <optional>
#include <string>

#include "base/enum_text.h"
#include "base/ids.h"

namespace lectern::storage {
class Reader;
}

namespace lectern::catalog {

enum class CourseRole { Student, Instructor };

constexpr std::array kCourseRoleTexts = {EnumText{CourseRole::Student, "student"},
                                         EnumText{CourseRole::Instructor, "instructor"}};
constexpr const auto& text_table(CourseRole) {
  return kCourseRoleTexts;
}

class Standing {
 public:
  virtual ~Standing() = default;
  /// Nothing for who does not belong to the course. The owner belongs without being enrolled, and is not
  /// asked about.
  virtual std::optional<CourseRole> role_in(const storage::Reader& db, const CourseId& course,
                                            const UserId& user) const = 0;
  virtual std::string name_of(const storage::Reader& db, const UserId& user) const = 0;
};

}  // namespace lectern::catalog
