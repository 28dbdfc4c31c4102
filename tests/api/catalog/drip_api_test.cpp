// Lessons that open later, and what editors see of it.

#include <gtest/gtest.h>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using nlohmann::json;
using std::chrono::days;

class DripApi : public ::testing::Test {
 protected:
  DripApi() {
    const auto& teacher = appliance_.person(As::Teacher).principal;
    catalog::LessonDraft mirrors;
    mirrors.title = "Mirrors";
    second_ = appliance_.lessons.add(teacher, made_.section, mirrors).lesson.id;
    run(appliance_, {.name = "enrols",
                     .as = As::Student,
                     .method = Method::Post,
                     .target = course_ + "/enrol",
                     .status = 201,
                     .events = {"enrolment.added"}});
  }

  void set(const json& rules) {
    auto request = request_as(appliance_, As::Teacher, Method::Patch, lesson_);
    request.body = rules.dump();
    request.headers.set("Content-Type", "application/json");
    const auto answer = send(appliance_, std::move(request));
    EXPECT_EQ(answer.response.status, 200) << answer.body.dump();
  }

  json shown(As as, const std::string& query = "") {
    return send(appliance_, request_as(appliance_, as, Method::Get, lesson_ + query)).body;
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  LessonId second_;
  std::string course_ = "/api/v1/courses/" + made_.course.text();
  std::string lesson_ = "/api/v1/lessons/" + made_.lesson.text();
};

TEST_F(DripApi, ADateKeepsLearnersOutUntilItComes) {
  set({{"opens_at", to_rfc3339(appliance_.clock.now() + days{2})}, {"text", "secret"}});
  EXPECT_EQ(shown(As::Student)["can_watch"], false);
  EXPECT_EQ(shown(As::Student)["text"], "");
  EXPECT_EQ(shown(As::Student)["lock"]["message"], "This lesson opens on 3 January 2026, 00:00 UTC.");
  EXPECT_EQ(shown(As::Teacher)["lock"], nullptr);
  appliance_.clock.advance(days{2});
  EXPECT_EQ(shown(As::Student)["can_watch"], true);
  EXPECT_EQ(shown(As::Student)["text"], "secret");
}

TEST_F(DripApi, DaysCountFromEnrolling) {
  set({{"opens_after_days", 7}});
  appliance_.clock.advance(days{6});
  EXPECT_EQ(shown(As::Student)["can_watch"], false);
  appliance_.clock.advance(days{1});
  EXPECT_EQ(shown(As::Student)["can_watch"], true);
}

TEST_F(DripApi, AnotherLessonHasToBeCompletedFirst) {
  set({{"opens_after_lesson_id", second_.text()}});
  EXPECT_EQ(shown(As::Student)["lock"]["after_lesson_title"], "Mirrors");
  const auto outline =
      send(appliance_, request_as(appliance_, As::Student, Method::Get, course_ + "/outline")).body;
  EXPECT_EQ(outline["sections"][0]["lessons"][0]["lock"]["after_lesson_id"], second_.text());
  EXPECT_EQ(outline["sections"][0]["lessons"][1]["lock"], nullptr);
}

TEST_F(DripApi, LessonsNeverWaitForEachOther) {
  set({{"opens_after_lesson_id", second_.text()}});
  run_all(appliance_,
          {{.name = "in a circle",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = "/api/v1/lessons/" + second_.text(),
            .body = {{"opens_after_lesson_id", made_.lesson.text()}},
            .status = 400},
           {.name = "for itself",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = lesson_,
            .body = {{"opens_after_lesson_id", made_.lesson.text()}},
            .status = 400},
           {.name = "for one of another course",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = lesson_,
            .body = {{"opens_after_lesson_id", appliance_.make_course(Visibility::Draft).lesson.text()}},
            .status = 400},
           {.name = "at no time",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = lesson_,
            .body = {{"opens_at", "soon"}},
            .status = 400}});
}

TEST_F(DripApi, ARuleIsTakenAwayWithNull) {
  set({{"opens_after_days", 7}, {"opens_after_lesson_id", second_.text()}});
  set({{"opens_after_days", nullptr}, {"opens_after_lesson_id", nullptr}});
  EXPECT_EQ(shown(As::Teacher)["opens_after_days"], nullptr);
  EXPECT_EQ(shown(As::Student)["can_watch"], true);
}

TEST_F(DripApi, EditorsMayLookAsAStudentWouldWhoEnrolsNow) {
  set({{"opens_after_days", 7}});
  EXPECT_EQ(shown(As::Teacher, "?as=student")["can_watch"], false);
  EXPECT_EQ(shown(As::Teacher, "?as=student")["can_edit"], false);
  run_all(
      appliance_,
      {{.name = "a student may not", .as = As::Student, .target = lesson_ + "?as=student", .status = 403},
       {.name = "nor as somebody else", .as = As::Teacher, .target = lesson_ + "?as=admin", .status = 400},
       {.name = "the outline",
        .as = As::Teacher,
        .target = course_ + "/outline?as=student",
        .fields = {{"/sections/0/lessons/0/can_watch", false}, {"/course/can_edit", false}}}});
}

}  // namespace
}  // namespace lectern::testing
