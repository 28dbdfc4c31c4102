#include "base/destinations.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace lectern {
namespace {

using namespace std::chrono_literals;

class DestinationsTest : public testing::Test {
 protected:
  void fail(const std::string& origin, int times) {
    for (int i = 0; i < times; ++i) {
      destinations.admit(origin);
      destinations.failed(origin);
    }
  }

  FakeClock clock;
  Destinations destinations{clock, {.failures = 3, .first_pause = 1'000ms, .longest_pause = 3'000ms}};
};

TEST_F(DestinationsTest, LeavesAloneWhatFailsAndNothingElse) {
  fail("ldap://one", 3);
  EXPECT_THROW(destinations.admit("ldap://one"), Error);
  EXPECT_NO_THROW(destinations.admit("https://two"));
  const auto one = destinations.of("ldap://one");
  EXPECT_EQ(one.state, BreakerState::Open);
  EXPECT_EQ(one.calls, 3U);
  EXPECT_EQ(one.failures, 3U);
  EXPECT_EQ(one.refused, 1U);
}

TEST_F(DestinationsTest, CallsAgainAfterThePause) {
  fail("ldap://one", 3);
  clock.advance(2s);
  EXPECT_EQ(destinations.of("ldap://one").state, BreakerState::HalfOpen);
  destinations.admit("ldap://one");
  destinations.succeeded("ldap://one");
  EXPECT_EQ(destinations.of("ldap://one").state, BreakerState::Closed);
}

TEST_F(DestinationsTest, ShowsEachStateToPrometheus) {
  EXPECT_EQ(destinations.metrics_text(), "");
  fail("ldap://one", 3);
  destinations.admit("https://two");
  const auto text = destinations.metrics_text();
  EXPECT_NE(text.find("lectern_outbound_state{destination=\"ldap://one\"} 2\n"), std::string::npos) << text;
  EXPECT_NE(text.find("lectern_outbound_state{destination=\"https://two\"} 0\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace lectern
