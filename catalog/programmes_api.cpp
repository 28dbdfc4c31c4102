#include "catalog/programmes_api.h"

#include <nlohmann/json.hpp>

#include "catalog/catalog_json.h"
#include "catalog/course_fields.h"
#include "catalog/fields.h"
#include "http/page_json.h"

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
constexpr TextRule kId{1, 40};
constexpr std::size_t kMostCourses = 50;

json courses_json(const std::vector<ProgrammeCourse>& courses) {
  json items = json::array();
  for (const auto& course : courses)
    items.push_back({{"id", course.id.text()},
                     {"title", course.title},
                     {"summary", course.summary},
                     {"completed", course.is_completed},
                     {"enrolled", course.is_joined}});
  return items;
}

json as_json(const ProgrammeView& view) {
  const auto& programme = view.programme;
  return {{"id", programme.id.text()},
          {"title", programme.title},
          {"summary", programme.summary},
          {"description", programme.description},
          {"order", text_of(programme.order)},
          {"visibility", text_of(programme.visibility)},
          {"price", catalog::as_json(programme.price)},
          {"certificate_course_id",
           programme.certificate_course.empty() ? json(nullptr) : json(programme.certificate_course.text())},
          {"owner", {{"id", view.owner.id.text()}, {"name", view.owner.name}}},
          {"courses", courses_json(view.courses)},
          {"can_edit", view.can_edit},
          {"enrolled", view.is_joined},
          {"completed", view.is_completed},
          {"created_at", to_rfc3339(programme.created_at)},
          {"updated_at", to_rfc3339(programme.updated_at)}};
}

ProgrammePatch patch_in(FieldReader& fields, const json& body) {
  ProgrammePatch patch;
  patch.summary = fields.optional_text("summary", kSummary);
  patch.description = fields.optional_text("description", kDescription);
  patch.order = optional_enum<Order>(fields, "order");
  patch.visibility = optional_enum<ProgrammeVisibility>(fields, "visibility");
  patch.price = price_edit(fields);
  patch.courses = course_ids(fields, body, "courses", kMostCourses);
  if (fields.clears("certificate_course_id")) {
    fields.optional_text("certificate_course_id");
    patch.certificate_course = CourseId{};
  } else if (const auto id = fields.optional_text("certificate_course_id", kId)) {
    patch.certificate_course = CourseId{*id};
  }
  return patch;
}

}  // namespace

// clang-format off
const http::Entry<ProgrammesApi> ProgrammesApi::kRoutes[] = {
    {Method::Get,    "/api/v1/programmes",            Who::Anyone,     Body::None, Lane::Worker, &ProgrammesApi::list,   "List published programmes and one's own drafts", {"", "ProgrammeList"}},
    {Method::Post,   "/api/v1/programmes",            Who::Instructor, Body::Json, Lane::Worker, &ProgrammesApi::create, "Create a draft programme",                       {"NewProgramme", "Programme"}},
    {Method::Get,    "/api/v1/programmes/{id}",       Who::Anyone,     Body::None, Lane::Worker, &ProgrammesApi::get,    "Show a programme and its courses",               {"", "Programme"}},
    {Method::Patch,  "/api/v1/programmes/{id}",       Who::SignedIn,   Body::Json, Lane::Worker, &ProgrammesApi::change, "Change a programme",                             {"ProgrammePatch", "Programme"}},
    {Method::Delete, "/api/v1/programmes/{id}",       Who::SignedIn,   Body::None, Lane::Worker, &ProgrammesApi::remove, "Delete a programme; its courses stay",           {}},
    {Method::Post,   "/api/v1/programmes/{id}/enrol", Who::SignedIn,   Body::None, Lane::Worker, &ProgrammesApi::join,   "Join every course of a programme",               {"", "ProgrammeEnrolment"}},
};
// clang-format on

std::vector<http::Route> ProgrammesApi::routes() {
  return http::bind(*this, std::span<const http::Entry<ProgrammesApi>>{kRoutes});
}

Response ProgrammesApi::list(const Request& request) {
  const auto page = programmes_.list(request.principal, http::paging_of(request));
  json items = json::array();
  for (const auto& view : page.items) items.push_back(as_json(view));
  return Response::json(http::page_json(std::move(items), page.next));
}

Response ProgrammesApi::create(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  auto patch = patch_in(fields, body);
  patch.title = fields.text("title", kTitle);
  fields.finish();
  return Response::json(as_json(programmes_.create(request.principal, patch)), 201);
}

Response ProgrammesApi::get(const Request& request) {
  return Response::json(
      as_json(programmes_.get(request.principal, http::id_parameter<ProgrammeId>(request, "id"))));
}

Response ProgrammesApi::change(const Request& request) {
  const auto id = http::id_parameter<ProgrammeId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  auto patch = patch_in(fields, body);
  patch.title = fields.optional_text("title", kTitle);
  fields.finish();
  return Response::json(as_json(programmes_.change(request.principal, id, patch)));
}

Response ProgrammesApi::remove(const Request& request) {
  programmes_.remove(request.principal, http::id_parameter<ProgrammeId>(request, "id"));
  return Response::empty();
}

Response ProgrammesApi::join(const Request& request) {
  const auto id = http::id_parameter<ProgrammeId>(request, "id");
  json refused = json::array();
  for (const auto& [course, message] : programmes_.join(request.principal, id))
    refused.push_back({{"course_id", course.text()}, {"message", message}});
  return Response::json(
      {{"programme", as_json(programmes_.get(request.principal, id))}, {"refused", std::move(refused)}});
}

}  // namespace lectern::catalog
