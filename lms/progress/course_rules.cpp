#include "lms/progress/course_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kFind{"course_rule.find", R"sql(
  SELECT lessons_needed, grade_needed FROM course_rule WHERE course_id = ?1)sql"};

const storage::Query kStore{"course_rule.store", R"sql(
  INSERT INTO course_rule (course_id, lessons_needed, grade_needed) VALUES (?1, ?2, ?3)
      ON CONFLICT (course_id) DO UPDATE
     SET lessons_needed = excluded.lessons_needed, grade_needed = excluded.grade_needed)sql"};

const storage::Query kLessons{"course_rule.lessons", R"sql(
  SELECT count(*) FROM lesson WHERE course_id = ?1)sql"};

const storage::Query kCompleted{"course_rule.completed", R"sql(
  SELECT completed_lessons FROM enrolment WHERE course_id = ?1 AND account_id = ?2)sql"};

const storage::Query kGrade{"course_rule.grade", R"sql(
  SELECT total FROM course_total WHERE course_id = ?1 AND account_id = ?2)sql"};

const storage::Query kIncomplete{"course_rule.incomplete", R"sql(
  SELECT account_id FROM enrolment
   WHERE course_id = ?1 AND completed_lessons >= ?2 AND completed_at IS NULL AND role = 'student')sql"};

const storage::Query kComplete{"course_rule.complete", R"sql(
  UPDATE enrolment SET completed_at = ?3
   WHERE course_id = ?1 AND account_id = ?2 AND completed_at IS NULL AND role = 'student')sql"};

const storage::Query kReopen{"course_rule.reopen", R"sql(
  UPDATE enrolment SET completed_at = NULL WHERE course_id = ?1 AND account_id = ?2)sql"};

CourseRule rule_of(const storage::Reader& db, const CourseId& course) {
  const auto as_rule = [](const storage::Row& row) {
    return CourseRule{row.get<std::optional<std::int64_t>>(0), row.get<std::optional<std::int64_t>>(1)};
  };
  return db.first(kFind, as_rule, course).value_or(CourseRule{});
}

std::int64_t as_number(const storage::Row& row) {
  return row.get<std::int64_t>(0);
}

}  // namespace

std::int64_t CourseTally::needed() const {
  return std::min(rule.lessons_needed.value_or(lessons), lessons);
}

bool CourseTally::is_enough() const {
  if (lessons == 0 && !rule.grade_needed) return false;
  return completed >= needed() && (!rule.grade_needed || grade.value_or(0) >= *rule.grade_needed * 100);
}

CourseTally tally_of(const storage::Reader& db, const CourseId& course, const UserId& user) {
  CourseTally tally;
  tally.rule = rule_of(db, course);
  tally.lessons = db.first(kLessons, as_number, course).value_or(0);
  tally.completed = db.first(kCompleted, as_number, course, user).value_or(0);
  tally.grade = db.first(kGrade, as_number, course, user);
  return tally;
}

void consider_course(storage::Writer& db, const CourseId& course, const UserId& user) {
  if (!tally_of(db, course, user).is_enough() || db.run(kComplete, course, user, db.now()) == 0) return;
  const nlohmann::json payload = {{"course_id", course.text()}, {"user_id", user.text()}};
  outbox::append(db, outbox::NewEvent{"progress.course_completed", course.text(), payload.dump()});
}

void consider_all(storage::Writer& db, const CourseId& course) {
  const auto as_user = [](const storage::Row& row) { return row.get<UserId>(0); };
  const auto needed = tally_of(db, course, {}).needed();
  for (const auto& user : db.all(kIncomplete, as_user, course, needed)) consider_course(db, course, user);
}

void reconsider_course(storage::Writer& db, const CourseId& course, const UserId& user) {
  if (!tally_of(db, course, user).is_enough()) db.run(kReopen, course, user);
}

CourseRule CourseRules::of(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::See);
    return rule_of(db, course);
  });
}

CourseRule CourseRules::change(const http::Principal& who, const CourseId& course,
                               const CourseRulePatch& patch) {
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Edit);
    auto rule = rule_of(db, course);
    rule.lessons_needed = patch.lessons_needed.value_or(rule.lessons_needed);
    rule.grade_needed = patch.grade_needed.value_or(rule.grade_needed);
    db.run(kStore, course, rule.lessons_needed, rule.grade_needed);
    consider_all(db, course);
    return rule;
  });
}

}  // namespace lectern::lms
