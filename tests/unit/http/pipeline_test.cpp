#include "http/pipeline.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace lectern::http {
namespace {

class FakeAuthenticator final : public Authenticator {
 public:
  Identified identify(const Request&) override {
    if (refuses) throw Error(ErrorCode::Unauthenticated, "Not valid any more.");
    return identified;
  }
  Identified identified;
  bool refuses = false;
};

class PipelineTest : public ::testing::Test {
 protected:
  static Response who_am_i(const Request& request) { return Response::text(request.principal.user.text()); }

  Response ask(Method method, std::string target, std::string body = {}) {
    Request request;
    request.method = method;
    request.target = std::move(target);
    request.body = std::move(body);
    request.headers.add("Content-Type", "application/json");
    return pipeline.answer(std::move(request));
  }
  void sign_in(Role role) { authenticator.identified = {{UserId{"u"}, SessionId{"s"}, role}, false, false}; }
  static std::string text(const Response& response) { return std::get<std::string>(response.content); }

  FakeClock clock;
  FakeAuthenticator authenticator;
  Pipeline pipeline{
      {{Method::Get, "/api/v1/open", Who::Anyone, Body::None, Lane::Inline, who_am_i, nullptr, "", {}},
       {Method::Post, "/api/v1/open", Who::Anyone, Body::Json, Lane::Inline, who_am_i, nullptr, "", {}},
       {Method::Post, "/api/v1/mine", Who::SignedIn, Body::Json, Lane::Inline, who_am_i, nullptr, "", {}},
       {Method::Get, "/api/v1/teach", Who::Instructor, Body::None, Lane::Inline, who_am_i, nullptr, "", {}},
       {Method::Get, "/api/v1/admin", Who::Admin, Body::None, Lane::Inline, who_am_i, nullptr, "", {}},
       {Method::Get,
        "/api/v1/invalid",
        Who::Anyone,
        Body::None,
        Lane::Inline,
        [](const Request& request) -> Response {
          paging_of(request);
          throw Error(ErrorCode::Conflict, "It clashes.");
        },
        nullptr,
        "",
        {}}},
      authenticator,
      clock};
};

TEST_F(PipelineTest, WhoAsksTooOftenIsToldWhenToComeAgain) {
  pipeline.change_rates({.sign_ins = 0, .writes = 0, .reads = 2});
  EXPECT_EQ(ask(Method::Get, "/api/v1/open").headers.find("RateLimit-Remaining"), "39");
  sign_in(Role::Student);
  const Response first = ask(Method::Get, "/api/v1/open");
  EXPECT_EQ(first.headers.find("RateLimit-Limit"), "2");
  EXPECT_EQ(first.headers.find("RateLimit-Remaining"), "1");
  EXPECT_EQ(first.headers.find("RateLimit-Policy"), "2;w=60");
  EXPECT_FALSE(first.headers.find("Retry-After"));
  ask(Method::Get, "/api/v1/open");
  const Response refused = ask(Method::Get, "/api/v1/open");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.headers.find("Retry-After"), "30");
  EXPECT_EQ(nlohmann::json::parse(text(refused))["error"]["code"], "rate_limited");
  EXPECT_EQ(ask(Method::Post, "/api/v1/open", "{}").status, 200);
}

TEST_F(PipelineTest, GuessingTokensIsCountedToo) {
  pipeline.change_rates({.sign_ins = 0, .writes = 0, .reads = 1, .people_at_address = 2});
  authenticator.refuses = true;
  EXPECT_EQ(ask(Method::Get, "/api/v1/open").status, 401);
  EXPECT_EQ(ask(Method::Get, "/api/v1/open").status, 401);
  EXPECT_EQ(ask(Method::Get, "/api/v1/open").status, 429);
}

