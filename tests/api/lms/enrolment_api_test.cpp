#include <gtest/gtest.h>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;

class EnrolmentApi : public ::testing::Test {
 protected:
  std::string enrol(As as) const {
    const auto answer = run(appliance_, {.name = "enrol",
                                         .as = as,
                                         .method = Method::Post,
                                         .target = course_ + "/enrol",
                                         .status = 201,
                                         .fields = {{"/role", "student"}},
                                         .events = {"enrolment.added"}});
    return "/api/v1/enrolments/" + answer.body.value("id", "");
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  std::string course_ = "/api/v1/courses/" + made_.course.text();
};

TEST_F(EnrolmentApi, StudentsJoinPublishedCourses) {
  const auto draft = "/api/v1/courses/" + appliance_.make_course(Visibility::Draft).course.text();
  enrol(As::Student);
  run_all(appliance_,
          {{.name = "anonymous", .method = Method::Post, .target = course_ + "/enrol", .status = 401},
           {.name = "again",
            .as = As::Student,
            .method = Method::Post,
            .target = course_ + "/enrol",
            .status = 201},
           {.name = "a draft",
            .as = As::Student,
            .method = Method::Post,
            .target = draft + "/enrol",
            .status = 404},
           {.name = "one's own draft",
            .as = As::Teacher,
            .method = Method::Post,
            .target = draft + "/enrol",
            .status = 409},
           {.name = "nonsense",
            .as = As::Student,
            .method = Method::Post,
            .target = "/api/v1/courses/x/enrol",
            .status = 404}});
}

TEST_F(EnrolmentApi, AnEnrolmentIsEndedByThePersonOrTheInstructor) {
  const auto mine = enrol(As::Student);
  const auto other = enrol(As::OtherStudent);
  run_all(appliance_,
          {{.name = "anonymous", .method = Method::Delete, .target = mine, .status = 401},
           {.name = "another student",
            .as = As::OtherStudent,
            .method = Method::Delete,
            .target = mine,
            .status = 404},
           {.name = "another instructor",
            .as = As::OtherTeacher,
            .method = Method::Delete,
            .target = mine,
            .status = 404},
           {.name = "the person",
            .as = As::Student,
            .method = Method::Delete,
            .target = mine,
            .status = 204,
            .events = {"enrolment.ended"}},
           {.name = "a record stays, not the place",
            .as = As::Teacher,
            .target = course_ + "/roster",
            .fields = {{"/items/0/user/name", "Olga Student"}},
            .absent = {"/items/1"}},
           {.name = "twice", .as = As::Student, .method = Method::Delete, .target = mine, .status = 404},
           {.name = "the instructor",
            .as = As::Teacher,
            .method = Method::Delete,
            .target = other,
            .status = 204,
            .events = {"enrolment.ended"}}});
}

TEST_F(EnrolmentApi, ComingBackRevivesTheRecord) {
  const auto mine = enrol(As::Student);
  run(appliance_, {.name = "leave",
                   .as = As::Student,
                   .method = Method::Delete,
                   .target = mine,
                   .status = 204,
                   .events = {"enrolment.ended"}});
  EXPECT_EQ(enrol(As::Student), mine);
}

TEST_F(EnrolmentApi, TheRosterIsForInstructors) {
  enrol(As::Student);
  run_all(
      appliance_,
      {{.name = "anonymous", .target = course_ + "/roster", .status = 401},
       {.name = "student", .as = As::Student, .target = course_ + "/roster", .status = 403},
       {.name = "another instructor", .as = As::OtherTeacher, .target = course_ + "/roster", .status = 403},
       {.name = "owner",
        .as = As::Teacher,
        .target = course_ + "/roster",
        .fields = {{"/items/0/user/email", "student@example.org"}, {"/next", nullptr}},
        .absent = {"/items/1"}}});
}

TEST_F(EnrolmentApi, InstructorsAddByAddress) {
  const auto target = course_ + "/roster";
  run_all(
      appliance_,
      {{.name = "anonymous",
        .method = Method::Post,
        .target = target,
        .body = {{"email", "a@b.org"}},
        .status = 401},
       {.name = "student",
        .as = As::Student,
        .method = Method::Post,
        .target = target,
        .body = {{"email", "student@example.org"}},
        .status = 403},
       {.name = "unknown address",
        .as = As::Teacher,
        .method = Method::Post,
        .target = target,
        .body = {{"email", "nobody@example.org"}},
        .status = 404},
       {.name = "bad role",
        .as = As::Teacher,
        .method = Method::Post,
        .target = target,
        .body = {{"email", "student@example.org"}, {"role", "king"}},
        .status = 400},
       {.name = "student added",
        .as = As::Teacher,
        .method = Method::Post,
        .target = target,
        .body = {{"email", "Student@example.org"}},
        .status = 201,
        .fields = {{"/role", "student"}},
        .events = {"enrolment.added"}},
       {.name = "made an instructor",
        .as = As::Teacher,
        .method = Method::Post,
        .target = target,
        .body = {{"email", "student@example.org"}, {"role", "instructor"}},
        .status = 201,
        .fields = {{"/role", "instructor"}},
        .events = {"enrolment.changed"}},
       {.name = "who may edit now", .as = As::Student, .target = course_, .fields = {{"/can_edit", true}}}});
}

}  // namespace
}  // namespace lectern::testing
