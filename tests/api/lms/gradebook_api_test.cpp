#include <gtest/gtest.h>

#include "storage/outbox/outbox.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using nlohmann::json;

class GradebookApi : public ::testing::Test {
 protected:
  GradebookApi() {
    for (const auto as : {As::Student, As::OtherStudent})
      appliance_.enrolments.enrol(appliance_.person(as).principal, made_.course);
    appliance_.run_until_idle();
  }

  std::string id_of(As as) const { return appliance_.person(as).id.text(); }

  std::string add_item(const std::string& name, double most, json fields = json::object()) {
    fields["name"] = name;
    fields["most"] = most;
    const auto answer = run(appliance_, {.name = "add " + name,
                                         .as = As::Teacher,
                                         .method = Method::Post,
                                         .target = course_ + "/grade-items",
                                         .body = std::move(fields),
                                         .status = 201});
    return answer.body["items"].back()["id"];
  }

  ApiScenario entry(const std::string& item, As of, json body) const {
    return {.name = "enter",
            .as = As::Teacher,
            .method = Method::Put,
            .target = "/api/v1/grade-items/" + item + "/grades/" + id_of(of),
            .body = std::move(body),
            .events = {"grade.changed"}};
  }

  void pass_quiz(double fraction) {
    appliance_.database.write([&](storage::Writer& db) {
      const json payload = {{"user_id", id_of(As::Student)},
                            {"course_id", made_.course.text()},
                            {"lesson_id", made_.lesson.text()},
                            {"fraction", fraction},
                            {"passed", true}};
      outbox::append(db, {"quiz.graded", made_.lesson.text(), payload.dump()});
    });
    appliance_.run_until_idle();
  }

  json import(const std::string& csv, bool is_dry, std::vector<std::string> events = {}) {
    return run(appliance_, {.name = "import",
                            .as = As::Teacher,
                            .method = Method::Post,
                            .target = course_ + "/gradebook/import",
                            .body = {{"csv", csv}, {"dry_run", is_dry}},
                            .events = std::move(events)})
        .body;
  }

