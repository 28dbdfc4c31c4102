#include "http/head_check.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace lectern::http {
namespace {

using Fields = std::vector<std::pair<std::string_view, std::string_view>>;

int status_of_head(const Fields& fields, std::string_view version = "HTTP/1.1") {
  HeadCheck check(version);
  for (const auto& [name, value] : fields) check.add(name, value);
  const auto refusal = check.refusal();
  return refusal ? refusal->status : 200;
}

TEST(HeadCheck, OrdinaryHeadsPass) {
  EXPECT_EQ(status_of_head({{"Host", "x"}, {"Content-Length", "5"}, {"Cookie", "a=b"}, {"X", "\xc3\xa4\t"}}),
            200);
  EXPECT_EQ(status_of_head({{"host", "[::1]:80"}, {"transfer-encoding", "Chunked"}}), 200);
  EXPECT_EQ(status_of_head({}, "HTTP/1.0"), 200);
}

TEST(HeadCheck, AmbiguousFramingIsRefused) {
  EXPECT_EQ(status_of_head({{"Host", "x"}, {"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}}), 400);
  EXPECT_EQ(status_of_head({{"Host", "x"}, {"Content-Length", "5"}, {"CONTENT-LENGTH", "5"}}), 400);
  EXPECT_EQ(status_of_head({{"Host", "x"}, {"Transfer-Encoding", "identity"}}), 501);
  EXPECT_EQ(status_of_head({{"Host", "x"}, {"Transfer-Encoding", "chunked, chunked"}}), 501);
  EXPECT_EQ(status_of_head({{"Transfer-Encoding", "chunked"}}, "HTTP/1.0"), 400);
  for (const std::string_view length : {"", " 5", "-1", "+5", "5,5", "0x5", "18446744073709551616"})
    EXPECT_EQ(status_of_head({{"Host", "x"}, {"Content-Length", length}}), 400) << length;
}

TEST(HeadCheck, HostStandsExactlyOnce) {
  EXPECT_EQ(status_of_head({}), 400);
  EXPECT_EQ(status_of_head({{"Host", "x"}, {"Host", "x"}}), 400);
  for (const std::string_view host : {"", "a b", "a,b", "a/b", "u@a"})
    EXPECT_EQ(status_of_head({{"Host", host}}), 400) << host;
}

TEST(HeadCheck, MalformedFieldsAreRefused) {
  for (const std::string_view name : {"", "A ", "A:", "A\x01", "\xc3\xa4"})
    EXPECT_EQ(status_of_head({{"Host", "x"}, {name, "v"}}), 400) << name;
  for (const std::string_view value :
       {std::string_view{"a\0b", 3}, std::string_view{"a\rb"}, std::string_view{"\x7f"}})
    EXPECT_EQ(status_of_head({{"Host", "x"}, {"A", value}}), 400);
}

TEST(HeadCheck, UnknownVersionsAreRefused) {
  for (const std::string_view version : {"", "HTTP/2.0", "HTTP/1.2", "http/1.1"})
    EXPECT_EQ(status_of_head({{"Host", "x"}}, version), 505) << version;
}

}  // namespace
}  // namespace lectern::http
