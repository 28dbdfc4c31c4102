#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::CourseRole;
using catalog::EnrolmentState;
using catalog::Visibility;
using http::Method;

class PlacesApi : public ::testing::Test {
 protected:
  void change(const catalog::CoursePatch& patch) {
    appliance_.courses.change(appliance_.person(As::Teacher).principal, made_.course, patch);
  }
  void hold(std::int64_t capacity) {
    catalog::CoursePatch patch;
    patch.capacity = std::optional{capacity};
    change(patch);
  }
  Answer enrol(As as, const std::string& state, const std::string& event) {
    return run(appliance_, {.name = "enrol",
                            .as = as,
                            .method = Method::Post,
                            .target = course_ + "/enrol",
                            .status = 201,
                            .fields = {{"/state", state}},
                            .events = {event}});
  }
  std::string path(const Answer& answer) const { return "/api/v1/enrolments/" + answer.body.value("id", ""); }
  /// What the pages of this person were told, in order.
  std::vector<std::string> heard_by(As as) {
    std::vector<std::string> types;
    for (const auto& published : appliance_.live.take())
      if (published.topic == http::topic_of(appliance_.person(as).id))
        types.push_back(nlohmann::json::parse(published.payload).at("type"));
    return types;
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string course_ = "/api/v1/courses/" + made_.course.text();
};

TEST_F(PlacesApi, AFullCourseHasAWaitListThatIsServedInOrder) {
  hold(1);
  const auto first = enrol(As::Student, "active", "enrolment.added");
  const auto second = enrol(As::OtherStudent, "waiting", "enrolment.waiting");
  const auto third = enrol(As::OtherTeacher, "waiting", "enrolment.waiting");
  EXPECT_EQ(second.body["queue_place"], 1);
  EXPECT_EQ(third.body["queue_place"], 2);
  run_all(appliance_, {{.name = "who waits does not watch",
                        .as = As::OtherStudent,
                        .target = "/api/v1/lessons/" + made_.lesson.text() + "/position",
                        .status = 403},
                       {.name = "the place is handed on",
                        .as = As::Student,
                        .method = Method::Delete,
                        .target = path(first),
                        .status = 204,
                        .events = {"enrolment.ended", "enrolment.promoted"}},
                       {.name = "to who waited longest",
                        .as = As::OtherStudent,
                        .target = path(second),
                        .fields = {{"/state", "active"}, {"/queue_place", nullptr}}},
                       {.name = "and the next moves up",
                        .as = As::OtherTeacher,
                        .target = path(third),
                        .fields = {{"/state", "waiting"}, {"/queue_place", 1}}}});
}

TEST_F(PlacesApi, MorePlacesServeTheWaitListAndPagesHearOfIt) {
  hold(1);
  enrol(As::Student, "active", "enrolment.added");
  enrol(As::OtherStudent, "waiting", "enrolment.waiting");
  appliance_.run_until_idle();
  appliance_.live.take();
  hold(2);
  appliance_.run_until_idle();
  EXPECT_EQ(heard_by(As::OtherStudent), std::vector<std::string>{"enrolment.promoted"});
  const auto mails = appliance_.mailer.list(lms::MailState::Waiting, {}).items;
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].subject, "You have a place in Optics");
}

TEST_F(PlacesApi, TheLastPlaceIsGivenOnce) {
  hold(1);
  const auto enrol_as = [&](As as) {
    appliance_.enrolments.enrol(appliance_.person(as).principal, made_.course);
  };
  std::jthread one([&] { enrol_as(As::Student); });
  std::jthread other([&] { enrol_as(As::OtherStudent); });
  one.join();
  other.join();
  std::vector<EnrolmentState> states;
  appliance_.database.read([&](const storage::Reader& db) {
    for (const auto as : {As::Student, As::OtherStudent})
      states.push_back(appliance_.standing.membership(db, made_.course, appliance_.person(as).id)->state);
  });
  EXPECT_EQ(std::count(states.begin(), states.end(), EnrolmentState::Active), 1);
  EXPECT_EQ(std::count(states.begin(), states.end(), EnrolmentState::Waiting), 1);
}

