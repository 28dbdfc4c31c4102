#include <gtest/gtest.h>

#include "tests/support/api_scenario.h"

namespace lectern::testing {
namespace {

using http::Method;
using nlohmann::json;

const json kLogin = {{"email", "student@example.org"}, {"password", kPassword}};

class IdentityApi : public ::testing::Test {
 protected:
  explicit IdentityApi(const ApplianceOptions& options = {}) : appliance_(options) {}

  Answer post(const std::string& target, const json& body, As as = As::Nobody) const {
    auto request = request_as(appliance_, as, Method::Post, target);
    request.headers.add("Content-Type", "application/json");
    request.body = body.dump();
    return send(appliance_, std::move(request));
  }

  Answer me_with(const std::string& access_token) const {
    auto request = request_as(appliance_, As::Nobody, Method::Get, "/api/v1/me");
    request.headers.add("Authorization", "Bearer " + access_token);
    return send(appliance_, std::move(request));
  }

  TestAppliance appliance_;
};

TEST_F(IdentityApi, SigningInGivesTokensAndACookie) {
  const auto answer = post("/api/v1/auth/login", kLogin);
  ASSERT_EQ(answer.response.status, 200);
  EXPECT_EQ(answer.body["user"]["role"], "student");
  EXPECT_EQ(answer.body["expires_in"], 900);
  EXPECT_FALSE(answer.body["user"].contains("password_hash"));
  const auto cookie = answer.header("Set-Cookie");
  EXPECT_NE(cookie.find("lectern_session="), std::string::npos);
  EXPECT_NE(cookie.find("HttpOnly; SameSite=Lax"), std::string::npos);
  EXPECT_EQ(cookie.find("Secure"), std::string::npos);
  EXPECT_EQ(me_with(answer.body["access_token"]).body["email"], "student@example.org");
}

TEST_F(IdentityApi, UnderTlsTheCookieIsSecure) {
  auto request = request_as(appliance_, As::Nobody, Method::Post, "/api/v1/auth/login");
  request.headers.add("Content-Type", "application/json");
  request.body = kLogin.dump();
  request.secure = true;
  EXPECT_NE(send(appliance_, request).header("Set-Cookie").find("; Secure"), std::string::npos);
}

TEST_F(IdentityApi, AWrongPasswordAndAnUnknownAddressLookTheSame) {
  const auto wrong =
      post("/api/v1/auth/login", {{"email", "student@example.org"}, {"password", "wrong horse"}});
  const auto unknown =
      post("/api/v1/auth/login", {{"email", "nobody@example.org"}, {"password", "wrong horse"}});
  EXPECT_EQ(wrong.response.status, 401);
  EXPECT_EQ(unknown.response.status, 401);
  EXPECT_EQ(wrong.body, unknown.body);
}

TEST_F(IdentityApi, BadInputNamesItsFields) {
  run(appliance_, {.name = "nothing",
                   .method = Method::Post,
                   .target = "/api/v1/auth/login",
                   .body = json::object(),
                   .status = 400,
                   .fields = {{"/error/fields/email", "This field is required."},
                              {"/error/fields/password", "This field is required."}}});
}

TEST_F(IdentityApi, GuessingIsSlowedDownAndTheOwnerIsNot) {
  const json guess = {{"email", "student@example.org"}, {"password", "wrong horse"}};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(post("/api/v1/auth/login", guess).response.status, 401);
  const auto refused = post("/api/v1/auth/login", kLogin);
  EXPECT_EQ(refused.response.status, 429);
  EXPECT_FALSE(refused.header("Retry-After").empty());

  auto owner = request_as(appliance_, As::Nobody, Method::Post, "/api/v1/auth/login");
  owner.remote_address = "198.51.100.1";
  owner.headers.add("Content-Type", "application/json");
  owner.body = kLogin.dump();
  EXPECT_EQ(send(appliance_, owner).response.status, 200);
}

TEST_F(IdentityApi, ARefreshTokenRotates) {
  const auto login = post("/api/v1/auth/login", kLogin);
  const auto refreshed = post("/api/v1/auth/refresh", {{"refresh_token", login.body["refresh_token"]}});
  ASSERT_EQ(refreshed.response.status, 200);
  EXPECT_NE(refreshed.body["refresh_token"], login.body["refresh_token"]);
  EXPECT_EQ(me_with(refreshed.body["access_token"]).response.status, 200);
  EXPECT_EQ(
      post("/api/v1/auth/refresh", {{"refresh_token", refreshed.body["refresh_token"]}}).response.status,
      200);
}

TEST_F(IdentityApi, ARefreshTokenThatComesBackEndsItsSession) {
  const auto login = post("/api/v1/auth/login", kLogin);
  const json old = {{"refresh_token", login.body["refresh_token"]}};
  const auto refreshed = post("/api/v1/auth/refresh", old);
  EXPECT_EQ(post("/api/v1/auth/refresh", old).response.status, 401);
  EXPECT_EQ(me_with(refreshed.body["access_token"]).response.status, 401);
  EXPECT_EQ(
      post("/api/v1/auth/refresh", {{"refresh_token", refreshed.body["refresh_token"]}}).response.status,
      401);
}

TEST_F(IdentityApi, NoiseIsNoRefreshToken) {
  EXPECT_EQ(post("/api/v1/auth/refresh", {{"refresh_token", "x.y.z"}}).response.status, 401);
  EXPECT_EQ(post("/api/v1/auth/refresh", json::object()).response.status, 400);
}

TEST_F(IdentityApi, AnAccessTokenEndsAfterAQuarterOfAnHour) {
  const auto token = appliance_.person(As::Student).access_token;
  EXPECT_EQ(me_with(token).response.status, 200);
  appliance_.clock.advance(std::chrono::minutes{15});
  EXPECT_EQ(me_with(token).response.status, 401);
}

TEST_F(IdentityApi, SigningOutEndsCookieAndTokens) {
  run(appliance_,
      {.name = "anonymous", .method = Method::Post, .target = "/api/v1/auth/logout", .status = 401});
  run(appliance_, {.name = "signed in",
                   .as = As::Student,
                   .method = Method::Post,
                   .target = "/api/v1/auth/logout",
                   .status = 204});
  run(appliance_, {.name = "no more", .as = As::Student, .target = "/api/v1/me", .status = 401});
  EXPECT_EQ(me_with(appliance_.person(As::Student).access_token).response.status, 401);
  run(appliance_, {.name = "others stay", .as = As::Teacher, .target = "/api/v1/me"});
}

TEST_F(IdentityApi, WhoListensHearsOfTheEndOfASession) {
  SessionId ended;
  appliance_.identity.on_session_end([&](const SessionId& session) { ended = session; });
  run(appliance_, {.name = "out",
                   .as = As::Student,
                   .method = Method::Post,
                   .target = "/api/v1/auth/logout",
                   .status = 204});
  EXPECT_EQ(ended, appliance_.person(As::Student).principal.session);
}

TEST_F(IdentityApi, ASessionSlidesWithUseAndOutlivesARestart) {
  appliance_.clock.advance(std::chrono::hours{24 * 29});
  run(appliance_, {.name = "used", .as = As::Student, .target = "/api/v1/me"});
  appliance_.identity.flush();
  appliance_.clock.advance(std::chrono::hours{24 * 29});
  lms::IdentityOptions options;
  options.secret_key = "thirty-two bytes that are no secret";
  options.access_key_pem = Es256Key::generate().to_pem();
  lms::Identity restarted(appliance_.database, appliance_.clock, options);
  const auto request = request_as(appliance_, As::Student, Method::Post, "/api/v1/auth/logout");
  const auto identified = restarted.identify(request);
  EXPECT_EQ(identified.principal.user, appliance_.person(As::Student).id);
  EXPECT_TRUE(identified.csrf_token_matches);
  EXPECT_FALSE(
      restarted.identify(request_as(appliance_, As::Teacher, Method::Get, "/")).principal.is_signed_in());
}

TEST_F(IdentityApi, MeIsShownAndChanged) {
  run_all(appliance_,
          {{.name = "anonymous", .target = "/api/v1/me", .status = 401},
           {.name = "shown",
            .as = As::Student,
            .target = "/api/v1/me",
            .fields = {{"/name", "Sam Student"}, {"/csrf_token", appliance_.person(As::Student).csrf_token}},
            .absent = {"/password_hash"}},
           {.name = "changed by nobody",
            .method = Method::Patch,
            .target = "/api/v1/me",
            .body = {{"name", "X"}},
            .status = 401},
           {.name = "bad input",
            .as = As::Student,
            .method = Method::Patch,
            .target = "/api/v1/me",
            .body = {{"role", "admin"}},
            .status = 400},
           {.name = "no language and no zone",
            .as = As::Student,
            .method = Method::Patch,
            .target = "/api/v1/me",
            .body = {{"language", "xx!!"}, {"time_zone", "Mars/../Phobos"}},
            .status = 400,
            .fields = {{"/error/fields/language", "This must be a language such as en or de-AT."},
                       {"/error/fields/time_zone",
                        "This must be the name of a time zone such as Europe/Berlin."}}},
           {.name = "changed",
            .as = As::Student,
            .method = Method::Patch,
            .target = "/api/v1/me",
            .body = {{"name", "Samira"}, {"language", "de-at"}, {"time_zone", "Europe/Berlin"}},
            .fields = {{"/name", "Samira"}, {"/language", "de-AT"}, {"/time_zone", "Europe/Berlin"}}}});
}

TEST_F(IdentityApi, AccountsAreTheAdministrators) {
  const json user = {
      {"email", "New@Example.org"}, {"name", "New"}, {"password", "long enough"}, {"role", "instructor"}};
  run_all(appliance_,
          {{.name = "list, anonymous", .target = "/api/v1/users", .status = 401},
           {.name = "list, instructor", .as = As::Teacher, .target = "/api/v1/users", .status = 403},
           {.name = "create, anonymous",
            .method = Method::Post,
            .target = "/api/v1/users",
            .body = user,
            .status = 401},
           {.name = "create, instructor",
            .as = As::Teacher,
            .method = Method::Post,
            .target = "/api/v1/users",
            .body = user,
            .status = 403},
           {.name = "create, bad input",
            .as = As::Admin,
            .method = Method::Post,
            .target = "/api/v1/users",
            .body = {{"email", "x"}, {"name", "x"}, {"password", "short"}},
            .status = 400},
           {.name = "create",
            .as = As::Admin,
            .method = Method::Post,
            .target = "/api/v1/users",
            .body = user,
            .status = 201,
            .fields = {{"/email", "new@example.org"}, {"/role", "instructor"}}},
           {.name = "twice",
            .as = As::Admin,
            .method = Method::Post,
            .target = "/api/v1/users",
            .body = user,
            .status = 409},
           {.name = "list", .as = As::Admin, .target = "/api/v1/users", .fields = {{"/next", nullptr}}}});
}

TEST_F(IdentityApi, SigningUpIsClosedUnlessTheSettingsOpenIt) {
  run(appliance_, {.name = "closed",
                   .method = Method::Post,
                   .target = "/api/v1/auth/signup",
                   .body = {{"email", "a@b.org"}, {"name", "A"}, {"password", "long enough"}},
                   .status = 403});
}

TEST_F(IdentityApi, TheFirstAdministratorIsMadeOnlyWhereThereIsNobody) {
  EXPECT_FALSE(appliance_.identity.ensure_first_admin("first@example.org"));
}

}  // namespace
}  // namespace lectern::testing
