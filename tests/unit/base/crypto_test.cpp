#include "base/crypto.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/error.h"

namespace lectern {
namespace {

TEST(Crypto, HashesLikeTheStandardsSay) {
  // FIPS 180-4, "abc".
  EXPECT_EQ(to_hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(*digest_by_name("sha1", "abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(digest_by_name("no such", "abc"), std::nullopt);
  // RFC 4231 §4.3.
  EXPECT_EQ(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Crypto, PiecesHashLikeTheWholeAndMayGoOnAfterADigest) {
  Sha256 hash;
  hash.update("a");
  EXPECT_EQ(hash.digest(), sha256("a"));
  hash.update("bc");
  Sha256 moved = std::move(hash);
  EXPECT_EQ(moved.digest(), sha256("abc"));
}

TEST(Crypto, ComparesByContent) {
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
  EXPECT_TRUE(equal_in_constant_time("", ""));
}

TEST(Crypto, APasswordIsVerifiedAgainstItsOwnHashOnly) {
  const std::string hash = hash_password("correct horse");
  EXPECT_TRUE(hash.starts_with("$argon2id$"));
  EXPECT_TRUE(verify_password(hash, "correct horse"));
  EXPECT_FALSE(verify_password(hash, "correct horsf"));
  EXPECT_FALSE(verify_password("not a hash", "correct horse"));
  EXPECT_NE(hash, hash_password("correct horse"));
}

TEST(Es256, ASignatureIsRawAndFitsItsMessageAndKeyOnly) {
  const auto key = Es256Key::generate();
  const auto other = Es256Key::generate();
  for (int i = 0; i < 50; ++i) {  // r or s begins with a zero byte now and then: it must stay 64 bytes.
    const std::string message = "message " + std::to_string(i);
    std::string signature = key.sign(message);
    ASSERT_EQ(signature.size(), 64u);
    EXPECT_TRUE(key.verify(message, signature));
    EXPECT_FALSE(key.verify(message + "!", signature));
    EXPECT_FALSE(other.verify(message, signature));
    signature[static_cast<std::size_t>(i)] = static_cast<char>(signature[static_cast<std::size_t>(i)] ^ 1);
    EXPECT_FALSE(key.verify(message, signature));
  }
  EXPECT_FALSE(key.verify("message", ""));
  EXPECT_FALSE(key.verify("message", std::string(64, '\0')));
}

TEST(Es256, AKeySurvivesBeingWrittenDown) {
  const auto key = Es256Key::generate();
  const auto again = Es256Key::from_pem(key.to_pem());
  EXPECT_TRUE(again.verify("message", key.sign("message")));
  EXPECT_TRUE(key.verify("message", again.sign("message")));
  EXPECT_THROW(Es256Key::from_pem("nonsense"), Error);
}

}  // namespace
}  // namespace lectern
