#include "base/outbound_rules.h"

#include <gtest/gtest.h>

#include "base/networks.h"

namespace lectern {
namespace {

using namespace std::chrono_literals;

TEST(OutboundRules, PausesDoubleAndJitterShortensThem) {
  EXPECT_EQ(pause_before_attempt(2, 200ms, 0.0, {}), 200ms);
  EXPECT_EQ(pause_before_attempt(3, 200ms, 0.0, {}), 400ms);
  EXPECT_EQ(pause_before_attempt(4, 200ms, 0.5, {}), 400ms);
  EXPECT_EQ(pause_before_attempt(30, 200ms, 0.0, {}), 5s);
}

TEST(OutboundRules, AServersOwnWordAboutThePauseCountsWithinReason) {
  EXPECT_EQ(pause_before_attempt(2, 200ms, 0.9, " 3 "), 3s);
  EXPECT_EQ(pause_before_attempt(2, 200ms, 0.0, "600"), std::nullopt);
  EXPECT_EQ(pause_before_attempt(2, 200ms, 0.0, "Thu, 01 Jan 2026 00:00:00 GMT"), 200ms);
}

TEST(OutboundRules, OnlyIdempotentMethodsAreTriedAgain) {
  EXPECT_TRUE(is_idempotent("GET"));
  EXPECT_TRUE(is_idempotent("DELETE"));
  EXPECT_FALSE(is_idempotent("POST"));
  EXPECT_FALSE(is_idempotent("PATCH"));
}

TEST(OutboundRules, HostsAndTheirSubdomainsGoWithoutTheProxy) {
  EXPECT_TRUE(goes_without_proxy("example.org", "example.org"));
  EXPECT_TRUE(goes_without_proxy("localhost, .example.org", "login.Example.org"));
  EXPECT_TRUE(goes_without_proxy("*", "anything"));
  EXPECT_FALSE(goes_without_proxy("example.org", "badexample.org"));
  EXPECT_FALSE(goes_without_proxy("", "example.org"));
}

TEST(Networks, NothingThatOnlyThisSiteCanReachIsPublic) {
  for (const char* inside : {"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254",
                             "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
                             "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"})
    EXPECT_FALSE(is_public(parse_address(inside).value())) << inside;
  for (const char* outside : {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
    EXPECT_TRUE(is_public(parse_address(outside).value())) << outside;
}

}  // namespace
}  // namespace lectern
