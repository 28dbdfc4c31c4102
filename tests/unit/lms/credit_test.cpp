#include "lms/progress/credit.h"

#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

constexpr Instant kStart{Milliseconds{1'000'000}};
const Intervals kAll{{0, 3'600'000}};

Instant after(int seconds) {
  return kStart + std::chrono::seconds{seconds};
}

TEST(Credit, WhatWasSentAndThereWasTimeForCounts) {
  const auto given = credit(Intervals{{0, 10'000}}, kAll, {}, {kStart, 0}, after(10));
  EXPECT_EQ(given.counted.text(), "0-10000");
  EXPECT_EQ(given.not_fetched, 0);
  EXPECT_EQ(given.too_fast, 0);
}

TEST(Credit, WhatWasNeverSentDoesNot) {
  const auto given = credit(Intervals{{0, 30'000}}, Intervals{{0, 6000}}, {}, {kStart, 0}, after(60));
  EXPECT_EQ(given.counted.text(), "0-6000");
  EXPECT_EQ(given.not_fetched, 24'000);
  EXPECT_TRUE(credit(kAll, {}, {}, {kStart, 0}, after(86'400)).counted.empty());
}

TEST(Credit, NothingIsWatchedFasterThanThePlayerPlays) {
  const auto given = credit(kAll, kAll, {}, {kStart, 0}, after(10));
  EXPECT_EQ(given.counted.text(), "0-25000") << "ten seconds at two and a half times the speed";
  EXPECT_EQ(given.too_fast, 3'600'000 - 25'000);
  EXPECT_EQ(given.left.unused, 0);
}

TEST(Credit, TheSameClaimAgainCostsNoTimeAndCountsOnce) {
  const auto first = credit(Intervals{{0, 10'000}}, kAll, {}, {kStart, 0}, after(10));
  const auto again = credit(Intervals{{0, 10'000}}, kAll, first.counted, first.left, after(10));
  EXPECT_TRUE(again.counted.empty());
  EXPECT_EQ(again.too_fast, 0);
  EXPECT_EQ(again.left.unused, first.left.unused);
}

TEST(Credit, WhatWasTooFastCountsOnceThereWasTime) {
  const auto first = credit(Intervals{{0, 50'000}}, kAll, {}, {kStart, 0}, after(10));
  auto watched = first.counted;
  const auto later = credit(Intervals{{0, 50'000}}, kAll, watched, first.left, after(20));
  watched.add(later.counted);
  EXPECT_EQ(watched.text(), "0-50000");
}

TEST(Credit, TwoPagesShareTheTimeThereIs) {
  const auto one = credit(Intervals{{0, 25'000}}, kAll, {}, {kStart, 0}, after(10));
  const auto other = credit(Intervals{{100'000, 125'000}}, kAll, one.counted, one.left, after(10));
  EXPECT_TRUE(other.counted.empty());
}

TEST(Credit, APageLeftOpenSavesNoMoreThanAQuarterOfAnHour) {
  const auto given = credit(kAll, kAll, {}, {kStart, 0}, after(86'400));
  EXPECT_EQ(given.counted.length(), 15 * 60'000 * 5 / 2);
}

TEST(Credit, AClockThatGoesBackGivesNothing) {
  const auto given = credit(kAll, kAll, {}, {kStart, 0}, kStart - std::chrono::hours{1});
  EXPECT_TRUE(given.counted.empty());
  EXPECT_EQ(given.left.at, kStart);
}

}  // namespace
}  // namespace lectern::lms
