#include "streamer/conditional.h"

#include <gtest/gtest.h>

namespace lectern::streamer {
namespace {

TEST(Conditional, KnowsTheTagAmongThoseListed) {
  EXPECT_TRUE(any_matches("\"a\"", "\"a\""));
  EXPECT_TRUE(any_matches("\"b\", \"a\"", "\"a\""));
  EXPECT_TRUE(any_matches(" W/\"a\" ", "\"a\""));
  EXPECT_TRUE(any_matches("*", "\"a\""));
  EXPECT_FALSE(any_matches("\"b\"", "\"a\""));
  EXPECT_FALSE(any_matches("a", "\"a\""));
  EXPECT_FALSE(any_matches("", "\"a\""));
}

TEST(Conditional, AnswersARangeOnlyOfWhatTheClientHas) {
  EXPECT_TRUE(range_still_applies("", "\"a\""));
  EXPECT_TRUE(range_still_applies("\"a\"", "\"a\""));
  EXPECT_FALSE(range_still_applies("\"b\"", "\"a\""));
  EXPECT_FALSE(range_still_applies("W/\"a\"", "\"a\""));
  EXPECT_FALSE(range_still_applies("Thu, 01 Jan 2026 00:00:00 GMT", "\"a\""));
}

}  // namespace
}  // namespace lectern::streamer
