#include "catalog/catalog_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "catalog/catalog_json.h"
#include "catalog/fields.h"

namespace lectern::catalog {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr TextRule kTitle{1, 200};
constexpr TextRule kSummary{0, 500};
constexpr TextRule kDescription{0, 20'000};
constexpr TextRule kCategory{0, 100};
constexpr TextRule kLanguage{2, 35};  // RFC 5646 §4.4.1

std::optional<std::string> optional_category(FieldReader& fields) {
  auto by_id = fields.optional_text("category_id", kCategory);
  auto by_name = fields.optional_text("category", kCategory);
  return by_id ? by_id : by_name;
}

CourseDraft course_draft(const json& body) {
  FieldReader fields(body);
  CourseDraft draft;
  draft.title = fields.text("title", kTitle);
  draft.summary = fields.optional_text("summary", kSummary).value_or("");
  draft.description = fields.optional_text("description", kDescription).value_or("");
  draft.category = optional_category(fields);
  draft.language = fields.optional_text("language", kLanguage).value_or(draft.language);
  fields.finish();
  return draft;
}

CoursePatch course_patch(const json& body) {
  FieldReader fields(body);
  CoursePatch patch;
  patch.title = fields.optional_text("title", kTitle);
  patch.summary = fields.optional_text("summary", kSummary);
  patch.description = fields.optional_text("description", kDescription);
  patch.category = optional_category(fields);
  patch.language = fields.optional_text("language", kLanguage);
  patch.visibility = optional_enum<Visibility>(fields, "visibility");
  fields.finish();
  return patch;
}

CourseFilter course_filter(const Request& request) {
  CourseFilter filter;
  filter.words = std::string{request.find_query("q").value_or("")};
  const auto category = request.find_query("category");
  if (category && !category->empty()) filter.category = std::string{*category};
  const auto owner = request.find_query("owner");
  // Nobody's courses are none: "me" stays as it is for who has not signed in.
  const bool is_me = owner == "me" && request.principal.is_signed_in();
  if (owner) filter.owner = is_me ? request.principal.user : UserId{std::string{*owner}};
  return filter;
}

}  // namespace

// clang-format off
const http::Entry<CatalogApi> CatalogApi::kRoutes[] = {
    {Method::Get,    "/api/v1/categories",             Who::Anyone,     Body::None, Lane::Worker, &CatalogApi::list_categories, "List categories",                             {"", "CategoryList"}},
    {Method::Post,   "/api/v1/categories",             Who::Admin,      Body::Json, Lane::Worker, &CatalogApi::create_category, "Create a category",                           {"NewCategory", "Category"}},
    {Method::Get,    "/api/v1/courses",                Who::Anyone,     Body::None, Lane::Worker, &CatalogApi::list_courses,    "List published courses and one's own drafts", {"", "CourseList"}},
    {Method::Post,   "/api/v1/courses",                Who::Instructor, Body::Json, Lane::Worker, &CatalogApi::create_course,   "Create a draft course",                       {"NewCourse", "Course"}},
    {Method::Get,    "/api/v1/courses/{id}",           Who::Anyone,     Body::None, Lane::Worker, &CatalogApi::get_course,      "Show a course",                               {"", "Course"}},
    {Method::Patch,  "/api/v1/courses/{id}",           Who::SignedIn,   Body::Json, Lane::Worker, &CatalogApi::change_course,   "Change a course",                             {"CoursePatch", "Course"}},
    {Method::Delete, "/api/v1/courses/{id}",           Who::SignedIn,   Body::None, Lane::Worker, &CatalogApi::remove_course,   "Delete a course and all it holds",            {}},
    {Method::Post,   "/api/v1/courses/{id}/publish",   Who::SignedIn,   Body::None, Lane::Worker, &CatalogApi::publish_course,  "Make a course visible to everyone",           {"", "Course"}},
};
// clang-format on

std::vector<http::Route> CatalogApi::routes() {
  return http::bind(*this, std::span<const http::Entry<CatalogApi>>{kRoutes});
}

Response CatalogApi::list_categories(const Request&) {
  json items = json::array();
  for (const auto& category : courses_.categories()) items.push_back(as_json(category));
  return Response::json({{"items", std::move(items)}, {"next", nullptr}});
}

Response CatalogApi::create_category(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto name = fields.text("name", {1, 100});
  fields.finish();
  return Response::json(as_json(courses_.create_category(name)), 201);
}

Response CatalogApi::list_courses(const Request& request) {
  const auto page = courses_.list(request.principal, course_filter(request), http::paging_of(request));
  json items = json::array();
  for (const auto& course : page.items) items.push_back(as_json(course));
  return Response::json(
      {{"items", std::move(items)}, {"next", page.next.empty() ? json(nullptr) : json(page.next)}});
}

Response CatalogApi::create_course(const Request& request) {
  return Response::json(as_json(courses_.create(request.principal, course_draft(request.json()))), 201);
}

Response CatalogApi::get_course(const Request& request) {
  return Response::json(
      as_json(courses_.get(request.principal, http::id_parameter<CourseId>(request, "id"))));
}

Response CatalogApi::change_course(const Request& request) {
  const auto id = http::id_parameter<CourseId>(request, "id");
  return Response::json(as_json(courses_.change(request.principal, id, course_patch(request.json()))));
}

Response CatalogApi::remove_course(const Request& request) {
  courses_.remove(request.principal, http::id_parameter<CourseId>(request, "id"));
  return Response::empty();
}

Response CatalogApi::publish_course(const Request& request) {
  return Response::json(
      as_json(courses_.publish(request.principal, http::id_parameter<CourseId>(request, "id"))));
}

}  // namespace lectern::catalog
