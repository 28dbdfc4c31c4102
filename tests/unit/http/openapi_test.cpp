#include "http/openapi.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace lectern::http {
namespace {

Route route(Method method, std::string_view path, Shapes shapes = {}, Body body = Body::None) {
  return {method,  path,    Who::SignedIn, body, Lane::Worker, [](const Request&) { return Response{}; },
          nullptr, "Do it", shapes};
}

constexpr Schema kCourse{"Course", R"({"type":"object","properties":{"id":{"type":"string"}}})"};

TEST(OpenApi, DescribesWhatTheTableSays) {
  const std::vector<Route> routes{
      route(Method::Get, "/api/v1/courses/{id}", {"", "Course"}),
      route(Method::Patch, "/api/v1/courses/{id}", {"Course", "Course"}, Body::Json),
      route(Method::Get, "/healthz")};
  const std::vector<Schema> schemas{kCourse};
  const auto document = nlohmann::json::parse(openapi_document(routes, schemas, "1.0"));
  EXPECT_EQ(document["openapi"], "3.1.0");
  EXPECT_EQ(document["paths"].size(), 1U);
  const auto& path = document["paths"]["/api/v1/courses/{id}"];
  EXPECT_EQ(path["get"]["operationId"], "get_courses_id");
  EXPECT_EQ(path["get"]["parameters"][0]["name"], "id");
  EXPECT_EQ(path["get"]["responses"]["2XX"]["content"]["application/json"]["schema"]["$ref"],
            "#/components/schemas/Course");
  EXPECT_EQ(path["patch"]["requestBody"]["content"]["application/json"]["schema"]["$ref"],
            "#/components/schemas/Course");
  EXPECT_TRUE(document["components"]["schemas"].contains("Error"));
}

TEST(OpenApi, DescribesEveryParameterOfTheQuery) {
  static constexpr Parameter kQuery[] = {
      {"q", "Words."}, {"level", "Any of these.", R"({"type":"array","items":{"enum":["a","b"]}})"}};
  static constexpr Schema kList{"List", R"({"type":"object","properties":{"items":{},"next":{}}})"};
  const std::vector<Route> routes{route(Method::Get, "/api/v1/many", {"", "List", kQuery}),
                                  route(Method::Get, "/api/v1/few", {"", "List", {}, Pages::One})};
  const auto document = nlohmann::json::parse(openapi_document(routes, std::vector<Schema>{kList}, "1.0"));
  const auto& many = document["paths"]["/api/v1/many"]["get"]["parameters"];
  ASSERT_EQ(many.size(), 4U);
  EXPECT_EQ(many[0]["name"], "q");
  EXPECT_EQ(many[0]["schema"]["type"], "string");
  EXPECT_EQ(many[1]["explode"], false) << "commas separate several";
  EXPECT_EQ(many[2]["$ref"], "#/components/parameters/limit");
  EXPECT_FALSE(document["paths"]["/api/v1/few"]["get"].contains("parameters"));
}

TEST(OpenApi, ParametersThatNobodyDescribedAreNotRead) {
  static constexpr Parameter kQuery[] = {{"q", "Words."}};
  const Route searching = route(Method::Get, "/api/v1/many", {"", "", kQuery});
  Request request;
  request.query = {{"q", "lens"}, {"sort", "name"}};
  request.route = &searching;
  EXPECT_EQ(request.find_query("q"), "lens");
  EXPECT_THROW(request.find_query("sort"), Error);
}

TEST(OpenApi, NamesThatNobodyGaveAreRefused) {
  const std::vector<Route> routes{route(Method::Get, "/api/v1/x", {"", "Nothing"})};
  EXPECT_THROW(openapi_document(routes, {}, "1.0"), Error);
}

TEST(OpenApi, BrokenAndDoubledSchemasAreRefused) {
  const std::vector<Schema> broken{{"A", "{"}};
  const std::vector<Schema> doubled{kCourse, kCourse};
  EXPECT_THROW(openapi_document({}, broken, "1.0"), Error);
  EXPECT_THROW(openapi_document({}, doubled, "1.0"), Error);
}

}  // namespace
}  // namespace lectern::http
