#include "catalog/catalog_api.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "catalog/catalog_json.h"
#include "catalog/course_fields.h"
#include "http/page_json.h"

namespace lectern::catalog {

using http::Body;
using http::Lane;
using http::Method;
using http::Permission;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr http::Parameter kParts[] = {
    {"include",
     "Parts to answer with the course: outline, reviews, announcements, enrolment and what else is there.",
     R"({"type":"array","items":{"type":"string"},"default":[]})"}};

}  // namespace

// clang-format off
const http::Entry<CatalogApi> CatalogApi::kRoutes[] = {
    {Method::Get,    "/api/v1/categories",             Who::Anyone,     Body::None, Lane::Worker, &CatalogApi::list_categories, "List categories with the number of courses in each",    {"", "CategoryList", {}, http::Pages::One}},
    {Method::Post,   "/api/v1/categories",             Permission::CategoriesManage, Body::Json, Lane::Worker, &CatalogApi::create_category, "Create a category",                                     {"NewCategory", "Category"}},
    {Method::Patch,  "/api/v1/categories/{id}",        Permission::CategoriesManage, Body::Json, Lane::Worker, &CatalogApi::change_category, "Rename or move a category",                             {"CategoryPatch", "Category"}},
    {Method::Delete, "/api/v1/categories/{id}",        Permission::CategoriesManage, Body::None, Lane::Worker, &CatalogApi::remove_category, "Delete a category; its courses stay",                   {}},
    {Method::Get,    "/api/v1/courses",                Who::Anyone,     Body::None, Lane::Worker, &CatalogApi::list_courses,    "List the courses one may find, with counts per filter", {"", "CourseList", course_filter_parameters()}},
    {Method::Post,   "/api/v1/courses",                Who::Instructor, Body::Json, Lane::Worker, &CatalogApi::create_course,   "Create a draft course",                                 {"NewCourse", "Course"}},
    {Method::Get,    "/api/v1/courses/{id}",           Who::Anyone,     Body::None, Lane::Worker, &CatalogApi::get_course,      "Show a course, with the parts that ?include= names",     {"", "CoursePage", kParts}},
    {Method::Patch,  "/api/v1/courses/{id}",           Who::SignedIn,   Body::Json, Lane::Worker, &CatalogApi::change_course,   "Change a course",                                       {"CoursePatch", "Course"}},
    {Method::Delete, "/api/v1/courses/{id}",           Who::SignedIn,   Body::None, Lane::Worker, &CatalogApi::remove_course,   "Put a course in the trash for thirty days",             {}},
    {Method::Post,   "/api/v1/courses/{id}/restore",   Who::SignedIn,   Body::None, Lane::Worker, &CatalogApi::restore_course,  "Take a course out of the trash",                        {"", "Course"}},
    {Method::Post,   "/api/v1/courses/{id}/publish",   Who::SignedIn,   Body::None, Lane::Worker, &CatalogApi::publish_course,  "Make a course visible to everyone",                     {"", "Course"}},
    {Method::Get,    "/api/v1/courses/{id}/checklist", Who::SignedIn,   Body::None, Lane::Worker, &CatalogApi::checklist,       "What a course should have before it is published",      {"", "Checklist"}},
};
// clang-format on

std::vector<http::Route> CatalogApi::routes() {
  return http::bind(*this, std::span<const http::Entry<CatalogApi>>{kRoutes});
}

Response CatalogApi::list_categories(const Request& request) {
  json items = json::array();
  for (const auto& category : courses_.categories(request.principal)) items.push_back(as_json(category));
  return Response::json(http::page_json(std::move(items)));
}

Response CatalogApi::create_category(const Request& request) {
  return Response::json(as_json(categories_.create(request.principal, category_draft(request.json()))), 201);
}

Response CatalogApi::change_category(const Request& request) {
  const auto id = http::id_parameter<CategoryId>(request, "id");
  return Response::json(as_json(categories_.change(request.principal, id, category_patch(request.json()))));
}

Response CatalogApi::remove_category(const Request& request) {
  categories_.remove(request.principal, http::id_parameter<CategoryId>(request, "id"));
  return Response::empty();
}

Response CatalogApi::list_courses(const Request& request) {
  const auto paging = http::paging_of(request);
  if (const auto state = request.find_query("state")) {
    if (*state == "deleted") return list_trash(request);
    throw InvalidInput({Problem{"state", "This must be \"deleted\", or absent."}});
  }
  return Response::json(as_json(courses_.list(request.principal, course_filter(request), paging)));
}

Response CatalogApi::list_trash(const Request& request) {
  if (!request.principal.is_signed_in())
    throw Error(ErrorCode::Unauthenticated, "Sign in to see what you have deleted.");
  const auto page = trash_.list(request.principal, http::paging_of(request));
  json items = json::array();
  for (const auto& course : page.items) items.push_back(trashed_json(course));
  return Response::json(http::page_json(std::move(items), page.next));
}

Response CatalogApi::create_course(const Request& request) {
  return Response::json(as_json(courses_.create(request.principal, course_draft(request.json()))), 201);
}

Response CatalogApi::get_course(const Request& request) {
  return Response::json(page_.of(request, http::id_parameter<CourseId>(request, "id")));
}

Response CatalogApi::change_course(const Request& request) {
  const auto id = http::id_parameter<CourseId>(request, "id");
  return Response::json(as_json(courses_.change(request.principal, id, course_patch(request.json()))));
}

Response CatalogApi::remove_course(const Request& request) {
  trash_.remove(request.principal, http::id_parameter<CourseId>(request, "id"));
  return Response::empty();
}

Response CatalogApi::restore_course(const Request& request) {
  const auto id = http::id_parameter<CourseId>(request, "id");
  trash_.restore(request.principal, id);
  return Response::json(as_json(courses_.get(request.principal, id)));
}

Response CatalogApi::publish_course(const Request& request) {
  return Response::json(
      as_json(courses_.publish(request.principal, http::id_parameter<CourseId>(request, "id"))));
}

Response CatalogApi::checklist(const Request& request) {
  return Response::json(
      as_json(courses_.checklist(request.principal, http::id_parameter<CourseId>(request, "id"))));
}

}  // namespace lectern::catalog
