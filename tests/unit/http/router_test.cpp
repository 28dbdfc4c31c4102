#include "http/router.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace lectern::http {
namespace {

Route route(Method method, std::string_view path) {
  return {method,  path, Who::Anyone, Body::None, Lane::Inline, [](const Request&) { return Response{}; },
          nullptr, path, {}};
}

std::string found(const Router& router, Method method, std::string_view path) {
  const auto result = router.find(method, path);
  const auto* match = std::get_if<Match>(&result);
  if (match == nullptr) return "";
  std::string text{match->route->path};
  for (const auto& [name, value] : match->parameters) text += " " + name + "=" + value;
  return text;
}

const Router& example() {
  static const Router router({route(Method::Get, "/a"), route(Method::Get, "/a/{id}"),
                              route(Method::Post, "/a/new"), route(Method::Get, "/a/{id}/b/{other}"),
                              route(Method::Get, "/files/{rest...}"), route(Method::Get, "/files/known"),
                              route(Method::Head, "/a/{id}/b/{other}"), route(Method::Get, "/v/{rest...}"),
                              route(Method::Get, "/")});
  return router;
}

TEST(Router, FindsLiteralsParametersAndRests) {
  EXPECT_EQ(found(example(), Method::Get, "/a"), "/a");
  EXPECT_EQ(found(example(), Method::Get, "/"), "/");
  EXPECT_EQ(found(example(), Method::Get, "/a/1"), "/a/{id} id=1");
  EXPECT_EQ(found(example(), Method::Get, "/a/1/b/2"), "/a/{id}/b/{other} id=1 other=2");
  EXPECT_EQ(found(example(), Method::Get, "/files/x/y"), "/files/{rest...} rest=x/y");
  EXPECT_EQ(found(example(), Method::Get, "/files/known"), "/files/known");
}

TEST(Router, LiteralOfAnotherMethodDoesNotHideAParameter) {
  EXPECT_EQ(found(example(), Method::Get, "/a/new"), "/a/{id} id=new");
  EXPECT_EQ(found(example(), Method::Post, "/a/new"), "/a/new");
}

TEST(Router, UnknownPathsAndClosingSlashesAreNothing) {
  for (const std::string_view path : {"/b", "/a/", "/a/1/b", "/a/1/b/2/c", "/files"})
    EXPECT_TRUE(std::holds_alternative<NoRoute>(example().find(Method::Get, path))) << path;
}

TEST(Router, WrongMethodListsTheRightOnes) {
  const auto result = example().find(Method::Delete, "/a/1");
  ASSERT_TRUE(std::holds_alternative<WrongMethod>(result));
  EXPECT_EQ(std::get<WrongMethod>(result).allow, "GET, HEAD");
}

TEST(Router, HeadFindsGetUnlessItHasItsOwn) {
  EXPECT_EQ(found(example(), Method::Head, "/a/1"), "/a/{id} id=1");
  const auto own = example().find(Method::Head, "/a/1/b/2");
  EXPECT_EQ(std::get<Match>(own).route->method, Method::Head);
}

TEST(Router, MediaRouteIsFoundWithoutItsPath) {
  ASSERT_NE(example().media(Method::Get), nullptr);
  EXPECT_EQ(example().media(Method::Head), example().media(Method::Get));
  EXPECT_EQ(example().media(Method::Post), nullptr);
  EXPECT_EQ(Router({route(Method::Get, "/a")}).media(Method::Get), nullptr);
}

TEST(Router, ClashIsRefused) {
  EXPECT_THROW(Router({route(Method::Get, "/a/{id}"), route(Method::Get, "/a/{other}")}), Error);
}

}  // namespace
}  // namespace lectern::http
