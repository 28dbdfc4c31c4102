#include "http/target.h"

#include <gtest/gtest.h>

namespace lectern::http {
namespace {

TEST(Target, IsDecodedOnce) {
  const auto target = parse_target("/a%20b/%2525?x=1+2&y=%26&flag&=z");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a b/%25");
  const std::vector<std::pair<std::string, std::string>> query{{"x", "1 2"}, {"y", "&"}, {"flag", ""}};
  EXPECT_EQ(target->query, query);
}

TEST(Target, AbsoluteFormLosesItsAuthority) {
  EXPECT_EQ(parse_target("http://x:80/a?b=c")->path, "/a");
  EXPECT_EQ(parse_target("HTTPS://x")->path, "/");
}

TEST(Target, WhateverCouldBeReadInTwoWaysIsRefused) {
  for (const std::string_view raw :
       {"",          "a",      "*",        "/a//b",    "//a",     "/..",       "/a/../b", "/a/./b",
        "/%2e%2e/a", "/a%2Fb", "/a%2fb",   "/a%00",    "/a%0d",   "/a%7f",     "/a%",     "/a%1",
        "/a%zz",     "/%ff",   "/%c3",     "/a b",     "/a\tb",   "/\xc3\xa4", "/a\\b",   "/a%5cb",
        "/a#b",      "/a?b=%", "/a?b=%00", "/a?b=%ff", "/a?b= c", "/a?b=c#d"})
    EXPECT_FALSE(parse_target(raw)) << raw;
}

TEST(Target, DotsWithinNamesAndUtf8Pass) {
  EXPECT_EQ(parse_target("/.well-known/a..b/...")->path, "/.well-known/a..b/...");
  EXPECT_EQ(parse_target("/%C3%A4")->path, "/\xc3\xa4");
  EXPECT_EQ(parse_target("/a/")->path, "/a/");
}

}  // namespace
}  // namespace lectern::http
