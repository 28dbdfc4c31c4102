#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using std::chrono::hours;

class CalendarApi : public ::testing::Test {
 protected:
  CalendarApi() {
    appliance_.enrolments.enrol(appliance_.person(As::Student).principal, made_.course);
    appliance_.run_until_idle();
  }

  /// Something graded by hand, due then.
  std::string due(const std::string& name, const std::string& at) {
    const auto book = run(appliance_, {.name = "due",
                                       .as = As::Teacher,
                                       .method = Method::Post,
                                       .target = course_ + "/grade-items",
                                       .body = {{"name", name}, {"most", 10}, {"due_at", at}},
                                       .status = 201});
    return book.body["items"].back()["id"];
  }

  std::vector<std::string> due_soon() {
    const auto before = appliance_.last_event();
    appliance_.calendar.sweep();
    std::vector<std::string> titles;
    for (const auto& event : appliance_.events_after(before)) {
      EXPECT_EQ(event.topic, "calendar.due_soon");
      const auto payload = nlohmann::json::parse(event.payload);
      EXPECT_EQ(payload["user_id"], appliance_.person(As::Student).id.text());
      titles.push_back(payload["title"]);
    }
    return titles;
  }

  std::string make_feed() {
    const std::string url = run(appliance_, {.name = "make",
                                             .as = As::Student,
                                             .method = Method::Post,
                                             .target = "/api/v1/me/calendar-feed",
                                             .status = 201})
                                .body["url"];
    return url.substr(url.find("/api/"));
  }

  Answer read(const std::string& path, const std::string& known = {}) {
    auto request = request_as(appliance_, As::Nobody, Method::Get, path);
    if (!known.empty()) request.headers.set("If-None-Match", known);
    return send(appliance_, std::move(request));
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string course_ = "/api/v1/courses/" + made_.course.text();
};

TEST_F(CalendarApi, ShowsTheDeadlinesOfOnesOwnCourses) {
  due("Essay", "2026-01-10T12:00:00Z");
  due("Exam", "2026-01-05T12:00:00Z");
  due("Much later", "2027-01-05T12:00:00Z");
  run_all(appliance_, {{.name = "who takes it",
                        .as = As::Student,
                        .target = "/api/v1/me/calendar",
                        .fields = {{"/items/0/title", "Exam"},
                                   {"/items/0/kind", "grade_due"},
                                   {"/items/0/at", "2026-01-05T12:00:00.000Z"},
                                   {"/items/0/done", false},
                                   {"/items/0/course_title", "Optics"},
                                   {"/items/1/title", "Essay"}},
                        .absent = {"/items/2"}},
                       {.name = "who teaches it",
                        .as = As::Teacher,
                        .target = "/api/v1/me/calendar?from=2026-01-06T00:00:00Z&until=2026-02-01T00:00:00Z",
                        .fields = {{"/items/0/title", "Essay"}},
                        .absent = {"/items/1"}},
                       {.name = "a stranger",
                        .as = As::OtherStudent,
                        .target = "/api/v1/me/calendar",
                        .absent = {"/items/0"}},
                       {.name = "too long",
                        .as = As::Student,
                        .target = "/api/v1/me/calendar?from=2026-01-06T00:00:00Z&until=2028-02-01T00:00:00Z",
                        .status = 400}});
}

TEST_F(CalendarApi, WhatIsDueWithinADayIsToldOnceAndAgainWhereItIsMoved) {
  const auto essay = due("Essay", "2026-01-01T20:00:00Z");
  due("Exam", "2026-01-03T12:00:00Z");
  EXPECT_THAT(due_soon(), ::testing::ElementsAre("Essay"));
  appliance_.clock.advance(hours{1});
  EXPECT_THAT(due_soon(), ::testing::IsEmpty());
  run(appliance_, {.name = "move",
                   .as = As::Teacher,
                   .method = Method::Patch,
                   .target = "/api/v1/grade-items/" + essay,
                   .body = {{"due_at", "2026-01-01T22:00:00Z"}},
                   .events = {"gradebook.changed"}});
  appliance_.clock.advance(hours{1});
  EXPECT_THAT(due_soon(), ::testing::ElementsAre("Essay"));
}

TEST_F(CalendarApi, WhatIsDoneIsNotTold) {
  const auto essay = due("Essay", "2026-01-01T20:00:00Z");
  run(appliance_,
      {.name = "graded",
       .as = As::Teacher,
       .method = Method::Put,
       .target = "/api/v1/grade-items/" + essay + "/grades/" + appliance_.person(As::Student).id.text(),
       .body = {{"value", 8}},
       .events = {"grade.changed"}});
  EXPECT_THAT(due_soon(), ::testing::IsEmpty());
}

TEST_F(CalendarApi, AnotherCalendarReadsThemAtAPrivateAddress) {
  due("Essay", "2026-01-10T12:00:00Z");
  const auto feed = make_feed();
  const auto first = read(feed);
  EXPECT_EQ(first.response.status, 200);
  EXPECT_EQ(first.header("Content-Type"), "text/calendar; charset=utf-8");
  const auto text = std::get<std::string>(first.response.content);
  EXPECT_THAT(text, ::testing::HasSubstr("SUMMARY:Essay: is due\r\n"));
  EXPECT_EQ(read(feed, first.header("ETag")).response.status, 304);
  appliance_.clock.advance(hours{3});
  EXPECT_EQ(read(feed).header("ETag"), first.header("ETag")) << "nothing has changed";
  run(appliance_, {.name = "fetched",
                   .as = As::Student,
                   .target = "/api/v1/me/calendar-feed",
                   .fields = {{"/fetched_at", "2026-01-01T03:00:00.000Z"}}});
}

TEST_F(CalendarApi, ANewAddressEndsTheOldOne) {
  const auto old = make_feed();
  const auto feed = make_feed();
  EXPECT_EQ(read(old).response.status, 404);
  EXPECT_EQ(read(feed).response.status, 200);
  run(appliance_, {.name = "end",
                   .as = As::Student,
                   .method = Method::Delete,
                   .target = "/api/v1/me/calendar-feed",
                   .status = 204});
  EXPECT_EQ(read(feed).response.status, 404);
}

}  // namespace
}  // namespace lectern::testing
