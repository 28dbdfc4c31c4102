#include "catalog/link.h"

#include <gtest/gtest.h>

namespace lectern::catalog {
namespace {

TEST(Link, NamesTheHost) {
  EXPECT_EQ(host_of("https://example.org/a?b#c"), "example.org");
  EXPECT_EQ(host_of("https://example.org:8443"), "example.org");
  EXPECT_EQ(host_of("https://bücher.example/"), "bücher.example");
}

TEST(Link, OnlyHttpsLeadsAnywhere) {
  for (const char* address : {"http://example.org", "javascript:alert(1)", "//example.org", "example.org",
                              "https:/x", "https://", "data:text/html,x", "HTTPS://example.org", ""})
    EXPECT_FALSE(host_of(address)) << address;
}

TEST(Link, CannotPretendToLeadElsewhere) {
  for (const char* address :
       {"https://bank.example@evil.example/", "https://a b.example", "https://a\n.example",
        "https://a.example:80x/", "https://a.example/\"onclick", "https://a.example\\@b.example"})
    EXPECT_FALSE(host_of(address)) << address;
}

}  // namespace
}  // namespace lectern::catalog
