#include "lms/enrolment/standing.h"

#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::CourseRole;
using catalog::EnrolmentState;
using catalog::Membership;

const storage::Query kRoleIn{"enrolment.role_in", R"sql(
  SELECT role FROM enrolment
   WHERE course_id = ?1 AND account_id = ?2 AND state = 'active'
     AND (starts_at IS NULL OR starts_at <= ?3) AND (ends_at IS NULL OR ends_at > ?3))sql"};

const storage::Query kMembership{"enrolment.membership", R"sql(
  SELECT role, state, enrolled_at FROM enrolment WHERE course_id = ?1 AND account_id = ?2)sql"};

const storage::Query kCompletedLessons{"enrolment.completed_lessons", R"sql(
  SELECT lesson_id FROM lesson_completion WHERE account_id = ?1 AND course_id = ?2)sql"};

const storage::Query kCompletedCourses{"enrolment.completed_courses", R"sql(
  SELECT course_id FROM enrolment WHERE account_id = ?1 AND completed_at IS NOT NULL)sql"};

const storage::Query kInstructorsOf{"enrolment.instructors_of", R"sql(
  SELECT account_id FROM enrolment
   WHERE course_id = ?1 AND state = 'active' AND role = 'instructor' ORDER BY id)sql"};

const storage::Query kCoursesOf{"enrolment.courses_of", R"sql(
  SELECT course_id FROM enrolment WHERE account_id = ?1 AND state = 'active' ORDER BY id DESC LIMIT 200)sql"};

const storage::Query kCohortsOf{"enrolment.cohorts_of", R"sql(
  SELECT cohort_id FROM cohort_member WHERE account_id = ?1 ORDER BY cohort_id LIMIT 200)sql"};

const storage::Query kCohortName{"enrolment.cohort_name", R"sql(
  SELECT name FROM cohort WHERE id = ?1)sql"};

const storage::Query kHasBegun{"enrolment.has_begun", R"sql(
  SELECT 1 FROM lesson_position WHERE account_id = ?1 AND course_id = ?2 LIMIT 1)sql"};

const storage::Query kNameOf{"enrolment.name_of", R"sql(
  SELECT name FROM account WHERE id = ?1)sql"};

std::string as_text(const storage::Row& row) {
  return row.get<std::string>(0);
}

}  // namespace

std::optional<CourseRole> CourseStanding::role_in(const storage::Reader& db, const CourseId& course,
                                                  const UserId& user) const {
  const auto as_role = [](const storage::Row& row) { return row.get<CourseRole>(0); };
  return db.first(kRoleIn, as_role, course, user, db.now());
}

std::optional<Membership> CourseStanding::membership(const storage::Reader& db, const CourseId& course,
                                                     const UserId& user) const {
  const auto as_membership = [](const storage::Row& row) {
    return Membership{row.get<CourseRole>(0), row.get<EnrolmentState>(1), row.get<std::optional<Instant>>(2)};
  };
  return db.first(kMembership, as_membership, course, user);
}

std::vector<LessonId> CourseStanding::completed_lessons(const storage::Reader& db, const CourseId& course,
                                                        const UserId& user) const {
  return db.all(
      kCompletedLessons, [](const storage::Row& row) { return row.get<LessonId>(0); }, user, course);
}

std::vector<CourseId> CourseStanding::completed_courses(const storage::Reader& db, const UserId& user) const {
  return db.all(
      kCompletedCourses, [](const storage::Row& row) { return row.get<CourseId>(0); }, user);
}

std::vector<UserId> CourseStanding::instructors_of(const storage::Reader& db, const CourseId& course) const {
  return db.all(
      kInstructorsOf, [](const storage::Row& row) { return row.get<UserId>(0); }, course);
}

std::vector<CourseId> CourseStanding::courses_of(const storage::Reader& db, const UserId& user) const {
  return db.all(
      kCoursesOf, [](const storage::Row& row) { return row.get<CourseId>(0); }, user);
}

std::vector<std::string> CourseStanding::cohorts_of(const storage::Reader& db, const UserId& user) const {
  return db.all(kCohortsOf, as_text, user);
}

std::optional<std::string> CourseStanding::cohort_name(const storage::Reader& db,
                                                       const std::string& cohort) const {
  return db.first(kCohortName, as_text, cohort);
}

catalog::Belonging CourseStanding::belonging() const {
  using storage::Reader;
  return {[this](const Reader& db, const UserId& user) { return courses_of(db, user); },
          [this](const Reader& db, const UserId& user) { return cohorts_of(db, user); },
          [this](const Reader& db, const std::string& cohort) { return cohort_name(db, cohort); }};
}

bool CourseStanding::has_begun(const storage::Reader& db, const CourseId& course, const UserId& user) const {
  if (!completed_lessons(db, course, user).empty()) return true;
  return db
      .first(
          kHasBegun, [](const storage::Row& row) { return row.get<int>(0); }, user, course)
      .has_value();
}

std::string CourseStanding::name_of(const storage::Reader& db, const UserId& user) const {
  return db
      .first(
          kNameOf, [](const storage::Row& row) { return row.get<std::string>(0); }, user)
      .value_or("");
}

}  // namespace lectern::lms
