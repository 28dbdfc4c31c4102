#pragma once
// What catalog asks of people, answered from the enrolments, the completions and the accounts.

#include "catalog/announcements.h"
#include "catalog/standing.h"

namespace lectern::lms {

class CourseStanding final : public catalog::Standing {
 public:
  std::optional<catalog::CourseRole> role_in(const storage::Reader& db, const CourseId& course,
                                             const UserId& user) const override;
  std::optional<catalog::Membership> membership(const storage::Reader& db, const CourseId& course,
                                                const UserId& user) const override;
  std::vector<LessonId> completed_lessons(const storage::Reader& db, const CourseId& course,
                                          const UserId& user) const override;
  std::vector<CourseId> completed_courses(const storage::Reader& db, const UserId& user) const override;
  std::vector<UserId> instructors_of(const storage::Reader& db, const CourseId& course) const override;
  bool has_begun(const storage::Reader& db, const CourseId& course, const UserId& user) const override;
  std::string name_of(const storage::Reader& db, const UserId& user) const override;

  /// Where they belong now, the newest first.
  std::vector<CourseId> courses_of(const storage::Reader& db, const UserId& user) const;
  /// Ids of the cohorts they are in.
  std::vector<std::string> cohorts_of(const storage::Reader& db, const UserId& user) const;
  std::optional<std::string> cohort_name(const storage::Reader& db, const std::string& cohort) const;
  /// As announcements ask for it. This must outlive what is returned.
  catalog::Belonging belonging() const;
};

}  // namespace lectern::lms
