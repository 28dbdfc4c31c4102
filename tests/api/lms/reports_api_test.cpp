#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lms/progress/completions.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using std::chrono::days;

class ReportsApi : public ::testing::Test {
 protected:
  ReportsApi() {
    for (const auto as : {As::Student, As::OtherStudent})
      appliance_.enrolments.enrol(appliance_.person(as).principal, made_.course);
    appliance_.database.write([&](storage::Writer& db) {
      lms::Completions::complete(db, made_.course, made_.lesson, appliance_.person(As::Student).id,
                                 lms::CompletedHow::Teacher);
    });
    appliance_.run_until_idle();
  }

  std::string csv(const std::string& path) {
    const auto sent = send(appliance_, request_as(appliance_, As::Teacher, Method::Get, course_ + path));
    EXPECT_EQ(sent.response.status, 200);
    return std::get<std::string>(sent.response.content);
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string course_ = "/api/v1/courses/" + made_.course.text();
  std::string reports_ = course_ + "/reports";
};

TEST_F(ReportsApi, CountsWhoTakesTheCourseNow) {
  run(appliance_, {.name = "by lesson",
                   .as = As::Teacher,
                   .target = reports_ + "/completion",
                   .fields = {{"/learners", 2},
                              {"/completed", 1},
                              {"/lessons/0/title", "Lenses"},
                              {"/lessons/0/completed", 1},
                              {"/lessons/0/started", 1}}});
}

TEST_F(ReportsApi, ListsLearnersByNamePageByPage) {
  const auto first = run(appliance_, {.name = "first",
                                      .as = As::Teacher,
                                      .target = reports_ + "/learners?limit=1",
                                      .fields = {{"/items/0/user/name", "Olga Student"},
                                                 {"/items/0/lessons", {"nothing"}},
                                                 {"/items/0/needed_lessons", 1}}});
  run(appliance_, {.name = "second",
                   .as = As::Teacher,
                   .target = reports_ + "/learners?limit=1&after=" + first.body["next"].get<std::string>(),
                   .fields = {{"/items/0/user/name", "Sam Student"},
                              {"/items/0/lessons", {"completed"}},
                              {"/items/0/completed", true},
                              {"/next", nullptr}}});
}

TEST_F(ReportsApi, NamesWhoMayNotMakeItAndWhy) {
  appliance_.clock.advance(days{10});
  run_all(appliance_,
          {{.name = "not yet", .as = As::Teacher, .target = reports_ + "/at-risk", .absent = {"/items/0"}},
           {.name = "sooner",
            .as = As::Teacher,
            .target = reports_ + "/at-risk?inactive_days=7",
            .fields = {{"/items/0/user/name", "Olga Student"},
                       {"/items/0/risks/0/reason", "never_active"},
                       {"/items/0/risks/0/sentence", "Not begun for 10 days."}},
            .absent = {"/items/1"}},
           {.name = "no number",
            .as = As::Teacher,
            .target = reports_ + "/at-risk?inactive_days=soon",
            .status = 400}});
}

TEST_F(ReportsApi, GoOutAsCsv) {
  EXPECT_THAT(csv("/reports/completion.csv"),
              ::testing::StartsWith("name,email,completed_lessons,completed,grade,last_active,Lenses\r\n"
                                    "Olga Student,other.student@example.org,0,no,,"));
  appliance_.clock.advance(days{20});
  EXPECT_THAT(csv("/reports/at-risk.csv"), ::testing::HasSubstr("Not begun for 20 days.\r\n"));
}

TEST_F(ReportsApi, AreForThoseWhoTeach) {
  for (const auto* path : {"/completion", "/learners", "/at-risk", "/completion.csv", "/at-risk.csv"})
    run_all(appliance_,
            {{.name = "a learner", .as = As::Student, .target = reports_ + path, .status = 403},
             {.name = "another teacher", .as = As::OtherTeacher, .target = reports_ + path, .status = 403},
             {.name = "nobody", .target = reports_ + path, .status = 401}});
}

}  // namespace
}  // namespace lectern::testing
