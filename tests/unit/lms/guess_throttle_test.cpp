#include "lms/identity/guess_throttle.h"

#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

using namespace std::chrono_literals;

class GuessThrottleTest : public ::testing::Test {
 protected:
  void guess(int times, const std::string& address = "192.0.2.1") {
    for (int i = 0; i < times; ++i) EXPECT_FALSE(throttle_.admit("ada", address));
  }

  FakeClock clock_;
  GuessThrottle throttle_{clock_};
};

TEST_F(GuessThrottleTest, LetsAFewGuessesThroughAndThenAsksToWait) {
  guess(5);
  const auto wait = throttle_.admit("ada", "192.0.2.1");
  ASSERT_TRUE(wait);
  EXPECT_EQ(*wait, 2s);
}

TEST_F(GuessThrottleTest, AsksForTwiceAsLongEachTime) {
  guess(5);
  clock_.advance(2s);
  guess(1);
  EXPECT_EQ(throttle_.admit("ada", "192.0.2.1"), Milliseconds{4s});
}

TEST_F(GuessThrottleTest, DoesNotLockOutWhoComesFromElsewhere) {
  guess(5);
  EXPECT_TRUE(throttle_.admit("ada", "192.0.2.1"));
  EXPECT_FALSE(throttle_.admit("ada", "198.51.100.9"));
  EXPECT_FALSE(throttle_.admit("bob", "192.0.2.1"));
}

TEST_F(GuessThrottleTest, ForgetsAfterTheRightPassword) {
  guess(4);
  throttle_.forget("ada", "192.0.2.1");
  guess(5);
}

TEST_F(GuessThrottleTest, DoesNotCountWhatNobodyCouldCheck) {
  for (int i = 0; i < 20; ++i) {
    ASSERT_FALSE(throttle_.admit("ada", "192.0.2.1"));
    throttle_.take_back("ada", "192.0.2.1");
  }
  guess(5);
  EXPECT_TRUE(throttle_.admit("ada", "192.0.2.1"));
}

TEST_F(GuessThrottleTest, ForgetsAfterAnHour) {
  guess(5);
  clock_.advance(2h);
  guess(5);
}

TEST_F(GuessThrottleTest, TakesOneSubscribersIpv6NetworkForOnePlace) {
  guess(5, "2001:db8:1:2::1");
  EXPECT_TRUE(throttle_.admit("ada", "2001:db8:1:2:ffff::9"));
  EXPECT_FALSE(throttle_.admit("ada", "2001:db8:1:3::1"));
}

TEST(NetworkOf, TellsMappedIpv4AddressesApart) {
  EXPECT_NE(network_of("::ffff:192.0.2.1"), network_of("::ffff:192.0.2.2"));
}

}  // namespace
}  // namespace lectern::lms
