#include "base/ids.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "base/clock.h"
#include "base/random.h"

namespace lectern {
namespace {

TEST(Ids, EncodeAndDecodeAreInverse) {
  for (int i = 0; i < 200; ++i) {
    IdBytes bytes{};
    const auto random = random_bytes(bytes.size());
    std::copy(random.begin(), random.end(), bytes.begin());
    EXPECT_EQ(decode_id(encode_id(bytes)), bytes);
  }
}

TEST(Ids, TheEndsOfTheRange) {
  IdBytes all;
  all.fill(0xff);
  EXPECT_EQ(encode_id(IdBytes{}), "00000000000000000000000000");
  EXPECT_EQ(encode_id(all), "7zzzzzzzzzzzzzzzzzzzzzzzzz");
}

TEST(Ids, OnlyTheCanonicalFormDecodes) {
  const std::string good = "7zzzzzzzzzzzzzzzzzzzzzzzzz";
  EXPECT_TRUE(decode_id(good));
  EXPECT_FALSE(decode_id("8zzzzzzzzzzzzzzzzzzzzzzzzz"));  // 131 bits.
  EXPECT_FALSE(decode_id("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"));
  EXPECT_FALSE(decode_id(good.substr(1)));
  EXPECT_FALSE(decode_id(good + "0"));
  EXPECT_FALSE(decode_id(""));
  for (const char stranger : {'i', 'l', 'o', 'u', '-', ' ', '/', '.', '\0'}) {
    std::string text = good;
    text[9] = stranger;
    EXPECT_FALSE(decode_id(text)) << stranger;
    EXPECT_FALSE(UserId::parse(text)) << stranger;
  }
}

TEST(Ids, SortByTheTimeOfTheirMaking) {
  FakeClock clock;
  std::string before = new_id_text(clock.now());
  for (int i = 0; i < 1000; ++i) {
    clock.advance(Milliseconds{1});
    const std::string next = new_id_text(clock.now());
    EXPECT_LT(before, next);
    before = next;
  }
}

TEST(Ids, OfOneMillisecondDifferAndSortByTheirMaking) {
  const FakeClock clock;
  std::vector<UserId> ids;
  for (int i = 0; i < 1000; ++i) ids.push_back(new_id<UserId>(clock));
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(std::set<UserId>(ids.begin(), ids.end()).size(), 1000u);
}

TEST(Random, TokensAreAsLongAsAskedForAndDiffer) {
  EXPECT_EQ(random_bytes(16).size(), 16u);
  EXPECT_EQ(random_token(32).size(), 43u);
  EXPECT_NE(random_token(), random_token());
}

}  // namespace
}  // namespace lectern
