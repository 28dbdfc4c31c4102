#include "lms/identity/claims.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/error.h"
#include "lms/identity/jose.h"
#include "lms/identity/oidc.h"

namespace lectern::lms {
namespace {

using nlohmann::json;

const Instant kNow{std::chrono::seconds{1'767'225'600}};
const ExpectedClaims kExpected{"https://login.example.org", "lectern", "n-1"};

json good_claims() {
  return {{"iss", "https://login.example.org"},
          {"aud", "lectern"},
          {"sub", "ada"},
          {"nonce", "n-1"},
          {"iat", 1'767'225'590},
          {"exp", 1'767'226'000}};
}

std::optional<std::string> problem_with(const char* name, const json& value) {
  auto claims = good_claims();
  claims[name] = value;
  if (value.is_null()) claims.erase(name);
  return id_token_problem(claims, kExpected, kNow);
}

TEST(IdTokenClaims, TakesWhatIsForUsAndForNow) {
  EXPECT_EQ(id_token_problem(good_claims(), kExpected, kNow), std::nullopt);
  EXPECT_EQ(problem_with("aud", json::array({"lectern"})), std::nullopt);
  EXPECT_EQ(problem_with("exp", 1'767'225'570), std::nullopt) << "clocks may differ a little";
}

TEST(IdTokenClaims, RefusesWhatIsForSomebodyElseOrAnotherTime) {
  EXPECT_TRUE(problem_with("iss", "https://evil.example"));
  EXPECT_TRUE(problem_with("aud", "another"));
  EXPECT_TRUE(problem_with("aud", json::array({"lectern", "another"}))) << "for several, and nobody is named";
  EXPECT_TRUE(problem_with("azp", "another"));
  EXPECT_TRUE(problem_with("exp", 1'767'225'000));
  EXPECT_TRUE(problem_with("iat", 1'767'229'000));
  EXPECT_TRUE(problem_with("nonce", "n-2"));
  for (const char* name : {"iss", "aud", "sub", "nonce", "iat", "exp"})
    EXPECT_TRUE(problem_with(name, nullptr)) << name;
  EXPECT_TRUE(id_token_problem(json::array(), kExpected, kNow));
}

TEST(LogoutTokenClaims, AreNotThoseOfAnIdToken) {
  auto claims = good_claims();
  claims.erase("nonce");
  claims["jti"] = "1";
  EXPECT_TRUE(logout_token_problem(claims, kExpected, kNow)) << "no event";
  claims["events"] = {{"http://schemas.openid.net/event/backchannel-logout", json::object()}};
  EXPECT_EQ(logout_token_problem(claims, kExpected, kNow), std::nullopt);
  claims["nonce"] = "n-1";
  EXPECT_TRUE(logout_token_problem(claims, kExpected, kNow));
}

TEST(ClaimRules, GiveTheHighestRoleAndEveryCohort) {
  const std::vector<ClaimRule> rules = {{"groups", "staff", http::Role::Instructor, "Staff"},
                                        {"realm_access.roles", "boss", http::Role::Admin, ""},
                                        {"https://example.org/year", "1", std::nullopt, "First year"},
                                        {"groups", "students", http::Role::Student, "Staff"}};
  const auto granted = granted_by(rules, {{"groups", {"students", "staff"}},
                                          {"realm_access", {{"roles", {"user"}}}},
                                          {"https://example.org/year", 1}});
  EXPECT_EQ(granted.role, http::Role::Instructor);
  EXPECT_EQ(granted.cohorts, (std::vector<std::string>{"Staff", "First year"}));
  EXPECT_EQ(granted_by(rules, {{"realm_access", {{"roles", "boss"}}}}).role, http::Role::Admin);
  const auto nothing = granted_by(rules, {{"groups", {{"staff", true}}}});
  EXPECT_EQ(nothing.role, std::nullopt);
  EXPECT_TRUE(nothing.roles_are_mapped);
}

TEST(ClaimProfile, HasANameWhereverTheProviderPutsIt) {
  EXPECT_EQ(profile_of({{"sub", "1"}, {"given_name", "Ada"}, {"family_name", "Nowak"}}).name, "Ada Nowak");
  EXPECT_EQ(profile_of({{"sub", "1"}, {"preferred_username", "ada"}}).name, "ada");
  EXPECT_FALSE(profile_of({{"email", "a@b.org"}}).email_is_verified);
  EXPECT_TRUE(profile_of({{"email", "a@b.org"}, {"email_verified", "true"}}).email_is_verified);
}

TEST(SafeNext, LeadsToAPathOfThisAppOnly) {
  EXPECT_EQ(safe_next("/courses?q=optics"), "/courses?q=optics");
  for (const char* elsewhere :
       {"", "https://evil.example", "//evil.example", "/\\evil.example", "/a\r\nb", "javascript:"})
    EXPECT_EQ(safe_next(elsewhere), "/") << elsewhere;
}

TEST(Jws, OfAnotherAlgorithmIsNeverRight) {
  const auto keys = KeySet::from_json(R"({"keys":[{"kty":"oct","kid":"1","k":"c2VjcmV0"},
    {"kty":"EC","crv":"P-256","kid":"2","x":"AA","y":"AA"}]})");
  EXPECT_EQ(keys.size(), 1u) << "a shared secret is no key to verify with";
  const auto token = [](const std::string& header) {
    return parse_jws(to_base64url(header) + "." + to_base64url("{}") + "." +
                     to_base64url(std::string(64, 's')));
  };
  for (const char* header :
       {R"({"alg":"none"})", R"({"alg":"HS256","kid":"1"})", R"({"alg":"RS256","kid":"2"})"})
    EXPECT_EQ(keys.verify(token(header).value()), Signature::UnknownKey) << header;
  EXPECT_EQ(keys.verify(token(R"({"alg":"ES256","kid":"2"})").value()), Signature::Wrong);
  EXPECT_FALSE(token(R"({"alg":"ES256","crit":["b64"]})"));
  EXPECT_FALSE(parse_jws("a.b"));
  EXPECT_THROW(KeySet::from_json("[]"), Error);
}

}  // namespace
}  // namespace lectern::lms