TEST_F(PlacesApi, SuspensionEndsTheRightAndResumingGivesItBack) {
  const auto mine = path(enrol(As::Student, "active", "enrolment.added"));
  const auto position = "/api/v1/lessons/" + made_.lesson.text() + "/position";
  run_all(appliance_,
          {{.name = "anonymous", .method = Method::Post, .target = mine + "/suspend", .status = 401},
           {.name = "oneself",
            .as = As::Student,
            .method = Method::Post,
            .target = mine + "/suspend",
            .status = 403},
           {.name = "another instructor",
            .as = As::OtherTeacher,
            .method = Method::Post,
            .target = mine + "/suspend",
            .status = 404},
           {.name = "nothing",
            .as = As::Teacher,
            .method = Method::Post,
            .target = "/api/v1/enrolments/x/suspend",
            .status = 404},
           {.name = "suspended",
            .as = As::Teacher,
            .method = Method::Post,
            .target = mine + "/suspend",
            .fields = {{"/state", "suspended"}},
            .events = {"enrolment.suspended"}},
           {.name = "twice",
            .as = As::Teacher,
            .method = Method::Post,
            .target = mine + "/suspend",
            .status = 409},
           {.name = "no right", .as = As::Student, .target = position, .status = 403},
           {.name = "enrolling is no way round",
            .as = As::Student,
            .method = Method::Post,
            .target = course_ + "/enrol",
            .status = 403},
           {.name = "anonymous resumes", .method = Method::Post, .target = mine + "/resume", .status = 401},
           {.name = "oneself resumes",
            .as = As::Student,
            .method = Method::Post,
            .target = mine + "/resume",
            .status = 403},
           {.name = "resumed",
            .as = As::Teacher,
            .method = Method::Post,
            .target = mine + "/resume",
            .fields = {{"/state", "active"}},
            .events = {"enrolment.resumed"}},
           {.name = "the right is back", .as = As::Student, .target = position}});
}

TEST_F(PlacesApi, APlaceEndsInTime) {
  const auto mine = path(enrol(As::Student, "active", "enrolment.added"));
  const auto until = to_rfc3339(appliance_.clock.now() + std::chrono::hours{1});
  run_all(appliance_, {{.name = "anonymous",
                        .method = Method::Patch,
                        .target = mine,
                        .body = {{"role", "student"}},
                        .status = 401},
                       {.name = "oneself",
                        .as = As::Student,
                        .method = Method::Patch,
                        .target = mine,
                        .body = {{"role", "instructor"}},
                        .status = 403},
                       {.name = "the end before the beginning",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = mine,
                        .body = {{"starts_at", until}, {"ends_at", to_rfc3339(appliance_.clock.now())}},
                        .status = 400},
                       {.name = "no time",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = mine,
                        .body = {{"ends_at", "tomorrow"}},
                        .status = 400},
                       {.name = "an hour",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = mine,
                        .body = {{"ends_at", until}},
                        .fields = {{"/ends_at", until}},
                        .events = {"enrolment.changed"}},
                       {.name = "hidden by another",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = mine,
                        .body = {{"hidden", true}},
                        .status = 403}});
  appliance_.clock.advance(std::chrono::hours{2});
  run(appliance_, {.name = "at once, whenever the sweep comes",
                   .as = As::Student,
                   .target = "/api/v1/lessons/" + made_.lesson.text() + "/position",
                   .status = 403});
  appliance_.enrolments.sweep();
  run(appliance_, {.name = "ended", .as = As::Student, .target = mine, .fields = {{"/state", "ended"}}});
}

TEST_F(PlacesApi, WhatMustComeBeforeAndWhatMustBePaidAreNamed) {
  const auto before = appliance_.make_course(Visibility::Public);
  catalog::CoursePatch patch;
  patch.prerequisites = std::vector<CourseId>{before.course};
  change(patch);
  run(appliance_, {.name = "not yet",
                   .as = As::Student,
                   .method = Method::Post,
                   .target = course_ + "/enrol",
                   .status = 409,
                   .fields = {{"/error/message", "Complete “Optics” first."}}});
  patch = {};
  patch.prerequisites = std::vector<CourseId>{};
  patch.price = std::optional{catalog::Money{4900, "EUR"}};
  change(patch);
  run(appliance_, {.name = "not paid",
                   .as = As::Student,
                   .method = Method::Post,
                   .target = course_ + "/enrol",
                   .status = 402,
                   .fields = {{"/error/code", "payment_required"}}});
}

