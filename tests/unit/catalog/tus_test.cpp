#include "catalog/tus.h"

#include <gtest/gtest.h>

#include "base/encoding.h"

namespace lectern::catalog::tus {
namespace {

TEST(TusMetadata, DecodesPairs) {
  const auto metadata = parse_metadata("filename bGVjdHVyZS5tcDQ=,lesson_id YWJj, is_private");
  ASSERT_TRUE(metadata);
  EXPECT_EQ(metadata->at("filename"), "lecture.mp4");
  EXPECT_EQ(metadata->at("lesson_id"), "abc");
  EXPECT_EQ(metadata->at("is_private"), "");
}

TEST(TusMetadata, MayBeEmpty) {
  ASSERT_TRUE(parse_metadata(""));
  EXPECT_TRUE(parse_metadata("")->empty());
}

TEST(TusMetadata, RefusesWhatBreaksTheRules) {
  EXPECT_FALSE(parse_metadata("filename ***"));
  EXPECT_FALSE(parse_metadata("filename YQ==,filename Yg=="));
  EXPECT_FALSE(parse_metadata("filename YQ==,,other Yg=="));
  EXPECT_FALSE(parse_metadata(","));
}

TEST(TusChecksum, NamesAlgorithmAndDigest) {
  const auto checksum = parse_checksum("sha1 " + to_base64("twenty bytes of hash"));
  ASSERT_TRUE(checksum);
  EXPECT_EQ(checksum->algorithm, "sha1");
  EXPECT_EQ(checksum->digest, "twenty bytes of hash");
}

TEST(TusChecksum, RefusesOtherAlgorithmsAndNoise) {
  EXPECT_FALSE(parse_checksum("md5 " + to_base64("x")));
  EXPECT_FALSE(parse_checksum("SHA1 " + to_base64("x")));
  EXPECT_FALSE(parse_checksum("sha256"));
  EXPECT_FALSE(parse_checksum("sha256 !"));
  EXPECT_FALSE(parse_checksum(""));
}

}  // namespace
}  // namespace lectern::catalog::tus
