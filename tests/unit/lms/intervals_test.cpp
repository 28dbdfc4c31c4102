#include "lms/progress/intervals.h"

#include <gtest/gtest.h>

#include <bitset>
#include <random>

namespace lectern::lms {
namespace {

constexpr std::int64_t kMoments = 64;
using Moments = std::bitset<kMoments>;

/// The same set, moment by moment: what every operation is held against.
Moments moments_of(const Intervals& intervals) {
  Moments moments;
  for (const auto& span : intervals.spans())
    for (auto at = span.from; at < span.to && at < kMoments; ++at) moments.set(static_cast<std::size_t>(at));
  return moments;
}

class Chance {
 public:
  std::int64_t below(std::int64_t end) {
    return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(end));
  }
  Intervals intervals() {
    Intervals made;
    for (auto left = below(9); left > 0; --left) {
      const auto from = below(kMoments);
      made.add({from, from + below(kMoments - from + 1)});
    }
    return made;
  }

 private:
  std::mt19937_64 engine_{20'260'101};
};

void expect_tidy(const Intervals& intervals) {
  std::int64_t end = -1;
  for (const auto& span : intervals.spans()) {
    EXPECT_GT(span.from, end) << intervals.text() << ": spans touch or stand out of order";
    EXPECT_GT(span.to, span.from) << intervals.text();
    end = span.to;
  }
}

TEST(Intervals, EveryOperationAgreesWithCountingMomentByMoment) {
  Chance chance;
  for (int round = 0; round < 5000; ++round) {
    const auto a = chance.intervals();
    const auto b = chance.intervals();
    auto joined = a;
    joined.add(b);
    for (const auto& one : {a, joined, intersection(a, b), difference(a, b)}) expect_tidy(one);
    EXPECT_EQ(moments_of(joined), moments_of(a) | moments_of(b)) << a.text() << " and " << b.text();
    EXPECT_EQ(moments_of(intersection(a, b)), moments_of(a) & moments_of(b))
        << a.text() << " and " << b.text();
    EXPECT_EQ(moments_of(difference(a, b)), moments_of(a) & ~moments_of(b))
        << a.text() << " without " << b.text();
    EXPECT_EQ(a.length(), static_cast<std::int64_t>(moments_of(a).count()));
    EXPECT_EQ(Intervals::parse(a.text()), a);
  }
}

TEST(Intervals, OrderAndRepetitionOfWhatIsAddedDoNotMatter) {
  Chance chance;
  for (int round = 0; round < 500; ++round) {
    const auto a = chance.intervals();
    const auto b = chance.intervals();
    auto forth = a;
    forth.add(b);
    auto back = b;
    back.add(a);
    back.add(b);
    EXPECT_EQ(forth, back);
  }
}

TEST(Intervals, TheBeginningHasTheLengthAskedFor) {
  Chance chance;
  for (int round = 0; round < 500; ++round) {
    const auto all = chance.intervals();
    const auto length = chance.below(kMoments);
    const auto first = beginning(all, length);
    EXPECT_EQ(first.length(), std::min(length, all.length()));
    EXPECT_EQ(difference(first, all), Intervals{});
  }
}

TEST(Intervals, SpansThatTouchBecomeOne) {
  Intervals intervals{{0, 10}, {30, 40}, {10, 20}};
  EXPECT_EQ(intervals.text(), "0-20 30-40");
  intervals.add({15, 35});
  EXPECT_EQ(intervals.text(), "0-40");
}

TEST(Intervals, WhatCannotBeReadIsLeftOut) {
  EXPECT_EQ(Intervals::parse("nonsense 5-1 -3-4 7- 8-9").text(), "8-9");
}

TEST(Intervals, TheReachEndsAtTheFirstLargeHole) {
  const Intervals holes{{0, 10}, {12, 20}, {30, 40}};
  EXPECT_EQ(reach(holes, 2), 20);
  EXPECT_EQ(reach(holes, 1), 10);
  EXPECT_EQ(reach(Intervals{{5, 9}}, 1), 0) << "it does not begin at the start";
}

TEST(Intervals, TheShortestAreTheOnesToLose) {
  EXPECT_EQ(longest(Intervals{{0, 10}, {20, 21}, {30, 35}}, 2).text(), "0-10 30-35");
}

}  // namespace
}  // namespace lectern::lms
