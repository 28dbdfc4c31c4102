#include <gtest/gtest.h>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using nlohmann::json;

class LessonsApi : public ::testing::Test {
 protected:
  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string course_ = "/api/v1/courses/" + made_.course.text();
  std::string section_ = "/api/v1/sections/" + made_.section.text();
  std::string lesson_ = "/api/v1/lessons/" + made_.lesson.text();
};

TEST_F(LessonsApi, SectionsAreMadeByTheCoursesInstructors) {
  const json week = {{"title", "Week 2"}};
  run_all(appliance_, {{.name = "anonymous",
                        .method = Method::Post,
                        .target = course_ + "/sections",
                        .body = week,
                        .status = 401},
                       {.name = "student",
                        .as = As::Student,
                        .method = Method::Post,
                        .target = course_ + "/sections",
                        .body = week,
                        .status = 403},
                       {.name = "another instructor",
                        .as = As::OtherTeacher,
                        .method = Method::Post,
                        .target = course_ + "/sections",
                        .body = week,
                        .status = 403},
                       {.name = "no title",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = course_ + "/sections",
                        .body = json::object(),
                        .status = 400},
                       {.name = "owner",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = course_ + "/sections",
                        .body = week,
                        .status = 201,
                        .fields = {{"/title", "Week 2"}, {"/position", 1}},
                        .events = {"course.changed"}}});
}

TEST_F(LessonsApi, ASectionIsRenamedMovedAndDeleted) {
  const auto second =
      appliance_.lessons.add_section(appliance_.person(As::Teacher).principal, made_.course, "Last");
  const auto target = "/api/v1/sections/" + second.id.text();
  run_all(appliance_,
          {{.name = "anonymous",
            .method = Method::Patch,
            .target = target,
            .body = {{"position", 0}},
            .status = 401},
           {.name = "another instructor",
            .as = As::OtherTeacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"position", 0}},
            .status = 403},
           {.name = "bad input",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"position", -1}},
            .status = 400},
           {.name = "moved",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"position", 0}, {"title", "First"}},
            .fields = {{"/position", 0}, {"/title", "First"}},
            .events = {"course.changed"}},
           {.name = "seen",
            .target = course_ + "/outline",
            .fields = {{"/sections/0/title", "First"}, {"/sections/1/title", "Week 1"}}},
           {.name = "student deletes",
            .as = As::Student,
            .method = Method::Delete,
            .target = section_,
            .status = 403},
           {.name = "anonymous deletes", .method = Method::Delete, .target = section_, .status = 401},
           {.name = "deleted",
            .as = As::Teacher,
            .method = Method::Delete,
            .target = section_,
            .status = 204,
            .events = {"lesson.removed", "course.changed"}},
           {.name = "its lesson too", .target = lesson_, .status = 404}});
}

TEST_F(LessonsApi, ALessonIsAddedAtTheEnd) {
  const json lesson = {{"title", "Mirrors"}, {"kind", "video"}};
  run_all(appliance_, {{.name = "anonymous",
                        .method = Method::Post,
                        .target = section_ + "/lessons",
                        .body = lesson,
                        .status = 401},
                       {.name = "student",
                        .as = As::Student,
                        .method = Method::Post,
                        .target = section_ + "/lessons",
                        .body = lesson,
                        .status = 403},
                       {.name = "unknown kind",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = section_ + "/lessons",
                        .body = {{"title", "x"}, {"kind", "smell"}},
                        .status = 400},
                       {.name = "no such section",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = "/api/v1/sections/nonsense/lessons",
                        .body = lesson,
                        .status = 404},
                       {.name = "owner",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = section_ + "/lessons",
                        .body = lesson,
                        .status = 201,
                        .fields = {{"/title", "Mirrors"},
                                   {"/kind", "video"},
                                   {"/access", "course"},
                                   {"/allow_download", false},
                                   {"/position", 1},
                                   {"/video", nullptr},
                                   {"/course_id", made_.course.text()}},
                        .events = {"lesson.added"}}});
}

TEST_F(LessonsApi, ALessonTellsWhoMayDoWhat) {
  run_all(
      appliance_,
      {{.name = "anonymous", .target = lesson_, .fields = {{"/can_watch", false}, {"/can_edit", false}}},
       {.name = "student", .as = As::Student, .target = lesson_, .fields = {{"/can_watch", false}}},
       {.name = "enrols",
        .as = As::Student,
        .method = Method::Post,
        .target = course_ + "/enrol",
        .status = 201,
        .events = {"enrolment.added"}},
       {.name = "enrolled student",
        .as = As::Student,
        .target = lesson_,
        .fields = {{"/can_watch", true}, {"/can_edit", false}}},
       {.name = "owner",
        .as = As::Teacher,
        .target = lesson_,
        .fields = {{"/can_watch", true}, {"/can_edit", true}}},
       {.name = "no such lesson", .target = "/api/v1/lessons/00000000000000000000000000", .status = 404}});
}

TEST_F(LessonsApi, ALessonIsChangedByTheCoursesInstructors) {
  run_all(appliance_,
          {{.name = "anonymous",
            .method = Method::Patch,
            .target = lesson_,
            .body = {{"access", "anyone"}},
            .status = 401},
           {.name = "another instructor",
            .as = As::OtherTeacher,
            .method = Method::Patch,
            .target = lesson_,
            .body = {{"access", "anyone"}},
            .status = 403},
           {.name = "bad access",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = lesson_,
            .body = {{"access", "me"}},
            .status = 400},
           {.name = "no such section",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = lesson_,
            .body = {{"section_id", "x"}},
            .status = 400},
           {.name = "owner",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = lesson_,
            .body = {{"access", "anyone"}, {"allow_download", true}},
            .fields = {{"/access", "anyone"}, {"/allow_download", true}},
            .events = {"lesson.changed"}},
           {.name = "anyone may watch now", .target = lesson_, .fields = {{"/can_watch", true}}}});
}

TEST_F(LessonsApi, ALessonStaysInItsCourse) {
  const auto other = appliance_.make_course(Visibility::Draft);
  run(appliance_, {.name = "another course of the same owner",
                   .as = As::Teacher,
                   .method = Method::Patch,
                   .target = lesson_,
                   .body = {{"section_id", other.section.text()}},
                   .status = 400});
}

TEST_F(LessonsApi, ALessonIsDeletedByTheCoursesInstructors) {
  run_all(appliance_,
          {{.name = "anonymous", .method = Method::Delete, .target = lesson_, .status = 401},
           {.name = "student", .as = As::Student, .method = Method::Delete, .target = lesson_, .status = 403},
           {.name = "owner",
            .as = As::Teacher,
            .method = Method::Delete,
            .target = lesson_,
            .status = 204,
            .events = {"lesson.removed"}},
           {.name = "gone", .target = lesson_, .status = 404}});
}

}  // namespace
}  // namespace lectern::testing
