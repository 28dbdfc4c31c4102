#include <gtest/gtest.h>

#include "lms/notes/notes.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;

class NotesApi : public ::testing::Test {
 protected:
  NotesApi() {
    for (const auto as : {As::Student, As::OtherStudent})
      appliance_.enrolments.enrol(appliance_.person(as).principal, made_.course);
    appliance_.run_until_idle();
  }

  std::string add(double seconds, const std::string& text) {
    return run(appliance_, {.name = "add",
                            .as = As::Student,
                            .method = Method::Post,
                            .target = notes_,
                            .body = {{"seconds", seconds}, {"text", text}},
                            .status = 201})
        .body["id"];
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string notes_ = "/api/v1/lessons/" + made_.lesson.text() + "/notes";
};

TEST_F(NotesApi, NotesStandInTheOrderOfTheLecture) {
  add(90, "later");
  const auto first = add(12.5, "sooner");
  run_all(appliance_,
          {{.name = "in order",
            .as = As::Student,
            .target = notes_,
            .fields = {{"/items/0/text", "sooner"}, {"/items/0/seconds", 12.5}, {"/items/1/text", "later"}}},
           {.name = "changed",
            .as = As::Student,
            .method = Method::Patch,
            .target = "/api/v1/notes/" + first,
            .body = {{"text", "much sooner"}},
            .fields = {{"/text", "much sooner"}, {"/seconds", 12.5}}},
           {.name = "removed",
            .as = As::Student,
            .method = Method::Delete,
            .target = "/api/v1/notes/" + first,
            .status = 204},
           {.name = "gone", .as = As::Student, .target = notes_, .absent = {"/items/1"}}});
}

TEST_F(NotesApi, NobodySeesAnybodyElses) {
  const auto note = "/api/v1/notes/" + add(5, "private");
  for (const auto as : {As::OtherStudent, As::Teacher, As::Admin})
    run_all(appliance_,
            {{.name = "list", .as = as, .target = notes_, .absent = {"/items/0"}},
             {.name = "change",
              .as = as,
              .method = Method::Patch,
              .target = note,
              .body = {{"text", "x"}},
              .status = 404},
             {.name = "remove", .as = as, .method = Method::Delete, .target = note, .status = 404}});
}

TEST_F(NotesApi, AllOfACourseGoOutAsMarkdown) {
  add(3723, "Why?");
  const auto sent = send(appliance_, request_as(appliance_, As::Student, Method::Get,
                                                "/api/v1/courses/" + made_.course.text() + "/notes.md"));
  EXPECT_EQ(std::get<std::string>(sent.response.content), "# Optics\n\n## Lenses\n\n**1:02:03** Why?\n");
}

TEST_F(NotesApi, WhatCannotBeANoteIsNamed) {
  run_all(appliance_, {{.name = "empty",
                        .as = As::Student,
                        .method = Method::Post,
                        .target = notes_,
                        .body = {{"seconds", -1}, {"text", " "}},
                        .status = 400}});
  EXPECT_EQ(lms::clock_text(59.9), "0:59");
  EXPECT_EQ(lms::clock_text(3600), "1:00:00");
}

}  // namespace
}  // namespace lectern::testing