TEST(RedactTarget, WordsThatOpenDoorsStayOutOfTheLog) {
  EXPECT_EQ(redact_target("/api/v1/x?a=1&access_token=abc&Code=7&b"),
            "/api/v1/x?a=1&access_token=-&Code=-&b");
  EXPECT_EQ(redact_target("/api/v1/x?q=token"), "/api/v1/x?q=token");
  EXPECT_EQ(redact_target("/v/secret/1/2"), "/v/-/1/2");
  EXPECT_EQ(redact_target("/api/v1/calendar/secret/lectern.ics?x"), "/api/v1/calendar/-/lectern.ics?x");
}

TEST_F(PipelineTest, DoorsOpenForTheRightPeopleOnly) {
  EXPECT_EQ(ask(Method::Get, "/api/v1/open").status, 200);
  EXPECT_EQ(ask(Method::Get, "/api/v1/teach").status, 401);
  sign_in(Role::Student);
  EXPECT_EQ(ask(Method::Get, "/api/v1/teach").status, 403);
  EXPECT_EQ(ask(Method::Post, "/api/v1/mine", "{}").status, 200);
  sign_in(Role::Instructor);
  EXPECT_EQ(ask(Method::Get, "/api/v1/teach").status, 200);
  EXPECT_EQ(ask(Method::Get, "/api/v1/admin").status, 403);
  sign_in(Role::Admin);
  EXPECT_EQ(ask(Method::Get, "/api/v1/admin").status, 200);
}

TEST_F(PipelineTest, InvalidTokenIs401EvenWhereNobodyIsWelcome) {
  authenticator.refuses = true;
  const Response response = ask(Method::Get, "/api/v1/open");
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(response.headers.find("WWW-Authenticate"), "Bearer");
}

TEST_F(PipelineTest, CookieNeedsItsCsrfTokenToChangeAnything) {
  sign_in(Role::Student);
  authenticator.identified.by_cookie = true;
  EXPECT_EQ(ask(Method::Post, "/api/v1/mine", "{}").status, 403);
  authenticator.identified.csrf_token_matches = true;
  EXPECT_EQ(ask(Method::Post, "/api/v1/mine", "{}").status, 200);
}

TEST_F(PipelineTest, CookieWithoutCsrfTokenIsNobodyWhereNobodyIsWelcome) {
  sign_in(Role::Student);
  authenticator.identified.by_cookie = true;
  EXPECT_EQ(text(ask(Method::Post, "/api/v1/open", "{}")), "");
  EXPECT_EQ(text(ask(Method::Get, "/api/v1/open")), "u");
}

TEST_F(PipelineTest, ErrorsHaveOneShape) {
  const Response conflict = ask(Method::Get, "/api/v1/invalid");
  EXPECT_EQ(conflict.status, 409);
  EXPECT_EQ(nlohmann::json::parse(text(conflict)),
            nlohmann::json::parse(R"({"error":{"code":"conflict","message":"It clashes."}})"));
  const auto invalid = nlohmann::json::parse(text(ask(Method::Get, "/api/v1/invalid?limit=201")));
  EXPECT_TRUE(invalid["error"]["fields"].contains("limit"));
}

TEST_F(PipelineTest, LargeBodyIsRefused) {
  EXPECT_EQ(ask(Method::Post, "/api/v1/open", std::string(kMaxJsonBody + 1, ' ')).status, 413);
}

TEST_F(PipelineTest, AnswersCarryTheirRequestIdAndAreNotKept) {
  const Response response = ask(Method::Get, "/api/v1/open");
  EXPECT_EQ(response.headers.find("X-Request-Id")->size(), 16U);
  EXPECT_EQ(response.headers.find("Cache-Control"), "no-store");
}

TEST(RedactTarget, TokenNeverReachesTheLog) {
  EXPECT_EQ(redact_target("/v/secret/video/1/master.m3u8"), "/v/-/video/1/master.m3u8");
  EXPECT_EQ(redact_target("/v/secret"), "/v/-");
  EXPECT_EQ(redact_target("/api/v1/x?y"), "/api/v1/x?y");
}

}  // namespace
}  // namespace lectern::http
