#include "catalog/access.h"

#include <gtest/gtest.h>

namespace lectern::catalog {
namespace {

using http::Principal;
using http::Role;

const UserId kOwner{"owner"};
const UserId kOther{"other"};

Course course_in(Visibility visibility) {
  Course course;
  course.owner = kOwner;
  course.visibility = visibility;
  return course;
}

Viewer viewer(const UserId& user, Role role, std::optional<CourseRole> in_course = std::nullopt) {
  return {{user, SessionId{"session"}, role}, in_course};
}

const Viewer kNobody{};

Lesson lesson_for(LessonAccess access) {
  Lesson lesson;
  lesson.access = access;
  return lesson;
}

TEST(Access, ADraftIsSeenByItsEditorsOnly) {
  const auto draft = course_in(Visibility::Draft);
  EXPECT_TRUE(may_see(draft, viewer(kOwner, Role::Instructor)));
  EXPECT_TRUE(may_see(draft, viewer(kOther, Role::Admin)));
  EXPECT_TRUE(may_see(draft, viewer(kOther, Role::Student, CourseRole::Instructor)));
  EXPECT_FALSE(may_see(draft, viewer(kOther, Role::Instructor)));
  EXPECT_FALSE(may_see(draft, viewer(kOther, Role::Student, CourseRole::Student)));
  EXPECT_FALSE(may_see(draft, kNobody));
}

TEST(Access, APublishedCourseIsSeenByAnyone) {
  EXPECT_TRUE(may_see(course_in(Visibility::Public), kNobody));
}

TEST(Access, TheRoleOnTheServerGivesNoRightInSomebodyElsesCourse) {
  EXPECT_FALSE(may_edit(course_in(Visibility::Public), viewer(kOther, Role::Instructor)));
  EXPECT_FALSE(
      may_edit(course_in(Visibility::Public), viewer(kOther, Role::Instructor, CourseRole::Student)));
}

TEST(Access, AnAssistantTeachesButChangesNothing) {
  const auto course = course_in(Visibility::Public);
  const auto assistant = viewer(kOther, Role::Student, CourseRole::Assistant);
  EXPECT_TRUE(may_teach(course, assistant));
  EXPECT_TRUE(may_watch(course, lesson_for(LessonAccess::Course), assistant));
  EXPECT_FALSE(may_edit(course, assistant));
  EXPECT_FALSE(may_teach(course, viewer(kOther, Role::Instructor, CourseRole::Student)));
  EXPECT_TRUE(may_teach(course, viewer(kOwner, Role::Instructor)));
}

TEST(Access, AnObserverDoesNotWatch) {
  const auto course = course_in(Visibility::Public);
  const auto observer = viewer(kOther, Role::Student, CourseRole::Observer);
  EXPECT_FALSE(may_watch(course, lesson_for(LessonAccess::Course), observer));
  EXPECT_FALSE(may_teach(course, observer));
}

TEST(Access, ACoursesInstructorMayEditButNotDelete) {
  const auto course = course_in(Visibility::Public);
  const auto instructor = viewer(kOther, Role::Student, CourseRole::Instructor);
  EXPECT_TRUE(may_edit(course, instructor));
  EXPECT_FALSE(may_delete(course, instructor));
  EXPECT_TRUE(may_delete(course, viewer(kOwner, Role::Instructor)));
  EXPECT_TRUE(may_delete(course, viewer(kOther, Role::Admin)));
}

TEST(Access, WatchingTakesEnrolment) {
  const auto course = course_in(Visibility::Public);
  const auto lesson = lesson_for(LessonAccess::Course);
  EXPECT_TRUE(may_watch(course, lesson, viewer(kOther, Role::Student, CourseRole::Student)));
  EXPECT_FALSE(may_watch(course, lesson, viewer(kOther, Role::Student)));
  EXPECT_FALSE(may_watch(course, lesson, viewer(kOther, Role::Instructor)));
  EXPECT_FALSE(may_watch(course, lesson, kNobody));
}

TEST(Access, AFreePreviewIsForAnyoneOnceTheCourseIsPublished) {
  const auto preview = lesson_for(LessonAccess::Anyone);
  EXPECT_TRUE(may_watch(course_in(Visibility::Public), preview, kNobody));
  EXPECT_FALSE(may_watch(course_in(Visibility::Draft), preview, kNobody));
  EXPECT_FALSE(
      may_watch(course_in(Visibility::Draft), preview, viewer(kOther, Role::Student, CourseRole::Student)));
}

struct Row {
  Visibility visibility;
  const char* who;
  Viewer viewer;
  bool finds;
  bool sees;
  bool joins;
};

// clang-format off
const Row kTable[] = {
    {Visibility::Draft,    "nobody",   {},                                                        false, false, false},
    {Visibility::Draft,    "stranger", viewer(kOther, Role::Student),                             false, false, false},
    {Visibility::Draft,    "student",  viewer(kOther, Role::Student, CourseRole::Student),        false, false, false},
    {Visibility::Draft,    "owner",    viewer(kOwner, Role::Instructor),                          true,  true,  false},
    {Visibility::Unlisted, "nobody",   {},                                                        false, true,  false},
    {Visibility::Unlisted, "stranger", viewer(kOther, Role::Student),                             false, true,  true},
    {Visibility::Unlisted, "owner",    viewer(kOwner, Role::Instructor),                          true,  true,  true},
    {Visibility::Internal, "nobody",   {},                                                        false, false, false},
    {Visibility::Internal, "stranger", viewer(kOther, Role::Student),                             true,  true,  true},
    {Visibility::Public,   "nobody",   {},                                                        true,  true,  false},
    {Visibility::Public,   "stranger", viewer(kOther, Role::Student),                             true,  true,  true},
    {Visibility::Archived, "nobody",   {},                                                        false, false, false},
    {Visibility::Archived, "stranger", viewer(kOther, Role::Student),                             false, false, false},
    {Visibility::Archived, "student",  viewer(kOther, Role::Student, CourseRole::Student),        false, true,  false},
    {Visibility::Archived, "teacher",  viewer(kOther, Role::Instructor, CourseRole::Instructor),  true,  true,  false},
    {Visibility::Archived, "admin",    viewer(kOther, Role::Admin),                               true,  true,  false},
};
// clang-format on

TEST(Access, IsTheTableInItsHeader) {
  for (const auto& row : kTable) {
    const auto course = course_in(row.visibility);
    const std::string name = std::string{text_of(row.visibility)} + ", " + row.who;
    EXPECT_EQ(may_find(course, row.viewer), row.finds) << name;
    EXPECT_EQ(may_see(course, row.viewer), row.sees) << name;
    EXPECT_EQ(may_be_joined(course, row.viewer), row.joins) << name;
  }
}

TEST(Access, WhatWasDeletedExistsForNobody) {
  for (const auto& row : kTable) {
    auto course = course_in(row.visibility);
    course.deleted_at = Instant{};
    EXPECT_FALSE(may_find(course, row.viewer));
    EXPECT_FALSE(may_see(course, row.viewer));
    EXPECT_FALSE(may_be_joined(course, row.viewer));
  }
}

TEST(Access, ACourseWithoutAnOwnerIsNotOwnedByNobody) {
  Course course = course_in(Visibility::Draft);
  course.owner = UserId{};
  EXPECT_FALSE(may_see(course, kNobody));
  EXPECT_FALSE(may_delete(course, kNobody));
}

}  // namespace
}  // namespace lectern::catalog
