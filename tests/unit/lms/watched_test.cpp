#include "lms/progress/watched.h"

#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

Report at(double seconds, int passed_seconds) {
  return {seconds, Instant{Milliseconds{1'000'000 + passed_seconds * 1000}}};
}

TEST(Watched, SpansThatTouchBecomeOne) {
  WatchedSpans watched;
  watched.add({0, 10});
  watched.add({30, 40});
  watched.add({10, 20});
  EXPECT_EQ(watched.text(), "0-20 30-40");
  watched.add({15, 35});
  EXPECT_EQ(watched.text(), "0-40");
  EXPECT_DOUBLE_EQ(watched.seconds(), 40);
}

TEST(Watched, WatchingAgainCountsOnce) {
  WatchedSpans watched;
  watched.add({0, 60});
  watched.add({20, 40});
  EXPECT_DOUBLE_EQ(watched.seconds(), 60);
}

TEST(Watched, TextIsReadBack) {
  const auto watched = WatchedSpans::parse("0-62.5 90-121");
  EXPECT_EQ(watched.text(), "0-62.5 90-121");
  EXPECT_EQ(WatchedSpans::parse("nonsense 5-1 -3-4 7-").text(), "");
}

TEST(Watched, EndlessSeekingKeepsARowSmall) {
  WatchedSpans watched;
  for (int i = 0; i < 2000; ++i) watched.add({i * 10.0, i * 10.0 + 2 + i % 3});
  EXPECT_LE(watched.spans().size(), 256U);
}

TEST(Watched, ASeekIsNotWatching) {
  EXPECT_EQ(watched_between(at(10, 0), at(20, 10)), (Span{10, 20}));
  EXPECT_EQ(watched_between(at(10, 0), at(35, 10)), (Span{10, 35})) << "at two and a half times the speed";
  EXPECT_EQ(watched_between(at(10, 0), at(90, 10)), std::nullopt) << "forward";
  EXPECT_EQ(watched_between(at(90, 0), at(10, 10)), std::nullopt) << "back";
  EXPECT_EQ(watched_between(at(10, 0), at(130, 120)), std::nullopt) << "nothing was told for two minutes";
}

TEST(Watched, NineTenthsAreEnough) {
  WatchedSpans watched;
  watched.add({0, 89});
  EXPECT_FALSE(is_watched(watched, 100));
  watched.add({91, 93});
  EXPECT_TRUE(is_watched(watched, 100));
  EXPECT_FALSE(is_watched(watched, 0)) << "a length nobody knows";
}

}  // namespace
}  // namespace lectern::lms
