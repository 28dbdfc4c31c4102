#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using catalog::Visibility;
using http::Method;
using nlohmann::json;

class CoursesApi : public ::testing::Test {
 protected:
  TestAppliance appliance_;
};

TEST_F(CoursesApi, ACourseIsMadeByInstructors) {
  const json draft = {{"title", "Optics"}, {"summary", "Light."}};
  run_all(appliance_, {{.name = "anonymous",
                        .method = Method::Post,
                        .target = "/api/v1/courses",
                        .body = draft,
                        .status = 401,
                        .fields = {{"/error/code", "unauthenticated"}}},
                       {.name = "student",
                        .as = As::Student,
                        .method = Method::Post,
                        .target = "/api/v1/courses",
                        .body = draft,
                        .status = 403},
                       {.name = "instructor",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = "/api/v1/courses",
                        .body = draft,
                        .status = 201,
                        .fields = {{"/title", "Optics"},
                                   {"/visibility", "draft"},
                                   {"/can_edit", true},
                                   {"/owner/name", "Tess Teacher"},
                                   {"/published_at", nullptr}},
                        .events = {"course.created"}},
                       {.name = "no title",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = "/api/v1/courses",
                        .body = {{"summary", "x"}},
                        .status = 400,
                        .fields = {{"/error/code", "invalid"}}},
                       {.name = "unknown field",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = "/api/v1/courses",
                        .body = {{"title", "x"}, {"colour", "red"}},
                        .status = 400},
                       {.name = "a category nobody has named yet",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = "/api/v1/courses",
                        .body = {{"title", "x"}, {"category", "Alchemy"}},
                        .status = 201,
                        .fields = {{"/category", "Alchemy"}},
                        .events = {"course.created"}},
                       {.name = "the id of no category",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = "/api/v1/courses",
                        .body = {{"title", "x"}, {"category_id", "01h00000000000000000000000"}},
                        .status = 400,
                        .fields = {{"/error/fields/category", "There is no such category."}}}});
}

TEST_F(CoursesApi, ADraftDoesNotExistForOthers) {
  const auto target = "/api/v1/courses/" + appliance_.make_course(Visibility::Draft).course.text();
  run_all(appliance_,
          {{.name = "anonymous", .target = target, .status = 404},
           {.name = "student", .as = As::Student, .target = target, .status = 404},
           {.name = "another instructor", .as = As::OtherTeacher, .target = target, .status = 404},
           {.name = "its owner", .as = As::Teacher, .target = target, .fields = {{"/can_edit", true}}},
           {.name = "administrator", .as = As::Admin, .target = target, .fields = {{"/can_edit", true}}},
           {.name = "outline, anonymous", .target = target + "/outline", .status = 404},
           {.name = "outline, another instructor",
            .as = As::OtherTeacher,
            .target = target + "/outline",
            .status = 404},
           {.name = "change, student",
            .as = As::Student,
            .method = Method::Patch,
            .target = target,
            .body = {{"title", "Mine"}},
            .status = 404},
           {.name = "publish, another instructor",
            .as = As::OtherTeacher,
            .method = Method::Post,
            .target = target + "/publish",
            .status = 404},
           {.name = "delete, another instructor",
            .as = As::OtherTeacher,
            .method = Method::Delete,
            .target = target,
            .status = 404}});
}

TEST_F(CoursesApi, APublishedCourseIsSeenByAllAndChangedByItsOwn) {
  const auto target = "/api/v1/courses/" + appliance_.make_course(Visibility::Public).course.text();
  run_all(appliance_,
          {{.name = "anonymous sees", .target = target, .fields = {{"/can_edit", false}, {"/role", nullptr}}},
           {.name = "anonymous changes",
            .method = Method::Patch,
            .target = target,
            .body = {{"title", "x"}},
            .status = 401},
           {.name = "student changes",
            .as = As::Student,
            .method = Method::Patch,
            .target = target,
            .body = {{"title", "x"}},
            .status = 403},
           {.name = "another instructor changes",
            .as = As::OtherTeacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"title", "x"}},
            .status = 403},
           {.name = "bad visibility",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"visibility", "secret"}},
            .status = 400},
           {.name = "owner changes",
            .as = As::Teacher,
            .method = Method::Patch,
            .target = target,
            .body = {{"title", "Waves"}, {"language", "de"}},
            .fields = {{"/title", "Waves"}, {"/language", "de"}},
            .events = {"course.changed"}},
           {.name = "student deletes",
            .as = As::Student,
            .method = Method::Delete,
            .target = target,
            .status = 403}});
}

TEST_F(CoursesApi, PublishingTwiceIsPublishingOnce) {
  const auto target =
      "/api/v1/courses/" + appliance_.make_course(Visibility::Draft).course.text() + "/publish";
  run_all(appliance_, {{.name = "anonymous", .method = Method::Post, .target = target, .status = 401},
                       {.name = "first",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = target,
                        .fields = {{"/visibility", "public"}},
                        .events = {"course.published"}},
                       {.name = "again",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = target,
                        .fields = {{"/visibility", "public"}}}});
}

TEST_F(CoursesApi, DeletingHidesACourseAndAllItHolds) {
  const auto made = appliance_.make_course(Visibility::Public);
  const auto target = "/api/v1/courses/" + made.course.text();
  run_all(appliance_, {{.name = "owner",
                        .as = As::Teacher,
                        .method = Method::Delete,
                        .target = target,
                        .status = 204,
                        .events = {"course.removed"}},
                       {.name = "gone", .as = As::Teacher, .target = target, .status = 404},
                       {.name = "its lesson too",
                        .as = As::Teacher,
                        .target = "/api/v1/lessons/" + made.lesson.text(),
                        .status = 404}});
}

