#include "catalog/drip.h"

#include <gtest/gtest.h>

namespace lectern::catalog {
namespace {

using std::chrono::days;

const Instant kNow{std::chrono::sys_days{std::chrono::year{2026} / 3 / 3} + std::chrono::hours{8}};
const LessonId kFirst{"first"};

Viewer with_role(std::optional<CourseRole> role) {
  return {{UserId{"someone"}, SessionId{"session"}, http::Role::Student}, role};
}

Lesson lesson_with(const Opening& opening, LessonAccess access = LessonAccess::Course) {
  Lesson lesson;
  lesson.access = access;
  lesson.opening = opening;
  return lesson;
}

Learner enrolled(Instant at) {
  return {at, {}};
}

Learner who_completed(const LessonId& lesson) {
  return {std::nullopt, {lesson}};
}

Course course() {
  Course course;
  course.owner = UserId{"owner"};
  return course;
}

TEST(Drip, WithoutRulesEverythingIsOpen) {
  EXPECT_FALSE(lock_of({}, {}, kNow));
}

TEST(Drip, AFixedDateOpensAtThatMoment) {
  const Opening rules{.at = kNow};
  EXPECT_FALSE(lock_of(rules, {}, kNow));
  const auto lock = lock_of(rules, {}, kNow - Milliseconds{1});
  ASSERT_TRUE(lock);
  EXPECT_EQ(lock->opens_at, kNow);
}

TEST(Drip, DaysCountFromEnrolling) {
  const Opening rules{.days_after_enrolment = 7};
  EXPECT_TRUE(lock_of(rules, enrolled(kNow - days{6}), kNow));
  EXPECT_FALSE(lock_of(rules, enrolled(kNow - days{7}), kNow));
}

TEST(Drip, AnotherLessonHasToBeCompleted) {
  const Opening rules{.after_lesson = kFirst};
  const auto lock = lock_of(rules, {}, kNow);
  ASSERT_TRUE(lock);
  EXPECT_EQ(lock->after_lesson, kFirst);
  EXPECT_FALSE(lock->opens_at);
  EXPECT_FALSE(lock_of(rules, who_completed(kFirst), kNow));
}

TEST(Drip, AllThatIsSetMustHaveCome) {
  const Opening rules{.at = kNow + days{1}, .days_after_enrolment = 7, .after_lesson = kFirst};
  const auto lock = lock_of(rules, Learner{kNow, {kFirst}}, kNow);
  ASSERT_TRUE(lock);
  EXPECT_EQ(lock->opens_at, kNow + days{7}) << "the later of the two";
  EXPECT_TRUE(lock->after_lesson.empty());
}

TEST(Drip, WhoTeachesIsNeverLockedOut) {
  const auto lesson = lesson_with({.at = kNow + days{1}});
  for (const auto role : {CourseRole::Instructor, CourseRole::Assistant})
    EXPECT_FALSE(lock_of(rules_for(course(), lesson, with_role(role)), {}, kNow));
  EXPECT_TRUE(lock_of(rules_for(course(), lesson, with_role(CourseRole::Student)), {}, kNow));
}

TEST(Drip, AFreePreviewKnowsOnlyTheDate) {
  const auto lesson = lesson_with({.days_after_enrolment = 7, .after_lesson = kFirst}, LessonAccess::Anyone);
  EXPECT_FALSE(lock_of(rules_for(course(), lesson, with_role(std::nullopt)), {}, kNow));
  EXPECT_FALSE(lock_of(rules_for(course(), lesson, with_role(CourseRole::Student)), {}, kNow));
}

TEST(Drip, SaysWhenAndWhatFor) {
  EXPECT_EQ(sentence_of(Lock{kNow, {}, {}}), "This lesson opens on 3 March 2026, 08:00 UTC.");
  EXPECT_EQ(sentence_of(Lock{std::nullopt, kFirst, "Lenses"}),
            "This lesson opens once you have completed “Lenses”.");
}

}  // namespace
}  // namespace lectern::catalog
