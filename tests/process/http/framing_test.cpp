// What breaks HTTP is refused, and its connection ends: request smuggling lives from two readings of the same
// bytes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "raw_client.h"
#include "test_server.h"

namespace lectern::http::testing {
namespace {

struct Case {
  std::string_view name;
  std::string request;
  int status;
};

std::string get(const std::string& target, const std::string& headers = {}) {
  return "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}

std::string post(const std::string& headers, const std::string& body) {
  return "POST /api/v1/echo/a HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + headers + "\r\n" +
         body;
}

const std::string kOk = "/api/v1/echo/a";

class Refused : public ::testing::TestWithParam<Case> {};

TEST_P(Refused, IsAnsweredAndClosed) {
  TestServer server;
  RawClient client(server.port());
  const Reply reply = client.ask(GetParam().request);
  EXPECT_EQ(reply.status, GetParam().status) << reply.head << reply.body;
  EXPECT_TRUE(client.is_closed_within(2s));
}

using namespace std::string_literals;

const Case kRefused[] = {
    {"LengthAndCoding", post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
    {"TwoLengths", post("Content-Length: 2\r\nContent-Length: 3\r\n", "{} "), 400},
    {"TwoEqualLengths", post("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"), 400},
    {"LengthList", post("Content-Length: 2, 2\r\n", "{}"), 400},
    {"LengthWithSign", post("Content-Length: +2\r\n", "{}"), 400},
    {"UnknownCoding", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
    {"TwoCodings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
    {"CodingInOldVersion",
     "POST /api/v1/echo/a HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"TwoHosts", get(kOk, "Host: y\r\n"), 400},
    {"NoHost", "GET " + kOk + " HTTP/1.1\r\n\r\n", 400},
    {"HostWithPath", "GET " + kOk + " HTTP/1.1\r\nHost: x/y\r\n\r\n", 400},
    {"TwoAuthorizations", get(kOk, "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"), 400},
    {"FoldedHeader", get(kOk, "A: b\r\n c\r\n"), 400},
    {"FoldedHeaderInTheMiddle", get(kOk, "A: b\r\n\tc\r\nD: e\r\n"), 400},
    {"BareLineFeedInRequestLine", "GET " + kOk + " HTTP/1.1\nHost: x\r\n\r\n", 400},
    {"BareLineFeedInHeader", "GET " + kOk + " HTTP/1.1\r\nHost: x\nA: b\r\n\r\n", 400},
    {"BareLineFeedAtLastHeader", "GET " + kOk + " HTTP/1.1\r\nHost: x\r\nA: b\n\r\n", 400},
    {"BareLineFeedAtTheEnd", "GET " + kOk + " HTTP/1.1\r\nHost: x\r\n\n", 400},
    {"BareLineFeeds", "GET " + kOk + " HTTP/1.1\nHost: x\n\n", 400},
    {"BareLineFeedsForMedia", "GET /v/t/x HTTP/1.1\nHost: x\n\n", 400},
    {"BlankBeforeColon", get(kOk, "A : b\r\n"), 400},
    {"NulInHeader", get(kOk, "A: b\0c\r\n"s), 400},
    {"CarriageReturnInHeader", get(kOk, "A: b\rc\r\n"), 400},
    {"ControlInHeader", get(kOk, "A: b\x01\r\n"), 400},
    {"TwoBlanksInRequestLine", "GET  " + kOk + " HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"BlankAfterVersion", "GET " + kOk + " HTTP/1.1 \r\nHost: x\r\n\r\n", 400},
    {"BlankInTarget", "GET /api/v1/echo/a b HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"UnknownMethod", "BREW " + kOk + " HTTP/1.1\r\nHost: x\r\n\r\n", 501},
    {"LowerCaseMethod", "get " + kOk + " HTTP/1.1\r\nHost: x\r\n\r\n", 501},
    {"UnknownVersion", "GET " + kOk + " HTTP/1.2\r\nHost: x\r\n\r\n", 505},
    {"BodyForMedia", "GET /v/t/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx", 400},
    {"PostToMedia", "POST /v/t/x HTTP/1.1\r\nHost: x\r\n\r\n", 405},
};

INSTANTIATE_TEST_SUITE_P(Framing, Refused, ::testing::ValuesIn(kRefused),
                         [](const auto& row) { return std::string{row.param.name}; });

class BadTarget : public ::testing::TestWithParam<std::string> {};

TEST_P(BadTarget, Is400AndTheConnectionGoesOn) {
  TestServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get(GetParam())).status, 400);
  EXPECT_EQ(client.ask(get(kOk)).status, 200);
}

INSTANTIATE_TEST_SUITE_P(Framing, BadTarget,
                         ::testing::Values("/api/../x", "/api/%2e%2e/x", "/api//x", "/a%00b", "/a%0ab",
                                           "/a%2fb", "/a%", "/a%zz", "/%ff", "/a\\b", "*", "x"));

TEST(Framing, HeaderFoldedOrNotIsCheckedOnEveryRequestOfAConnection) {
  TestServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get(kOk)).status, 200);
  EXPECT_EQ(client.ask(get(kOk)).status, 200);
  EXPECT_EQ(client.ask("GET " + kOk + " HTTP/1.1\r\nHost: x\nA: b\r\n\r\n").status, 400);
}

TEST(Framing, HeadersWithBlanksEmptyValuesAndHighBytesPass) {
  TestServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get(kOk, "A:b\r\nC:\r\nD:   e  \r\nF: \xc3\xa4\r\n")).status, 200);
  EXPECT_EQ(client.ask(get(kOk, "Cookie: a=b; c=d\r\nLast:x\r\n")).status, 200);
  EXPECT_EQ(client.ask(get("/api/v1/echo/a?x=1&y=%20z&flag", "C:\r\n")).status, 200);
}

TEST(Framing, HeadByteByByteIsReadAsOne) {
  TestServer server;
  RawClient client(server.port());
  for (const char c : get(kOk, "A: b\r\n")) client.send({&c, 1});
  EXPECT_EQ(client.receive().status, 200);
}

TEST(Framing, TooLargeHeadIs431) {
  TestServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get(kOk, "A: " + std::string(40'000, 'a') + "\r\n")).status, 431);
}

TEST(Framing, AbsoluteFormIsUnderstood) {
  TestServer server;
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("http://x/api/v1/echo/a")).body, "GET /api/v1/echo/a ");
}

}  // namespace
}  // namespace lectern::http::testing
