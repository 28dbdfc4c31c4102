#include "http/proxies.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "http/body_budget.h"

namespace lectern::http {
namespace {

Request from(std::string address, std::string forwarded) {
  Request request;
  request.remote_address = std::move(address);
  request.headers.add("X-Forwarded-For", std::move(forwarded));
  request.headers.add("X-Forwarded-Proto", "https");
  return request;
}

std::string client_of(Request request, const Networks& trusted) {
  describe_client(request, trusted);
  return request.remote_address + (request.secure ? " secure" : "");
}

TEST(Proxies, AreBelievedOnlyWhereTrusted) {
  const Networks trusted({"10.0.0.0/8", "::1"});
  EXPECT_EQ(client_of(from("10.1.2.3", "203.0.113.9"), trusted), "203.0.113.9 secure");
  EXPECT_EQ(client_of(from("::1", "2001:db8::1"), trusted), "2001:db8::1 secure");
  EXPECT_EQ(client_of(from("11.1.2.3", "203.0.113.9"), trusted), "11.1.2.3");
  EXPECT_EQ(client_of(from("10.1.2.3", "203.0.113.9"), Networks({})), "10.1.2.3");
}

TEST(Proxies, WhatTheClientItselfClaimedIsNotBelieved) {
  const Networks trusted({"10.0.0.0/8"});
  EXPECT_EQ(client_of(from("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2"), trusted), "203.0.113.9 secure");
  EXPECT_EQ(client_of(from("10.0.0.1", "nonsense"), trusted), "10.0.0.1 secure");
}

std::string client_by(std::string header, const Networks& trusted) {
  Request request;
  request.remote_address = "10.0.0.1";
  request.headers.add("Forwarded", std::move(header));
  // What a client may have sent beside it counts for nothing.
  request.headers.add("X-Forwarded-For", "1.1.1.1");
  describe_client(request, trusted);
  return request.remote_address + (request.secure ? " secure" : "");
}

TEST(Proxies, ForwardedIsReadAsItsStandardSays) {
  const Networks trusted({"10.0.0.0/8"});
  EXPECT_EQ(client_by("for=203.0.113.9;proto=https", trusted), "203.0.113.9 secure");
  EXPECT_EQ(client_by("For=\"203.0.113.9:4711\"; Proto=http", trusted), "203.0.113.9");
  EXPECT_EQ(client_by("for=\"[2001:db8::7]:80\";proto=https", trusted), "2001:db8::7 secure");
  EXPECT_EQ(client_by("for=1.1.1.1, for=203.0.113.9;proto=https, for=10.0.0.2", trusted),
            "203.0.113.9 secure");
  for (const char* hidden : {"for=unknown", "for=_hidden", "", ";;", "for", "for=\"[\""})
    EXPECT_EQ(client_by(hidden, trusted), "10.0.0.1") << hidden;
}

TEST(Networks, PrefixesAreComparedBitByBit) {
  const Networks networks({"192.168.4.0/22", "2001:db8::/33"});
  EXPECT_TRUE(networks.contains(*parse_address("192.168.7.255")));
  EXPECT_FALSE(networks.contains(*parse_address("192.168.8.0")));
  EXPECT_TRUE(networks.contains(*parse_address("2001:db8:7fff::1")));
  EXPECT_FALSE(networks.contains(*parse_address("2001:db8:8000::1")));
  for (const char* bad : {"", "x", "10.0.0.0/33", "10.0.0.0/x", "::1/129"})
    EXPECT_THROW(Networks({bad}), Error) << bad;
}

TEST(AddressCounts, NetworkOfOneHostCountsAsOne) {
  AddressCounts counts;
  EXPECT_TRUE(counts.enter(*parse_address("2001:db8::1"), 2));
  EXPECT_TRUE(counts.enter(*parse_address("2001:db8::2"), 2));
  EXPECT_FALSE(counts.enter(*parse_address("2001:db8::3"), 2));
  EXPECT_TRUE(counts.enter(*parse_address("2001:db8:1::3"), 2));
  counts.leave(*parse_address("2001:db8::9"));
  EXPECT_TRUE(counts.enter(*parse_address("2001:db8::3"), 2));
}

TEST(Endpoint, NeedsAHostAndAPort) {
  EXPECT_EQ(text_of(bytes_of(parse_endpoint("127.0.0.1:80").address)), "127.0.0.1");
  EXPECT_EQ(text_of(bytes_of(parse_endpoint("[::1]:0").address)), "::1");
  for (const char* bad : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:x"})
    EXPECT_THROW(parse_endpoint(bad), Error) << bad;
}

TEST(BodyBudget, BlocksShrinkAsItFillsAndItIsNeverExceeded) {
  BodyBudget budget(8U << 20);
  EXPECT_EQ(budget.take_block(), 1U << 20);
  std::uint64_t last = 1U << 20;
  while (const std::uint64_t block = budget.take_block()) {
    EXPECT_LE(block, last);
    last = block;
  }
  EXPECT_EQ(last, BodyBudget::kSmallestBlock);
  EXPECT_LE(budget.used(), 8U << 20);
  EXPECT_GT(budget.used(), 7U << 20);
}

}  // namespace
}  // namespace lectern::http