TEST_F(PlacesApi, MyCoursesAreSortedByWhatBecameOfThem) {
  const auto mine = path(enrol(As::Student, "active", "enrolment.added"));
  const auto list = [](const char* which) { return std::string{"/api/v1/me/enrolments?state="} + which; };
  run_all(
      appliance_,
      {{.name = "anonymous", .target = "/api/v1/me/enrolments", .status = 401},
       {.name = "no such list", .as = As::Student, .target = list("lost"), .status = 400},
       {.name = "active",
        .as = As::Student,
        .target = list("active"),
        .fields = {{"/items/0/title", "Optics"}, {"/items/0/lessons", 1}, {"/items/0/completed_lessons", 0}}},
       {.name = "hide",
        .as = As::Student,
        .method = Method::Patch,
        .target = mine,
        .body = {{"hidden", true}}},
       {.name = "not shown", .as = As::Student, .target = list("active"), .absent = {"/items/0"}},
       {.name = "but there",
        .as = As::Student,
        .target = list("hidden"),
        .fields = {{"/items/0/hidden", true}}},
       {.name = "leave",
        .as = As::Student,
        .method = Method::Delete,
        .target = mine,
        .status = 204,
        .events = {"enrolment.ended"}},
       {.name = "not waiting", .as = As::Student, .target = list("waiting"), .absent = {"/items/0"}},
       {.name = "each their own", .as = As::OtherStudent, .target = list("hidden"), .absent = {"/items/0"}}});
}

class SubscriptionsApi : public PlacesApi {
 protected:
  SubscriptionsApi() {
    category_ =
        appliance_.courses.get(appliance_.person(As::Teacher).principal, put_in_category(made_.course))
            .course.category->text();
    subscribe_ = "/api/v1/categories/" + category_ + "/subscribe";
  }
  CourseId put_in_category(const CourseId& course) {
    catalog::CoursePatch patch;
    patch.category = "Physics";
    appliance_.courses.change(appliance_.person(As::Teacher).principal, course, patch);
    return course;
  }

  std::string category_;
  std::string subscribe_;
};

TEST_F(SubscriptionsApi, ThereIsAPlaceElseAQueue) {
  hold(1);
  appliance_.run_until_idle();
  run_all(appliance_, {{.name = "anonymous", .method = Method::Post, .target = subscribe_, .status = 401},
                       {.name = "no category",
                        .as = As::Student,
                        .method = Method::Post,
                        .target = "/api/v1/categories/x/subscribe",
                        .status = 404},
                       {.name = "a place",
                        .as = As::Student,
                        .method = Method::Post,
                        .target = subscribe_,
                        .fields = {{"/status", "enrolled"},
                                   {"/course_id", made_.course.text()},
                                   {"/message", "You have a place in “Optics”."}},
                        .events = {"enrolment.added", "subscription.placed"}},
                       {.name = "again",
                        .as = As::Student,
                        .method = Method::Post,
                        .target = subscribe_,
                        .fields = {{"/status", "enrolled"}, {"/course_id", made_.course.text()}}},
                       {.name = "the queue",
                        .as = As::OtherStudent,
                        .method = Method::Post,
                        .target = subscribe_,
                        .fields = {{"/status", "queued"}, {"/course_id", nullptr}},
                        .events = {"subscription.waiting"}},
                       {.name = "anonymous asks", .target = "/api/v1/me/subscriptions", .status = 401},
                       {.name = "mine",
                        .as = As::OtherStudent,
                        .target = "/api/v1/me/subscriptions",
                        .fields = {{"/items/0/status", "queued"}, {"/items/0/category", "Physics"}}}});
}

TEST_F(SubscriptionsApi, APublishedCourseServesTheQueueInOrder) {
  hold(1);
  enrol(As::Admin, "active", "enrolment.added");
  for (const auto as : {As::Student, As::OtherStudent})
    run(appliance_, {.name = "queue",
                     .as = as,
                     .method = Method::Post,
                     .target = subscribe_,
                     .fields = {{"/status", "queued"}},
                     .events = {"subscription.waiting"}});
  const auto next = appliance_.make_course(Visibility::Draft);
  put_in_category(next.course);
  catalog::CoursePatch patch;
  patch.capacity = std::optional<std::int64_t>{1};
  const auto& teacher = appliance_.person(As::Teacher).principal;
  appliance_.courses.change(teacher, next.course, patch);
  appliance_.courses.publish(teacher, next.course);
  appliance_.run_until_idle();
  run_all(appliance_,
          {{.name = "who came first",
            .as = As::Student,
            .target = "/api/v1/me/subscriptions",
            .fields = {{"/items/0/status", "enrolled"}, {"/items/0/course_id", next.course.text()}}},
           {.name = "who came second",
            .as = As::OtherStudent,
            .target = "/api/v1/me/subscriptions",
            .fields = {{"/items/0/status", "queued"}}},
           {.name = "anonymous leaves", .method = Method::Delete, .target = subscribe_, .status = 401},
           {.name = "leave",
            .as = As::OtherStudent,
            .method = Method::Delete,
            .target = subscribe_,
            .status = 204,
            .events = {"subscription.ended"}},
           {.name = "leave again",
            .as = As::OtherStudent,
            .method = Method::Delete,
            .target = subscribe_,
            .status = 404}});
}

}  // namespace
}  // namespace lectern::testing
