#include "http/pulse.h"

#include <gtest/gtest.h>

namespace lectern::http {
namespace {

constexpr PulseLimits kLimits{std::chrono::seconds(3), std::chrono::seconds(3), 100};

/// Looks once a second while `bytes_a_second` arrive; after how many looks it is cut off, 0 for never.
int seconds_until_cut(Pulse& pulse, std::uint64_t bytes_a_second, std::uint64_t start = 1) {
  std::uint64_t received = start;
  for (int second = 1; second <= 20; ++second) {
    if (has_waited_too_long(pulse, {received, false}, kLimits)) return second;
    received += bytes_a_second;
  }
  return 0;
}

TEST(Pulse, SilenceBetweenRequestsIsAllowedDrippingIsNot) {
  Pulse silent;
  silent.enter(Stage::Between);
  EXPECT_EQ(seconds_until_cut(silent, 0), 0);
  Pulse dripping;
  dripping.enter(Stage::Between);
  EXPECT_EQ(seconds_until_cut(dripping, 1), 4);
}

TEST(Pulse, FirstRequestThatStopsAfterAByteIsCut) {
  Pulse fresh;
  EXPECT_EQ(seconds_until_cut(fresh, 0, 1), 4);
  Pulse untouched;
  EXPECT_EQ(seconds_until_cut(untouched, 0, 0), 0);
}

TEST(Pulse, HeadHasItsTimeWhateverArrives) {
  Pulse pulse;
  pulse.enter(Stage::Head);
  EXPECT_EQ(seconds_until_cut(pulse, 10'000), 4);
}

TEST(Pulse, BodyNeedsItsRate) {
  Pulse slow;
  slow.enter(Stage::Body);
  EXPECT_EQ(seconds_until_cut(slow, 99), 4);
  Pulse fast;
  fast.enter(Stage::Body);
  EXPECT_EQ(seconds_until_cut(fast, 100), 0);
}

TEST(Pulse, OurOwnWorkIsNobodysFault) {
  Pulse pulse;
  pulse.enter(Stage::Ours);
  EXPECT_EQ(seconds_until_cut(pulse, 0), 0);
}

TEST(Pulse, EndInTheMiddleOfABodyIsNoticedAtTheSecondLook) {
  Pulse pulse;
  pulse.enter(Stage::Body);
  EXPECT_FALSE(has_waited_too_long(pulse, {10, true}, kLimits));
  EXPECT_TRUE(has_waited_too_long(pulse, {10, true}, kLimits));
}

}  // namespace
}  // namespace lectern::http
