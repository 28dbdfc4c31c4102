#include "tests/api/lms/accounts_scenario.h"

namespace lectern::testing {
namespace {

using http::Method;
using nlohmann::json;

ApplianceOptions open_to_all(lms::InstructorSignUp instructors = lms::InstructorSignUp::Approved,
                             lms::EmailConfirmation confirm = lms::EmailConfirmation::Off) {
  ApplianceOptions options;
  options.policy = {lms::SignUp::Open, instructors, confirm};
  return options;
}

class OpenSignUp : public AccountsApi {
 protected:
  OpenSignUp() : AccountsApi(open_to_all()) {}
};

class ConfirmedSignUp : public AccountsApi {
 protected:
  ConfirmedSignUp()
      : AccountsApi(open_to_all(lms::InstructorSignUp::AtOnce, lms::EmailConfirmation::Required)) {}
};

TEST_F(OpenSignUp, AnswersAsSigningInDoes) {
  const auto answer =
      run(appliance_, {.name = "student",
                       .method = Method::Post,
                       .target = kSignUp,
                       .body = wish("nora@example.org"),
                       .status = 201,
                       .fields = {{"/user/role", "student"}, {"/user/requested_role", nullptr}}});
  EXPECT_EQ(with_token(answer.body["access_token"], Method::Get, kMe).body["email"], "nora@example.org");
  run_all(appliance_, {{.name = "taken",
                        .method = Method::Post,
                        .target = kSignUp,
                        .body = wish("Nora@example.org"),
                        .status = 409},
                       {.name = "administrator",
                        .method = Method::Post,
                        .target = kSignUp,
                        .body = wish("a@example.org", "admin"),
                        .status = 403},
                       {.name = "common password",
                        .method = Method::Post,
                        .target = kSignUp,
                        .body = {{"email", "b@example.org"}, {"name", "B"}, {"password", "iloveyou"}},
                        .status = 400}});
}

TEST_F(OpenSignUp, AUsernameSignsInAndIsTakenOnce) {
  auto body = wish("nora@example.org");
  body["username"] = "Nora.K";
  EXPECT_EQ(ask(Method::Post, kSignUp, body).body["user"]["username"], "nora.k");
  EXPECT_EQ(status(Method::Post, kLogin, {{"email", "NORA.k"}, {"password", "violet trams"}}), 200);
  body["email"] = "other@example.org";
  EXPECT_EQ(status(Method::Post, kSignUp, body), 409);
  body["username"] = "a@b";
  EXPECT_EQ(status(Method::Post, kSignUp, body), 400);
}

TEST_F(OpenSignUp, WhoWantsToTeachWaitsForAnAdministrator) {
  const auto answer = ask(Method::Post, kSignUp, wish("nora@example.org", "instructor"));
  EXPECT_EQ(answer.body["user"]["role"], "student");
  EXPECT_EQ(answer.body["user"]["requested_role"], "instructor");
  const auto user = "/api/v1/users/" + answer.body["user"]["id"].get<std::string>();
  run_all(appliance_,
          {{.name = "list, anonymous", .target = "/api/v1/users/requests", .status = 401},
           {.name = "list, instructor", .as = As::Teacher, .target = "/api/v1/users/requests", .status = 403},
           {.name = "list",
            .as = As::Admin,
            .target = "/api/v1/users/requests",
            .fields = {{"/items/0/email", "nora@example.org"}},
            .absent = {"/items/1"}},
           {.name = "approve, instructor",
            .as = As::Teacher,
            .method = Method::Post,
            .target = user + "/approve",
            .status = 403},
           {.name = "approve",
            .as = As::Admin,
            .method = Method::Post,
            .target = user + "/approve",
            .fields = {{"/role", "instructor"}, {"/requested_role", nullptr}},
            .jobs = {"send_mail"}},
           {.name = "decline afterwards",
            .as = As::Admin,
            .method = Method::Post,
            .target = user + "/decline",
            .status = 409}});
  EXPECT_EQ(with_token(answer.body["access_token"], Method::Post, "/api/v1/courses", {{"title", "Optics"}})
                .response.status,
            201);
}

TEST_F(ConfirmedSignUp, AnAccountIsUsableOnceItsLinkWasOpened) {
  run(appliance_, {.name = "sign up",
                   .method = Method::Post,
                   .target = kSignUp,
                   .body = wish("nora@example.org"),
                   .status = 201,
                   .fields = {{"/state", "confirmation_required"}, {"/email", "nora@example.org"}},
                   .absent = {"/access_token"},
                   .jobs = {"send_mail"}});
  const json login = {{"email", "nora@example.org"}, {"password", "violet trams"}};
  EXPECT_EQ(status(Method::Post, kLogin, login), 403);
  EXPECT_EQ(status(Method::Post, "/api/v1/auth/confirm", {{"token", "nonsense"}}), 410);
  const json token = {{"token", link_in_mail()}};
  EXPECT_EQ(status(Method::Post, "/api/v1/auth/confirm", token), 200);
  EXPECT_EQ(status(Method::Post, "/api/v1/auth/confirm", token), 410);
  EXPECT_EQ(status(Method::Post, kLogin, login), 200);
}

TEST_F(ConfirmedSignUp, DoesNotTellWhichAddressesHaveAccounts) {
  const auto fresh = ask(Method::Post, kSignUp, wish("nora@example.org"));
  const auto known = ask(Method::Post, kSignUp, wish("student@example.org"));
  EXPECT_EQ(known.response.status, fresh.response.status);
  EXPECT_EQ(known.body["state"], fresh.body["state"]);
  EXPECT_EQ(last_mail().first, "student@example.org");
  EXPECT_EQ(last_mail().second.find('#'), std::string::npos);
}

TEST_F(ConfirmedSignUp, WhoNeverConfirmedDoesNotKeepTheAddressFromItsOwner) {
  ask(Method::Post, kSignUp, wish("nora@example.org"));
  auto owner = wish("nora@example.org");
  owner["password"] = "green umbrellas";
  ask(Method::Post, kSignUp, owner);
  EXPECT_EQ(status(Method::Post, "/api/v1/auth/confirm", {{"token", link_in_mail()}}), 200);
  EXPECT_EQ(status(Method::Post, kLogin, {{"email", "nora@example.org"}, {"password", "violet trams"}}), 401);
  EXPECT_EQ(status(Method::Post, kLogin, {{"email", "nora@example.org"}, {"password", "green umbrellas"}}),
            200);
}

TEST_F(AccountsApi, AnInvitationOpensAClosedServer) {
  run_all(appliance_, {{.name = "rules", .target = "/api/v1/auth/rules", .fields = {{"/sign_up", "closed"}}},
                       {.name = "uninvited",
                        .method = Method::Post,
                        .target = kSignUp,
                        .body = wish("nora@example.org"),
                        .status = 403},
                       {.name = "invite, instructor",
                        .as = As::Teacher,
                        .method = Method::Post,
                        .target = "/api/v1/invitations",
                        .body = {{"email", "nora@example.org"}},
                        .status = 403},
                       {.name = "invite",
                        .as = As::Admin,
                        .method = Method::Post,
                        .target = "/api/v1/invitations",
                        .body = {{"email", "nora@example.org"}, {"role", "instructor"}},
                        .status = 201,
                        .jobs = {"send_mail"}},
                       {.name = "list",
                        .as = As::Admin,
                        .target = "/api/v1/invitations",
                        .fields = {{"/items/0/email", "nora@example.org"}}}});
  const auto secret = link_in_mail();
  EXPECT_EQ(ask(Method::Post, "/api/v1/auth/invitation", {{"token", secret}}).body["email"],
            "nora@example.org");
  auto body = wish("nora@example.org");
  body["invitation"] = secret;
  EXPECT_EQ(ask(Method::Post, kSignUp, body).body["user"]["role"], "instructor");
  body["email"] = "second@example.org";
  EXPECT_EQ(status(Method::Post, kSignUp, body), 410);
}

}  // namespace
}  // namespace lectern::testing
