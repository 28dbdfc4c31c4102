#include "http/rate_limits.h"

#include <gtest/gtest.h>

namespace lectern::http {
namespace {

using std::chrono::seconds;

class RateLimitsTest : public ::testing::Test {
 protected:
  static Request from(std::string address, std::string user = {}) {
    Request request;
    request.remote_address = std::move(address);
    if (!user.empty()) request.principal.user = UserId{std::move(user)};
    return request;
  }
  /// How many of `tries` are let through.
  int passed(Rate rate, const Request& request, int tries) {
    int count = 0;
    for (int i = 0; i < tries; ++i) count += limits.take(rate, request, clock.now()).is_refused() ? 0 : 1;
    return count;
  }

  FakeClock clock;
  RateLimits limits{{.sign_ins = 6, .writes = 3, .reads = 60, .people_at_address = 4}};
};

TEST_F(RateLimitsTest, BucketEmptiesAndFillsAgainWithTime) {
  EXPECT_EQ(passed(Rate::SignIn, from("192.0.2.1"), 10), 6);
  clock.advance(seconds(10));
  EXPECT_EQ(passed(Rate::SignIn, from("192.0.2.1"), 10), 1);
  clock.advance(seconds(600));
  EXPECT_EQ(passed(Rate::SignIn, from("192.0.2.1"), 10), 6);
}

TEST_F(RateLimitsTest, TellsWhatIsLeftAndWhenToComeAgain) {
  const auto first = limits.take(Rate::SignIn, from("192.0.2.1"), clock.now());
  EXPECT_EQ(first.limit, 6);
  EXPECT_EQ(first.remaining, 5);
  EXPECT_EQ(first.reset_seconds, 10);
  passed(Rate::SignIn, from("192.0.2.1"), 5);
  const auto refused = limits.take(Rate::SignIn, from("192.0.2.1"), clock.now());
  EXPECT_TRUE(refused.is_refused());
  EXPECT_EQ(refused.remaining, 0);
  EXPECT_EQ(refused.retry_seconds, 10);
}

TEST_F(RateLimitsTest, PeopleAtOneAddressAreCountedEachAndTheirAddressInAll) {
  EXPECT_EQ(passed(Rate::Write, from("192.0.2.1", "a"), 5), 3);
  EXPECT_EQ(passed(Rate::Write, from("192.0.2.1", "b"), 5), 3);
  // The address has four times a person's share; what was refused took from it, too.
  EXPECT_EQ(passed(Rate::Write, from("192.0.2.1", "c"), 5), 2);
  EXPECT_EQ(passed(Rate::Write, from("198.51.100.1", "d"), 5), 3);
}

TEST_F(RateLimitsTest, ClassesAreCountedApart) {
  EXPECT_EQ(passed(Rate::Write, from("192.0.2.1", "a"), 5), 3);
  EXPECT_EQ(passed(Rate::Read, from("192.0.2.1", "a"), 5), 5);
}

TEST_F(RateLimitsTest, NetworkOfOneHostCountsAsOne) {
  EXPECT_EQ(passed(Rate::SignIn, from("2001:db8::1"), 4), 4);
  EXPECT_EQ(passed(Rate::SignIn, from("2001:db8::2"), 4), 2);
  EXPECT_EQ(passed(Rate::SignIn, from("2001:db8:0:1::2"), 4), 4);
}

TEST_F(RateLimitsTest, NoLimitCountsNothing) {
  limits.change({.sign_ins = 0, .writes = 3, .reads = 0});
  EXPECT_EQ(passed(Rate::SignIn, from("192.0.2.1"), 100), 100);
  EXPECT_EQ(limits.take(Rate::Read, from("192.0.2.1"), clock.now()).limit, 0);
  EXPECT_EQ(passed(Rate::Unlimited, from("192.0.2.1"), 100), 100);
}

TEST_F(RateLimitsTest, FloodOfAddressesDoesNotFreeWhoeverIsRefused) {
  EXPECT_EQ(passed(Rate::SignIn, from("192.0.2.1"), 10), 6);
  for (int i = 0; i < 1000; ++i)
    passed(Rate::SignIn, from("10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250)), 1);
  EXPECT_EQ(passed(Rate::SignIn, from("192.0.2.1"), 10), 0);
}

TEST(RateOf, IsDerivedFromWhatTheRouteDoes) {
  const auto rate = [](Method method, std::string_view path, Who who, Body body = Body::None) {
    return rate_of({method, path, who, body, Lane::Worker, nullptr, nullptr, "", {}});
  };
  EXPECT_EQ(rate(Method::Post, "/api/v1/auth/login", Who::Anyone, Body::Json), Rate::SignIn);
  EXPECT_EQ(rate(Method::Post, "/api/v1/auth/logout", Who::SignedIn), Rate::Write);
  EXPECT_EQ(rate(Method::Get, "/api/v1/courses", Who::Anyone), Rate::Read);
  EXPECT_EQ(rate(Method::Patch, "/api/v1/uploads/{id}", Who::SignedIn, Body::Stream), Rate::Unlimited);
  EXPECT_EQ(rate(Method::Get, "/v/{rest...}", Who::Anyone), Rate::Unlimited);
  EXPECT_EQ(rate(Method::Get, "/healthz", Who::Anyone), Rate::Unlimited);
}

}  // namespace
}  // namespace lectern::http
