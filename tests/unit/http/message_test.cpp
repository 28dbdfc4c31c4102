#include "http/message.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "http/websocket_handshake.h"

namespace lectern::http {
namespace {

TEST(Headers, NamesCompareWithoutCaseAndSetReplacesAll) {
  Headers headers;
  headers.add("A", "1");
  headers.add("a", "2");
  EXPECT_EQ(headers.find("A"), "1");
  headers.set("A", "3");
  EXPECT_EQ(headers.all().size(), 1U);
  EXPECT_EQ(headers.find("a"), "3");
}

TEST(Request, CookiesAreFoundByTheirWholeName) {
  Request request;
  request.headers.add("Cookie", "xa=1; a=2;b=3=4; c");
  EXPECT_EQ(request.find_cookie("a"), "2");
  EXPECT_EQ(request.find_cookie("b"), "3=4");
  EXPECT_FALSE(request.find_cookie("c"));
}

TEST(Request, IdThatIsNoneIsNotFound) {
  Request request;
  request.parameters.emplace_back("id", "nonsense");
  EXPECT_THROW(id_parameter<UserId>(request, "id"), Error);
}

TEST(Paging, HasDefaultsAndLimits) {
  Request request;
  EXPECT_EQ(paging_of(request).limit, 50);
  request.query = {{"limit", "200"}, {"after", "x"}};
  EXPECT_EQ(paging_of(request).limit, 200);
  EXPECT_EQ(paging_of(request).after, "x");
  for (const char* limit : {"0", "201", "-1", "1.5", ""}) {
    request.query = {{"limit", limit}};
    EXPECT_THROW(paging_of(request), InvalidInput) << limit;
  }
}

TEST(Response, TextThatIsNoUtf8DoesNotFailTheAnswer) {
  EXPECT_NO_THROW(Response::json({{"a", "\xff"}}));
}

TEST(Prepared, NewHeadersStandBesideThoseItHas) {
  const auto first = prepare(Response::text("x", "text/css", 203));
  const auto second = prepare(Response::ready(first).with("A", "b"));
  EXPECT_EQ(source_of(*second).status, 203);
  EXPECT_EQ(source_of(*second).headers.find("Content-Type"), "text/css");
  EXPECT_EQ(source_of(*second).headers.find("A"), "b");
}

TEST(Prepared, HeaderThatWouldBreakTheMessageIsRefused) {
  EXPECT_THROW(prepare(Response::empty().with("A", "b\r\nC: d")), Error);
}

TEST(WebSocketHandshake, AcceptIsThatOfTheSpecification) {
  EXPECT_EQ(websocket_accept("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

}  // namespace
}  // namespace lectern::http
