#include "base/circuit_breaker.h"

#include <gtest/gtest.h>

namespace lectern {
namespace {

using namespace std::chrono_literals;

constexpr BreakerRule kRule{.failures = 3, .first_pause = 1'000ms, .longest_pause = 3'000ms};

class CircuitBreakerTest : public testing::Test {
 protected:
  void fail(int times) {
    for (int i = 0; i < times; ++i) {
      ASSERT_TRUE(breaker.admit(clock.now()));
      breaker.failed(clock.now());
    }
  }

  FakeClock clock;
  CircuitBreaker breaker{kRule};
};

TEST_F(CircuitBreakerTest, StaysClosedWhileASuccessComesBetween) {
  fail(2);
  breaker.succeeded();
  fail(2);
  EXPECT_EQ(breaker.state(clock.now()), BreakerState::Closed);
  EXPECT_TRUE(breaker.admit(clock.now()));
}

TEST_F(CircuitBreakerTest, OpensAfterFailuresInARowAndRefuses) {
  fail(3);
  EXPECT_EQ(breaker.state(clock.now()), BreakerState::Open);
  EXPECT_FALSE(breaker.admit(clock.now()));
  clock.advance(999ms);
  EXPECT_FALSE(breaker.admit(clock.now()));
}

TEST_F(CircuitBreakerTest, LetsOneTrialThroughAndClosesWhenItSucceeds) {
  fail(3);
  clock.advance(1'000ms);
  EXPECT_EQ(breaker.state(clock.now()), BreakerState::HalfOpen);
  EXPECT_TRUE(breaker.admit(clock.now()));
  EXPECT_FALSE(breaker.admit(clock.now())) << "one at a time";
  breaker.succeeded();
  EXPECT_EQ(breaker.state(clock.now()), BreakerState::Closed);
  fail(2);
  EXPECT_EQ(breaker.state(clock.now()), BreakerState::Closed) << "it counts from nothing again";
}

TEST_F(CircuitBreakerTest, DoublesThePauseUpToItsLimit) {
  fail(3);
  for (const auto pause : {1'000ms, 2'000ms, 3'000ms, 3'000ms}) {
    clock.advance(pause - 1ms);
    EXPECT_FALSE(breaker.admit(clock.now())) << pause.count();
    clock.advance(1ms);
    fail(1);
  }
}

TEST_F(CircuitBreakerTest, GivesTheTrialToAnotherWhenOneIsAbandoned) {
  fail(3);
  clock.advance(1'000ms);
  ASSERT_TRUE(breaker.admit(clock.now()));
  breaker.abandoned();
  EXPECT_TRUE(breaker.admit(clock.now()));
}

TEST_F(CircuitBreakerTest, DoesNotPauseLongerForCallsThatWereUnderWay) {
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(breaker.admit(clock.now()));
  for (int i = 0; i < 5; ++i) breaker.failed(clock.now());
  clock.advance(1'000ms);
  EXPECT_TRUE(breaker.admit(clock.now()));
}

}  // namespace
}  // namespace lectern