TEST_F(CoursesApi, TheListShowsPublishedCoursesAndOnesOwnDrafts) {
  appliance_.make_course(Visibility::Draft);
  const auto titles = [&](As as, const std::string& query) {
    return send(appliance_, request_as(appliance_, as, Method::Get, "/api/v1/courses" + query))
        .body["items"]
        .size();
  };
  EXPECT_EQ(titles(As::Nobody, ""), 0U);
  EXPECT_EQ(titles(As::OtherTeacher, ""), 0U);
  EXPECT_EQ(titles(As::Teacher, ""), 1U);
  EXPECT_EQ(titles(As::Admin, ""), 1U);
  appliance_.make_course(Visibility::Public);
  EXPECT_EQ(titles(As::Nobody, ""), 1U);
  EXPECT_EQ(titles(As::Nobody, "?q=opt"), 1U);
  EXPECT_EQ(titles(As::Nobody, "?q=%25"), 0U);
  EXPECT_EQ(titles(As::Nobody, "?owner=me"), 0U);
  EXPECT_EQ(titles(As::Teacher, "?owner=me"), 2U);
  EXPECT_EQ(titles(As::Nobody, "?category=Nothing"), 0U);
}

TEST_F(CoursesApi, TheListGoesOnWhereThePageEnded) {
  for (int i = 0; i < 3; ++i) appliance_.make_course(Visibility::Public);
  const auto first =
      send(appliance_, request_as(appliance_, As::Nobody, Method::Get, "/api/v1/courses?limit=2"));
  ASSERT_EQ(first.body["items"].size(), 2U);
  const auto rest =
      send(appliance_, request_as(appliance_, As::Nobody, Method::Get,
                                  "/api/v1/courses?limit=2&after=" + first.body["next"].get<std::string>()));
  EXPECT_EQ(rest.body["items"].size(), 1U);
  EXPECT_TRUE(rest.body["next"].is_null());
}

TEST_F(CoursesApi, CategoriesAreMadeByAdministrators) {
  const json physics = {{"name", "Physics"}};
  run_all(appliance_, {{.name = "anonymous",
                        .method = Method::Post,
                        .target = "/api/v1/categories",
                        .body = physics,
                        .status = 401},
                       {.name = "instructor",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = "/api/v1/categories",
                        .body = physics,
                        .status = 403},
                       {.name = "bad input",
                        .as = As::Admin,
                        .method = Method::Post,
                        .target = "/api/v1/categories",
                        .body = {{"name", ""}},
                        .status = 400},
                       {.name = "administrator",
                        .as = As::Admin,
                        .method = Method::Post,
                        .target = "/api/v1/categories",
                        .body = physics,
                        .status = 201,
                        .fields = {{"/name", "Physics"}}},
                       {.name = "twice",
                        .as = As::Admin,
                        .method = Method::Post,
                        .target = "/api/v1/categories",
                        .body = physics,
                        .status = 409},
                       {.name = "list",
                        .target = "/api/v1/categories",
                        .fields = {{"/items/0/name", "Physics"}, {"/items/0/courses", 0}}},
                       {.name = "used by name",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = "/api/v1/courses",
                        .body = {{"title", "Optics"}, {"category", "Physics"}},
                        .status = 201,
                        .fields = {{"/category", "Physics"}},
                        .events = {"course.created"}}});
}

TEST_F(CoursesApi, ACoursesPageComesInOneCall) {
  const auto made = appliance_.make_course(Visibility::Public);
  const auto target = "/api/v1/courses/" + made.course.text();
  run_all(appliance_,
          {{.name = "the course alone", .target = target, .absent = {"/outline", "/reviews", "/enrolment"}},
           {.name = "with its parts",
            .target = target + "?include=outline,reviews,announcements,enrolment",
            .fields = {{"/title", "Optics"},
                       {"/outline/sections/0/lessons/0/title", "Lenses"},
                       {"/reviews/items", json::array()},
                       {"/announcements/items", json::array()},
                       {"/enrolment/state", nullptr},
                       {"/enrolment/taken", 0}},
            .absent = {"/unavailable"}},
           {.name = "an unknown part", .target = target + "?include=outline,secrets", .status = 400},
           {.name = "of what one may not see",
            .target = "/api/v1/courses/" + appliance_.make_course(Visibility::Draft).course.text() +
                      "?include=outline",
            .status = 404}});
}

TEST_F(CoursesApi, APartThatIsDownIsNamedWhileTheRestAnswers) {
  const auto made = appliance_.make_course(Visibility::Public);
  const auto fail = [](const auto&...) { throw Error(ErrorCode::Unavailable, "Not now."); };
  appliance_.course_page.add({"broken", fail});
  appliance_.progress.home.add({"broken", fail});
  run_all(appliance_, {{.name = "course",
                        .target = "/api/v1/courses/" + made.course.text() + "?include=broken,outline",
                        .fields = {{"/unavailable", {"broken"}}, {"/outline/sections/0/title", "Week 1"}},
                        .absent = {"/broken"}},
                       {.name = "home",
                        .as = As::Teacher,
                        .target = "/api/v1/me/home",
                        .fields = {{"/unavailable", {"broken"}}, {"/courses/0/title", "Optics"}},
                        .absent = {"/broken"}}});
}

TEST_F(CoursesApi, WithoutTheSessionsTokenACookieChangesNothing) {
  auto request = request_as(appliance_, As::Teacher, Method::Post, "/api/v1/courses");
  request.headers.set("X-CSRF-Token", appliance_.person(As::OtherTeacher).csrf_token);
  request.headers.set("Content-Type", "application/json");
  request.body = R"({"title":"Forged"})";
  EXPECT_EQ(send(appliance_, request).response.status, 403);
}

}  // namespace
}  // namespace lectern::testing
