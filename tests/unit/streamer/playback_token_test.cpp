#include "streamer/playback_token.h"

#include <gtest/gtest.h>

namespace lectern::streamer {
namespace {

IdBytes id_of(std::uint8_t seed) {
  IdBytes bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(seed + i);
  bytes[0] = 1;
  return bytes;
}

PlaybackClaims claims_for_test() {
  PlaybackClaims claims;
  claims.grant = id_of(10);
  claims.user = id_of(50);
  claims.video = id_of(90);
  claims.generation = 3;
  claims.expires_at = Instant{std::chrono::seconds{1'800'000'000}};
  claims.allowance = Allowance::Download;
  return claims;
}

const PlaybackKey kOld{1, std::string(32, 'o')};
const PlaybackKey kNew{2, std::string(32, 'n')};

TEST(PlaybackToken, ComesBackAsItWasSigned) {
  const PlaybackTokens tokens({kNew});
  const std::string token = tokens.sign(claims_for_test());
  EXPECT_EQ(token.size(), PlaybackTokens::kLength);
  EXPECT_EQ(tokens.verify(token), claims_for_test());
}

TEST(PlaybackToken, IsRefusedWithAnyCharacterChanged) {
  const PlaybackTokens tokens({kOld, kNew});
  const std::string token = tokens.sign(claims_for_test());
  for (std::size_t i = 0; i < token.size(); ++i) {
    for (const char c : {'A', 'Q', 'g', 'w', '0', '-', '_', '=', '%', '/', '\0'}) {
      if (token[i] == c) continue;
      std::string changed = token;
      changed[i] = c;
      EXPECT_FALSE(tokens.verify(changed)) << "at " << i;
    }
  }
}

TEST(PlaybackToken, IsRefusedLongerOrShorter) {
  const PlaybackTokens tokens({kNew});
  const std::string token = tokens.sign(claims_for_test());
  for (std::size_t length = 0; length < token.size(); ++length)
    EXPECT_FALSE(tokens.verify(std::string_view{token}.substr(0, length)));
  EXPECT_FALSE(tokens.verify(token + "A"));
  EXPECT_FALSE(tokens.verify(token + "="));
}

TEST(PlaybackToken, IsRefusedUnderAnotherKeyOfTheSameName) {
  const std::string token = PlaybackTokens({kNew}).sign(claims_for_test());
  EXPECT_FALSE(PlaybackTokens({{kNew.id, std::string(32, 'x')}}).verify(token));
}

TEST(PlaybackToken, OutlivesTheReplacementOfItsKey) {
  const std::string token = PlaybackTokens({kOld}).sign(claims_for_test());
  EXPECT_TRUE(PlaybackTokens({kNew, kOld}).verify(token));
  EXPECT_FALSE(PlaybackTokens({kNew}).verify(token));
}

TEST(PlaybackToken, HasOneSpelling) {
  const PlaybackTokens tokens({kNew});
  std::string token = tokens.sign(claims_for_test());
  // 79 bytes leave four bits of the last character unused.
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const std::size_t last = alphabet.find(token.back());
  ASSERT_EQ(last % 16, 0u);
  for (std::size_t spare = 1; spare < 16; ++spare) {
    token.back() = alphabet[last + spare];
    EXPECT_FALSE(tokens.verify(token));
  }
}

}  // namespace
}  // namespace lectern::streamer
