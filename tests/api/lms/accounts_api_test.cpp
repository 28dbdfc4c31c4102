#include "lms/identity/totp.h"
#include "storage/jobs/job_runner.h"
#include "tests/api/lms/accounts_scenario.h"

namespace lectern::testing {
namespace {

using http::Method;
using nlohmann::json;

TEST_F(AccountsApi, AKnownDeviceSignsInWhileOthersOfItsNetworkGuess) {
  const json login = {{"email", "student@example.org"}, {"password", kPassword}};
  const auto known = ask(Method::Post, kLogin, login);
  std::string device;
  for (const auto& [name, value] : known.response.headers.all())
    if (name == "Set-Cookie" && value.starts_with("lectern_device="))
      device = value.substr(0, value.find(';'));
  ASSERT_FALSE(device.empty());
  for (int i = 0; i < 6; ++i)
    ask(Method::Post, kLogin, {{"email", "student@example.org"}, {"password", "wrong horse"}});
  EXPECT_EQ(status(Method::Post, kLogin, login), 429);
  auto request = request_as(appliance_, As::Nobody, Method::Post, kLogin);
  request.headers.add("Cookie", device);
  request.headers.add("Content-Type", "application/json");
  request.body = login.dump();
  EXPECT_EQ(send(appliance_, request).response.status, 200);
  request.body = json{{"email", "teacher@example.org"}, {"password", "wrong horse"}}.dump();
  for (int i = 0; i < 6; ++i) send(appliance_, request);
  EXPECT_EQ(send(appliance_, request).response.status, 429) << "it is a device of one account";
}

TEST_F(AccountsApi, AForgottenPasswordIsReplacedOnceAndEndsEverySession) {
  EXPECT_EQ(ask(Method::Post, kForgot, {{"email", "nobody@example.org"}}).body,
            ask(Method::Post, kForgot, {{"email", "student@example.org"}}).body);
  EXPECT_EQ(last_mail().first, "student@example.org");
  const auto secret = link_in_mail();
  run_all(appliance_, {{.name = "too short",
                        .method = Method::Post,
                        .target = kReset,
                        .body = {{"token", secret}, {"password", "short"}},
                        .status = 400},
                       {.name = "made of the name",
                        .method = Method::Post,
                        .target = kReset,
                        .body = {{"token", secret}, {"password", "student1"}},
                        .status = 400},
                       {.name = "set",
                        .method = Method::Post,
                        .target = kReset,
                        .body = {{"token", secret}, {"password", "green umbrellas"}},
                        .status = 204,
                        .jobs = {"send_mail"}},
                       {.name = "again",
                        .method = Method::Post,
                        .target = kReset,
                        .body = {{"token", secret}, {"password", "green umbrellas"}},
                        .status = 410},
                       {.name = "signed out", .as = As::Student, .target = kMe, .status = 401},
                       {.name = "others stay", .as = As::Teacher, .target = kMe}});
  EXPECT_EQ(status(Method::Post, kLogin, {{"email", "student@example.org"}, {"password", kPassword}}), 401);
  EXPECT_EQ(status(Method::Post, kLogin, {{"email", "student@example.org"}, {"password", "green umbrellas"}}),
            200);
}

TEST_F(AccountsApi, ALinkToSetAPasswordDiesWithItsHour) {
  ask(Method::Post, kForgot, {{"email", "student@example.org"}});
  appliance_.clock.advance(std::chrono::hours{1});
  EXPECT_EQ(status(Method::Post, kReset, {{"token", link_in_mail()}, {"password", "green umbrellas"}}), 410);
}

TEST_F(AccountsApi, NobodysInboxIsFilledByOthers) {
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(status(Method::Post, kForgot, {{"email", "student@example.org"}}), 202);
  EXPECT_EQ(appliance_.queued_jobs().size(), 3u);
}

TEST_F(AccountsApi, ThePasswordIsChangedByWhoKnowsIt) {
  const auto other = ask(Method::Post, kLogin, {{"email", "student@example.org"}, {"password", kPassword}});
  const std::string target = "/api/v1/me/password";
  run_all(
      appliance_,
      {{.name = "anonymous", .method = Method::Post, .target = target, .body = json::object(), .status = 401},
       {.name = "wrong",
        .as = As::Student,
        .method = Method::Post,
        .target = target,
        .body = {{"current_password", "wrong horse"}, {"new_password", "green umbrellas"}},
        .status = 400,
        .fields = {{"/error/fields/current_password", "This is not your password."}}},
       {.name = "changed",
        .as = As::Student,
        .method = Method::Post,
        .target = target,
        .body = {{"current_password", kPassword}, {"new_password", "green umbrellas"}},
        .status = 204,
        .jobs = {"send_mail"}},
       {.name = "this session stays", .as = As::Student, .target = kMe}});
  EXPECT_EQ(with_token(other.body["access_token"], Method::Get, kMe).response.status, 401);
}

TEST_F(AccountsApi, ANewAddressCountsOnceItsLinkWasOpened) {
  run(appliance_, {.name = "ask",
                   .as = As::Student,
                   .method = Method::Post,
                   .target = "/api/v1/me/email",
                   .body = {{"email", "Sam@new.example.org"}, {"current_password", kPassword}},
                   .status = 202,
                   .jobs = {"send_mail"}});
  EXPECT_EQ(last_mail().first, "sam@new.example.org");
  EXPECT_EQ(ask(Method::Get, kMe, nullptr, As::Student).body["email"], "student@example.org");
  const auto secret = link_in_mail();
  EXPECT_EQ(status(Method::Post, kReset, {{"token", secret}, {"password", "green umbrellas"}}), 410);
  EXPECT_EQ(status(Method::Post, "/api/v1/auth/email", {{"token", secret}}), 204);
  EXPECT_EQ(ask(Method::Get, kMe, nullptr, As::Student).body["email"], "sam@new.example.org");
  EXPECT_EQ(last_mail().first, "student@example.org");
}

TEST_F(AccountsApi, SessionsAreListedAndEndedByTheirOwner) {
  const auto other = ask(Method::Post, kLogin, {{"email", "student@example.org"}, {"password", kPassword}});
  const auto list = ask(Method::Get, "/api/v1/me/sessions", nullptr, As::Student).body["items"];
  ASSERT_EQ(list.size(), 2u);
  const auto mine = list[0]["is_this_one"] == true ? list[0] : list[1];
  const auto theirs = list[0]["is_this_one"] == true ? list[1] : list[0];
  const auto target = "/api/v1/me/sessions/" + theirs["id"].get<std::string>();
  EXPECT_EQ(mine["id"], appliance_.person(As::Student).principal.session.text());
  EXPECT_EQ(theirs["address"], "192.0.2.7");
  run_all(appliance_,
          {{.name = "anonymous", .method = Method::Delete, .target = target, .status = 401},
           {.name = "somebody else",
            .as = As::Teacher,
            .method = Method::Delete,
            .target = target,
            .status = 404},
           {.name = "ended", .as = As::Student, .method = Method::Delete, .target = target, .status = 204}});
  EXPECT_EQ(with_token(other.body["access_token"], Method::Get, kMe).response.status, 401);
  ask(Method::Post, kLogin, {{"email", "student@example.org"}, {"password", kPassword}});
  EXPECT_EQ(status(Method::Delete, "/api/v1/me/sessions", nullptr, As::Student), 204);
  EXPECT_EQ(ask(Method::Get, "/api/v1/me/sessions", nullptr, As::Student).body["items"].size(), 1u);
}

TEST_F(AccountsApi, AnApiTokenDoesWhatItsScopesAllow) {
  const std::string target = "/api/v1/me/tokens";
  const json wish = {{"name", "script"}, {"scopes", {"read"}}, {"days", 7}, {"current_password", kPassword}};
  auto wrong = wish;
  wrong["scopes"] = {"fly"};
  EXPECT_EQ(status(Method::Post, target, wish), 401);
  EXPECT_EQ(status(Method::Post, target, wrong, As::Teacher), 400);
  const auto issued = ask(Method::Post, target, wish, As::Teacher);
  ASSERT_EQ(issued.response.status, 201);
  const std::string token = issued.body["token"];
  EXPECT_EQ(with_token(token, Method::Get, kMe).body["email"], "teacher@example.org");
  EXPECT_EQ(with_token(token, Method::Post, "/api/v1/courses", {{"title", "X"}}).response.status, 403);
  EXPECT_EQ(with_token(token, Method::Get, target).response.status, 403);
  const auto listed = ask(Method::Get, target, nullptr, As::Teacher).body["items"];
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_FALSE(listed[0].contains("token"));
  EXPECT_FALSE(listed[0]["last_used_at"].is_null());

  const auto one = target + "/" + issued.body["id"].get<std::string>();
  EXPECT_EQ(status(Method::Delete, one, nullptr, As::Student), 404);
  EXPECT_EQ(status(Method::Delete, one, nullptr, As::Teacher), 204);
  EXPECT_EQ(with_token(token, Method::Get, kMe).response.status, 401);
}

TEST_F(AccountsApi, AnApiTokenEndsWithItsDay) {
  const json wish = {{"name", "s"}, {"scopes", {"everything"}}, {"days", 1}, {"current_password", kPassword}};
  const std::string token = ask(Method::Post, "/api/v1/me/tokens", wish, As::Teacher).body["token"];
  EXPECT_EQ(with_token(token, Method::Post, "/api/v1/courses", {{"title", "X"}}).response.status, 201);
  EXPECT_EQ(with_token(token, Method::Post, "/api/v1/me/password", json::object()).response.status, 403);
  appliance_.clock.advance(std::chrono::hours{24});
  EXPECT_EQ(with_token(token, Method::Get, kMe).response.status, 401);
}

class TwoSteps : public AccountsApi {
 protected:
  TwoSteps() {
    const auto offer =
        ask(Method::Post, "/api/v1/me/second-factor", {{"current_password", kPassword}}, As::Student);
    secret_ = decoded(offer.body["secret"]);
    const auto on = ask(Method::Post, "/api/v1/me/second-factor/confirm", {{"code", code()}}, As::Student);
    EXPECT_EQ(on.response.status, 200);
    recovery_ = on.body["recovery_codes"];
  }
  static std::string decoded(const std::string& base32) {
    std::string bytes;
    unsigned pending = 0;
    int bits = 0;
    for (const char c : base32) {
      pending = pending << 5 | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
      if ((bits += 5) >= 8) bytes += static_cast<char>(pending >> (bits -= 8) & 0xFF);
    }
    return bytes;
  }
  std::string code() const {
    return lms::totp_code(secret_, appliance_.clock.now().time_since_epoch().count() / 30'000);
  }
  std::string challenge() const {
    const auto answer =
        ask(Method::Post, kLogin, {{"email", "student@example.org"}, {"password", kPassword}});
    EXPECT_EQ(answer.response.status, 202);
    EXPECT_FALSE(answer.body.contains("access_token"));
    EXPECT_EQ(answer.header("Set-Cookie").find("lectern_session"), std::string::npos);
    return answer.body.value("challenge", "");
  }
  int second_step(const std::string& challenge, const std::string& code) const {
    return status(Method::Post, "/api/v1/auth/second-step", {{"challenge", challenge}, {"code", code}});
  }

  std::string secret_;
  std::vector<std::string> recovery_;
};

TEST_F(TwoSteps, ThePasswordAloneIsNotEnoughAndACodeCountsOnce) {
  const auto begun = challenge();
  EXPECT_EQ(second_step(begun, code()), 401) << "it was shown when the app was set up";
  appliance_.clock.advance(std::chrono::seconds{30});
  EXPECT_EQ(second_step("nonsense", code()), 401);
  EXPECT_EQ(second_step(begun, code()), 200);
  EXPECT_EQ(second_step(begun, code()), 401);
}

TEST_F(TwoSteps, ARecoveryCodeWorksOnce) {
  ASSERT_EQ(recovery_.size(), 10u);
  EXPECT_EQ(second_step(challenge(), recovery_[0]), 200);
  EXPECT_EQ(second_step(challenge(), recovery_[0]), 401);
  const auto standing = ask(Method::Get, "/api/v1/me/second-factor", nullptr, As::Student).body;
  EXPECT_EQ(standing, (json{{"enabled", true}, {"recovery_codes_left", 9}}));
}

TEST_F(TwoSteps, GuessingTheCodeIsSlowedDown) {
  const auto begun = challenge();
  int last = 0;
  for (int i = 0; i < 6; ++i) last = second_step(begun, "000000");
  EXPECT_EQ(last, 429);
}

TEST_F(TwoSteps, AnAdministratorResetsIt) {
  const auto target = "/api/v1/users/" + id_of(As::Student) + "/second-factor";
  run_all(
      appliance_,
      {{.name = "anonymous", .method = Method::Delete, .target = target, .status = 401},
       {.name = "instructor", .as = As::Teacher, .method = Method::Delete, .target = target, .status = 403},
       {.name = "admin",
        .as = As::Admin,
        .method = Method::Delete,
        .target = target,
        .status = 204,
        .jobs = {"send_mail"}}});
  EXPECT_EQ(status(Method::Post, kLogin, {{"email", "student@example.org"}, {"password", kPassword}}), 200);
}

TEST_F(AccountsApi, ADisabledAccountIsOutAtOnce) {
  const auto user = "/api/v1/users/" + id_of(As::Student);
  run_all(appliance_,
          {{.name = "anonymous", .method = Method::Post, .target = user + "/disable", .status = 401},
           {.name = "instructor",
            .as = As::Teacher,
            .method = Method::Post,
            .target = user + "/disable",
            .status = 403},
           {.name = "admin",
            .as = As::Admin,
            .method = Method::Post,
            .target = user + "/disable",
            .fields = {{"/state", "disabled"}}},
           {.name = "out", .as = As::Student, .target = kMe, .status = 401},
           {.name = "oneself",
            .as = As::Admin,
            .method = Method::Post,
            .target = "/api/v1/users/" + id_of(As::Admin) + "/disable",
            .status = 409}});
  const json login = {{"email", "student@example.org"}, {"password", kPassword}};
  EXPECT_EQ(status(Method::Post, kLogin, login), 403);
  EXPECT_EQ(status(Method::Post, user + "/enable", nullptr, As::Admin), 200);
  EXPECT_EQ(status(Method::Post, kLogin, login), 200);
}

TEST_F(AccountsApi, WhoLeavesCanComeBackForAWhile) {
  const json proof = {{"current_password", kPassword}};
  EXPECT_EQ(status(Method::Post, "/api/v1/me/deletion", {{"current_password", "wrong horse"}}, As::Student),
            400);
  EXPECT_EQ(status(Method::Post, "/api/v1/me/deletion", proof, As::Student), 200);
  EXPECT_EQ(status(Method::Get, kMe, nullptr, As::Student), 401);
  appliance_.accounts.sweep();
  const json login = {{"email", "student@example.org"}, {"password", kPassword}};
  EXPECT_EQ(ask(Method::Post, kLogin, login).body["user"]["state"], "active");
}

TEST_F(AccountsApi, WhatIsLeftOfADeletedAccountIsNobodys) {
  const auto course = appliance_.make_course(catalog::Visibility::Public);
  ask(Method::Post, "/api/v1/courses/" + course.course.text() + "/enrol", nullptr, As::Student);
  const auto target = "/api/v1/users/" + id_of(As::Student);
  EXPECT_EQ(status(Method::Delete, target, nullptr, As::Teacher), 403);
  EXPECT_EQ(status(Method::Delete, target, nullptr, As::Admin), 204);
  EXPECT_EQ(status(Method::Get, kMe, nullptr, As::Student), 401);
  EXPECT_EQ(status(Method::Post, kLogin, {{"email", "student@example.org"}, {"password", kPassword}}), 401);
  const auto users = ask(Method::Get, "/api/v1/users", nullptr, As::Admin).body.dump();
  EXPECT_EQ(users.find("student@example.org\""), users.find("other.student@example.org\"") + 6);
  EXPECT_EQ(users.find("Sam Student"), std::string::npos);
  EXPECT_EQ(status(Method::Delete, "/api/v1/users/" + id_of(As::Admin), nullptr, As::Admin), 409);
}

TEST_F(AccountsApi, OnesOwnDataIsTakenAlong) {
  const auto course = appliance_.make_course(catalog::Visibility::Public);
  ask(Method::Post, "/api/v1/courses/" + course.course.text() + "/enrol", nullptr, As::Student);
  EXPECT_EQ(status(Method::Get, "/api/v1/me/export/file", nullptr, As::Student), 404);
  run(appliance_, {.name = "ask",
                   .as = As::Student,
                   .method = Method::Post,
                   .target = "/api/v1/me/export",
                   .status = 202,
                   .fields = {{"/state", "waiting"}},
                   .events = {"data_export.changed"},
                   .jobs = {"export_data"}});
  jobs::JobRunner(appliance_.database, {appliance_.accounts.job_kind()}).run_until_idle();
  EXPECT_EQ(ask(Method::Get, "/api/v1/me/export", nullptr, As::Student).body["state"], "ready");
  const auto file = ask(Method::Get, "/api/v1/me/export/file", nullptr, As::Student);
  EXPECT_EQ(file.response.status, 200);
  ASSERT_TRUE(std::holds_alternative<http::FileRange>(file.response.content));
  const auto folder = appliance_.folder.path() / "exports";
  const auto archive = std::filesystem::directory_iterator(folder)->path().string();
  const auto command = "cd '" + folder.string() + "' && python3 -m zipfile -e '" + archive + "' out";
  ASSERT_EQ(std::system(command.c_str()), 0) << "the archive is one that others read";
  EXPECT_NE(read_file(folder / "out" / "enrolments.json").find("Optics"), std::string::npos);
  EXPECT_NE(read_file(folder / "out" / "account.json").find("student@example.org"), std::string::npos);
  EXPECT_EQ(status(Method::Get, "/api/v1/me/export/file", nullptr, As::Teacher), 404);
}

TEST_F(AccountsApi, AnAdministratorHandsOutSomebodysDataOnTheRecord) {
  const auto target = "/api/v1/users/" + id_of(As::Student) + "/data";
  EXPECT_EQ(status(Method::Get, target, nullptr, As::Teacher), 403);
  const auto file = ask(Method::Get, target, nullptr, As::Admin);
  ASSERT_EQ(file.response.status, 200);
  EXPECT_EQ(file.response.headers.find("Content-Type"), "application/zip");
  EXPECT_NE(std::get<std::string>(file.response.content).find("account.json"), std::string::npos);
  run(appliance_, {.name = "log",
                   .as = As::Admin,
                   .target = "/api/v1/audit?action=user.data_exported",
                   .fields = {{"/items/0/object/id", id_of(As::Student)}},
                   .absent = {"/items/1"}});
}

TEST_F(AccountsApi, NoticesAndUsernameAreKept) {
  run_all(appliance_, {{.name = "kept",
                        .as = As::Student,
                        .method = Method::Patch,
                        .target = kMe,
                        .body = {{"username", "Sam"}, {"notify", {{"digest", "off"}}}},
                        .fields = {{"/username", "sam"}, {"/notify/digest", "off"}}},
                       {.name = "unknown notice",
                        .as = As::Student,
                        .method = Method::Patch,
                        .target = kMe,
                        .body = {{"notify", {{"pigeons", "mail"}}}},
                        .status = 400},
                       {.name = "taken",
                        .as = As::Teacher,
                        .method = Method::Patch,
                        .target = kMe,
                        .body = {{"username", "SAM"}},
                        .status = 409},
                       {.name = "given back",
                        .as = As::Student,
                        .method = Method::Patch,
                        .target = kMe,
                        .body = {{"username", ""}},
                        .fields = {{"/username", nullptr}}}});
}

TEST_F(AccountsApi, TheKeysOfAccessTokensArePublic) {
  const auto answer = ask(Method::Get, "/.well-known/jwks.json");
  EXPECT_EQ(answer.body["keys"][0]["alg"], "ES256");
}

}  // namespace
}  // namespace lectern::testing