  std::string exported() {
    return std::get<std::string>(
        send(appliance_, request_as(appliance_, As::Teacher, Method::Get, course_ + "/gradebook.csv"))
            .response.content);
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string course_ = "/api/v1/courses/" + made_.course.text();
};

TEST_F(GradebookApi, GradesAreEnteredAndAddUp) {
  const auto essay = add_item("Essay", 10);
  const auto exam = add_item("Exam", 30);
  auto entered = entry(essay, As::Student, {{"value", 7.5}});
  entered.fields = {{"/grades", {7.5, nullptr}}, {"/overridden", {0}}, {"/total", 75.0}};
  run(appliance_, entered);
  run(appliance_, entry(exam, As::Student, {{"value", 30}}));
  auto same = entry(exam, As::Student, {{"value", 30}});
  same.events = {};
  run(appliance_, same);
  run_all(appliance_, {{.name = "the grid",
                        .as = As::Teacher,
                        .target = course_ + "/gradebook/rows?limit=1",
                        .fields = {{"/items/0/user/name", "Olga Student"}, {"/items/0/total", nullptr}}},
                       {.name = "one's own",
                        .as = As::Student,
                        .target = course_ + "/grades",
                        .fields = {{"/total", 93.75}, {"/items/0/value", 7.5}}},
                       {.name = "others' are not theirs",
                        .as = As::Student,
                        .target = course_ + "/gradebook/rows",
                        .status = 403}});
}

TEST_F(GradebookApi, AnOverrideGoesBeforeTheQuizAndIsRemembered) {
  pass_quiz(0.5);
  const auto book = run(appliance_, {.name = "made by itself",
                                     .as = As::Teacher,
                                     .target = course_ + "/gradebook",
                                     .fields = {{"/items/0/name", "Lenses"}, {"/items/0/most", 100.0}}});
  const std::string item = book.body["items"][0]["id"];
  run(appliance_, entry(item, As::Student, {{"value", 80}, {"reason", "The key was wrong."}}));
  pass_quiz(0.6);
  run(appliance_, {.name = "the override stays",
                   .as = As::Student,
                   .target = course_ + "/grades",
                   .fields = {{"/items/0/value", 80.0}}});
  auto back = entry(item, As::Student, json::object());
  back.fields = {{"/grades", {60.0}}, {"/overridden", json::array()}};
  run(appliance_, back);
  run(appliance_, {.name = "history",
                   .as = As::Teacher,
                   .target = "/api/v1/grade-items/" + item + "/grades/" + id_of(As::Student),
                   .fields = {{"/items/0/value", nullptr},
                              {"/items/1/value", 80.0},
                              {"/items/1/by", "Tess Teacher"},
                              {"/items/1/reason", "The key was wrong."}}});
}

TEST_F(GradebookApi, WhatIsHiddenIsNotInAStudentsTotal) {
  const auto essay = add_item("Essay", 10);
  const auto exam =
      add_item("Exam", 10, {{"hidden_until", to_rfc3339(appliance_.clock.now() + std::chrono::hours{1})}});
  run(appliance_, entry(essay, As::Student, {{"value", 5}}));
  run(appliance_, entry(exam, As::Student, {{"value", 10}}));
  run(appliance_, {.name = "hidden",
                   .as = As::Student,
                   .target = course_ + "/grades",
                   .fields = {{"/items/1/hidden", true}, {"/items/1/value", nullptr}, {"/total", 50.0}}});
  run(appliance_, {.name = "those who teach see it",
                   .as = As::Teacher,
                   .target = course_ + "/learners/" + id_of(As::Student) + "/grades",
                   .fields = {{"/items/1/value", 10.0}, {"/total", 75.0}}});
  appliance_.clock.advance(std::chrono::hours{2});
  run(appliance_,
      {.name = "shown", .as = As::Student, .target = course_ + "/grades", .fields = {{"/total", 75.0}}});
}

TEST_F(GradebookApi, WhatItTakesIsTold) {
  const auto essay = add_item("Essay", 40);
  add_item("Exam", 60);
  run(appliance_, {.name = "scale",
                   .as = As::Teacher,
                   .method = Method::Patch,
                   .target = course_ + "/gradebook",
                   .body = {{"scale", "A 90 B 50 F 0"}},
                   .events = {"gradebook.changed"}});
  run(appliance_, entry(essay, As::Student, {{"value", 20}}));
  run(appliance_, {.name = "goals",
                   .as = As::Student,
                   .target = course_ + "/grades",
                   .fields = {{"/letter", "B"},
                              {"/goals/0/needed", nullptr},
                              {"/goals/1/letter", "B"},
                              {"/goals/1/needed", 50.0},
                              {"/goals/2/needed", 0.0}}});
}

TEST_F(GradebookApi, AnotherWeightingAddsEverybodyUpAnew) {
  const auto category = run(appliance_, {.name = "category",
                                         .as = As::Teacher,
                                         .method = Method::Post,
                                         .target = course_ + "/grade-categories",
                                         .body = {{"name", "Homework"}, {"weight", 1}},
                                         .status = 201,
                                         .events = {"gradebook.changed"}})
                            .body["categories"][0]["id"];
  const auto first = add_item("First", 10, {{"category_id", category}});
  const auto second = add_item("Second", 10, {{"category_id", category}});
  run(appliance_, entry(first, As::Student, {{"value", 2}}));
  run(appliance_, entry(second, As::Student, {{"value", 10}}));
  run(appliance_, {.name = "needed",
                   .as = As::Teacher,
                   .method = Method::Patch,
                   .target = course_ + "/completion-rule",
                   .body = {{"grade_needed", 90}}});
  const auto before = appliance_.last_event();
  run(appliance_, {.name = "drop the worst",
                   .as = As::Teacher,
                   .method = Method::Patch,
                   .target = "/api/v1/grade-categories/" + category.get<std::string>(),
                   .body = {{"drop_lowest", 1}},
                   .events = {"gradebook.changed"}});
  appliance_.run_until_idle();
  std::vector<std::string> topics;
  for (const auto& event : appliance_.events_after(before)) topics.push_back(event.topic);
  EXPECT_EQ(topics, (std::vector<std::string>{"gradebook.changed", "grade.changed"}));
  run(appliance_, {.name = "progress knows",
                   .as = As::Student,
                   .target = course_ + "/progress",
                   .fields = {{"/grade", 100.0}}});
}

TEST_F(GradebookApi, WhatWasExportedIsImportedAgain) {
  const auto essay = add_item("Essay, \"long\"", 10);
  pass_quiz(0.25);
  run(appliance_, entry(essay, As::Student, {{"value", 7.125}}));
  auto excused = entry(essay, As::OtherStudent, {{"excused", true}});
  excused.events = {};
  run(appliance_, excused);
  const auto csv = exported();
  const auto nothing = import(csv, false);
  EXPECT_EQ(nothing["changes"], json::array()) << csv;
  EXPECT_EQ(nothing["problems"], json::array());
  auto changed = csv;
  changed.replace(changed.find("7.125"), 5, "9.5");
  const auto tried = import(changed, true);
  EXPECT_EQ(tried["done"], false);
  EXPECT_EQ(tried["changes"][0]["before"], "7.125");
  EXPECT_EQ(exported(), csv) << "a dry run changes nothing";
  EXPECT_EQ(import(changed, false, {"grade.changed"})["done"], true);
  EXPECT_NE(exported().find("9.5"), std::string::npos);
}

TEST_F(GradebookApi, AnImportWithOneProblemChangesNothing) {
  const auto essay = add_item("Essay", 10);
  const auto csv = "email,Essay [" + essay +
                   "]\nstudent@example.org,5\nstranger@example.org,5\nother.student@example.org,ten\n";
  const auto answer = import(csv, false);
  EXPECT_EQ(answer["done"], false);
  EXPECT_EQ(answer["problems"][0]["line"], 3);
  EXPECT_EQ(answer["problems"][1]["line"], 4);
  run(appliance_,
      {.name = "nothing", .as = As::Student, .target = course_ + "/grades", .fields = {{"/total", nullptr}}});
}

TEST_F(GradebookApi, WhatCannotBeReadIsNamed) {
  run_all(appliance_, {{.name = "scale",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = course_ + "/gradebook",
                        .body = {{"scale", "A 50 B 90"}},
                        .status = 400},
                       {.name = "category",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = course_ + "/grade-items",
                        .body = {{"name", "Essay"}, {"most", 10}, {"category_id", "nowhere"}},
                        .status = 400},
                       {.name = "a student changes nothing",
                        .as = As::Student,
                        .method = Method::Post,
                        .target = course_ + "/grade-items",
                        .body = {{"name", "Essay"}, {"most", 10}},
                        .status = 403},
                       {.name = "time",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = course_ + "/grade-items",
                        .body = {{"name", "Essay"}, {"most", 10}, {"due_at", "tomorrow"}},
                        .status = 400}});
}

}  // namespace
}  // namespace lectern::testing
