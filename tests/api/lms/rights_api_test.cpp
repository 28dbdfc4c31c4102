#include <gtest/gtest.h>

#include "storage/audit/audit.h"
#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using http::Method;
using nlohmann::json;

class Rights : public ::testing::Test {
 protected:
  std::string user(As as) const { return "/api/v1/users/" + appliance_.person(as).id.text(); }

  /// The newest first.
  std::vector<std::string> acts() const {
    std::vector<std::string> actions;
    for (const auto& entry :
         appliance_.database.read([](const storage::Reader& db) { return audit::list(db, {}, {}, 100); }))
      actions.push_back(entry.act.action);
    return actions;
  }

  int status(As as, Method method, const std::string& target, const json& body = nullptr) const {
    return send(appliance_, with_body(request_as(appliance_, as, method, target), body)).response.status;
  }

  int status(const std::string& token, Method method, const std::string& target) const {
    auto request = request_as(appliance_, As::Nobody, method, target);
    request.headers.add("Authorization", "Bearer " + token);
    return send(appliance_, std::move(request)).response.status;
  }

  static http::Request with_body(http::Request request, const json& body) {
    if (body.is_null()) return request;
    request.headers.add("Content-Type", "application/json");
    request.body = body.dump();
    return request;
  }

  /// A role of the institution's own, given to the student.
  void allow_student(const json& permissions) const {
    const auto made = run(appliance_, {.name = "make a role",
                                       .as = As::Admin,
                                       .method = Method::Post,
                                       .target = "/api/v1/roles",
                                       .body = {{"name", "Helpers"}, {"permissions", permissions}},
                                       .status = 201});
    ASSERT_EQ(status(As::Admin, Method::Patch, user(As::Student), {{"roles", {made.body["id"]}}}), 200);
  }

  TestAppliance appliance_;
};

TEST_F(Rights, WhatAdministratorsDoToAccountsIsInTheAuditLog) {
  ASSERT_EQ(status(As::Admin, Method::Post, user(As::Student) + "/disable"), 200);
  ASSERT_EQ(status(As::Admin, Method::Post, user(As::Student) + "/enable"), 200);
  ASSERT_EQ(status(As::Admin, Method::Post, user(As::Student) + "/reset-link"), 204);
  ASSERT_EQ(status(As::Admin, Method::Delete, user(As::Student)), 204);
  ASSERT_EQ(status(As::Admin, Method::Post, "/api/v1/invitations", {{"email", "guest@example.org"}}), 201);
  EXPECT_EQ(acts(), (std::vector<std::string>{"user.invited", "user.deleted", "user.reset_sent",
                                              "user.enabled", "user.disabled"}));
  EXPECT_EQ(status(As::Admin, Method::Post, user(As::Teacher) + "/approve"), 409);
  EXPECT_EQ(acts().size(), 5U) << "what did not happen is not there";
}

TEST_F(Rights, ALinkForANewPasswordIsSentByWhoMayManageAccounts) {
  const auto target = user(As::Student) + "/reset-link";
  run_all(appliance_,
          {{.name = "anonymous", .method = Method::Post, .target = target, .status = 401},
           {.name = "teacher", .as = As::Teacher, .method = Method::Post, .target = target, .status = 403},
           {.name = "admin",
            .as = As::Admin,
            .method = Method::Post,
            .target = target,
            .status = 204,
            .jobs = {"send_mail"}},
           {.name = "nobody",
            .as = As::Admin,
            .method = Method::Post,
            .target = "/api/v1/users/x/reset-link",
            .status = 404}});
  allow_student({"users.manage"});
  EXPECT_EQ(status(As::Student, Method::Post, user(As::OtherStudent) + "/reset-link"), 204);
  EXPECT_EQ(status(As::Student, Method::Post, user(As::Admin) + "/reset-link"), 403) << "who may more";
  ASSERT_EQ(status(As::Admin, Method::Post, user(As::OtherStudent) + "/disable"), 200);
  EXPECT_EQ(status(As::Admin, Method::Post, user(As::OtherStudent) + "/reset-link"), 409);
}

