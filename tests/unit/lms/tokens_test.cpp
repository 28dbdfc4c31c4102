#include "lms/identity/tokens.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/random.h"
#include "base/text.h"

namespace lectern::lms {
namespace {

using namespace std::chrono_literals;

class AccessTokensTest : public ::testing::Test {
 protected:
  FakeClock clock_;
  AccessTokens tokens_{Es256Key::generate().to_pem()};
  AccessClaims claims_{new_id<UserId>(clock_), new_id<SessionId>(clock_), http::Role::Instructor, 7,
                       clock_.now() + 15min};
};

TEST_F(AccessTokensTest, CarryTheirClaims) {
  const auto read = tokens_.verify(tokens_.issue(claims_, clock_.now()), clock_.now());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->user, claims_.user);
  EXPECT_EQ(read->session, claims_.session);
  EXPECT_EQ(read->role, http::Role::Instructor);
  EXPECT_EQ(read->epoch, 7);
}

TEST_F(AccessTokensTest, OutliveTheRotationOfTheirKey) {
  const auto before = Es256Key::generate().to_pem();
  const auto after = Es256Key::generate().to_pem();
  const auto token = AccessTokens{before}.issue(claims_, clock_.now());
  EXPECT_TRUE((AccessTokens{after, before}.verify(token, clock_.now())));
  EXPECT_FALSE(AccessTokens{after}.verify(token, clock_.now()));
}

TEST_F(AccessTokensTest, TellTheirPublicKeysAndNothingMore) {
  const auto before = Es256Key::generate().to_pem();
  const AccessTokens tokens{Es256Key::generate().to_pem(), before};
  const auto keys = nlohmann::json::parse(tokens.key_set()).at("keys");
  ASSERT_EQ(keys.size(), 2u);
  const auto header = from_base64url(split(tokens.issue(claims_, clock_.now()), '.').front());
  EXPECT_EQ(nlohmann::json::parse(*header).at("kid"), keys[0].at("kid"));
  EXPECT_EQ(keys[0].at("alg"), "ES256");
  EXPECT_FALSE(keys[0].contains("d"));
}

TEST_F(AccessTokensTest, EndWithTheirTime) {
  const auto token = tokens_.issue(claims_, clock_.now());
  EXPECT_TRUE(tokens_.verify(token, clock_.now() + 14min));
  EXPECT_FALSE(tokens_.verify(token, clock_.now() + 15min));
}

TEST_F(AccessTokensTest, AreVoidWithAnotherKey) {
  const AccessTokens others{Es256Key::generate().to_pem()};
  EXPECT_FALSE(tokens_.verify(others.issue(claims_, clock_.now()), clock_.now()));
}

TEST_F(AccessTokensTest, AreVoidWithAnyOtherHeader) {
  const auto token = tokens_.issue(claims_, clock_.now());
  const auto rest = token.substr(token.find('.'));
  EXPECT_FALSE(tokens_.verify(to_base64url(R"({"alg":"none"})") + rest, clock_.now()));
  EXPECT_FALSE(tokens_.verify(to_base64url(R"({"alg":"HS256","typ":"at+jwt"})") + rest, clock_.now()));
}

TEST_F(AccessTokensTest, AreVoidWithAnyBitChanged) {
  const auto token = tokens_.issue(claims_, clock_.now());
  for (std::size_t at = 0; at < token.size(); at += 7) {
    auto changed = token;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    if (changed == token) continue;
    EXPECT_FALSE(tokens_.verify(changed, clock_.now())) << at;
  }
}

TEST_F(AccessTokensTest, NoiseIsNoToken) {
  for (const char* noise : {"", ".", "..", "a.b.c", "....", "%%%.%%%.%%%"})
    EXPECT_FALSE(tokens_.verify(noise, clock_.now())) << noise;
}

TEST(RefreshTokens, CarrySessionAndGeneration) {
  const FakeClock clock;
  const RefreshTokens tokens{"key"};
  const auto session = new_id<SessionId>(clock);
  const auto read = tokens.verify(tokens.issue({session, 3}));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->session, session);
  EXPECT_EQ(read->generation, 3);
}

TEST(RefreshTokens, CannotBeCountedUpByTheirHolder) {
  const FakeClock clock;
  const RefreshTokens tokens{"key"};
  auto token = tokens.issue({new_id<SessionId>(clock), 3});
  token[token.find('.') + 1] = '4';
  EXPECT_FALSE(tokens.verify(token));
  EXPECT_FALSE(RefreshTokens{"other key"}.verify(tokens.issue({new_id<SessionId>(clock), 1})));
}

}  // namespace
}  // namespace lectern::lms