TEST_F(Rights, CategoriesAnnouncementsAndCohortsAreForWhoMayManageThem) {
  const auto try_all = [&](int expected) {
    EXPECT_EQ(status(As::Student, Method::Post, "/api/v1/categories", {{"name", "Physics"}}), expected);
    EXPECT_EQ(status(As::Student, Method::Post, "/api/v1/cohorts", {{"name", "Class of 26"}}), expected);
    EXPECT_EQ(status(As::Student, Method::Post, "/api/v1/announcements",
                     {{"title", "Snow"}, {"body", "No lectures today."}}),
              expected);
  };
  try_all(403);
  allow_student({"categories.manage", "announcements.send_all", "enrolments.manage"});
  try_all(201);
}

TEST_F(Rights, EnrolmentsOfEveryCourseAreForWhoMayManageThem) {
  const auto course = "/api/v1/courses/" + appliance_.make_course(catalog::Visibility::Draft).course.text();
  const json people = {{"email", "other.student@example.org"}, {"role", "student"}};
  EXPECT_EQ(status(As::Student, Method::Get, course + "/roster"), 404);
  allow_student({"enrolments.manage"});
  EXPECT_EQ(status(As::Student, Method::Get, course + "/roster"), 200);
  EXPECT_EQ(status(As::Student, Method::Post, course + "/roster", people), 201);
  EXPECT_EQ(status(As::Student, Method::Patch, course, {{"title", "Mine"}}), 403)
      << "its content is not theirs";
}

TEST_F(Rights, WhoReadsReportsSeesEveryRosterAndChangesNone) {
  const auto course = "/api/v1/courses/" + appliance_.make_course(catalog::Visibility::Public).course.text();
  EXPECT_EQ(status(As::Student, Method::Get, course + "/roster"), 403);
  allow_student({"reports.read"});
  EXPECT_EQ(status(As::Student, Method::Get, course + "/roster"), 200);
  EXPECT_EQ(status(As::Student, Method::Post, course + "/roster",
                   {{"email", "other.student@example.org"}, {"role", "student"}}),
            403);
}

TEST_F(Rights, AnApiTokenCarriesWhatItsOwnersRolesAllowAsLongAsTheyDo) {
  const json wish = {
      {"name", "script"}, {"scopes", {"read", "admin"}}, {"days", 7}, {"current_password", kPassword}};
  const std::string token =
      send(appliance_,
           with_body(request_as(appliance_, As::Student, Method::Post, "/api/v1/me/tokens"), wish))
          .body["token"];
  EXPECT_EQ(status(token, Method::Get, "/api/v1/audit"), 403);
  allow_student({"audit.read"});
  EXPECT_EQ(status(token, Method::Get, "/api/v1/audit"), 200);
  ASSERT_EQ(status(As::Admin, Method::Patch, user(As::Student), {{"roles", json::array()}}), 200);
  EXPECT_EQ(status(token, Method::Get, "/api/v1/audit"), 403);
}

TEST_F(Rights, AnApiTokenToReadDoesNotReadWhatAdministratorsDo) {
  const json wish = {{"name", "s"}, {"scopes", {"read"}}, {"days", 7}, {"current_password", kPassword}};
  const std::string token =
      send(appliance_, with_body(request_as(appliance_, As::Admin, Method::Post, "/api/v1/me/tokens"), wish))
          .body["token"];
  for (const auto* target : {"/api/v1/audit", "/api/v1/users", "/api/v1/roles"})
    EXPECT_EQ(status(token, Method::Get, target), 403) << target;
  EXPECT_EQ(status(token, Method::Get, "/api/v1/me"), 200);
}

}  // namespace
}  // namespace lectern::testing
