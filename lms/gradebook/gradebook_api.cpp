#include "lms/gradebook/gradebook_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "http/page_json.h"
#include "lms/gradebook/gradebook_json.h"
#include "lms/gradebook/points.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr TextRule kName{1, 100};
constexpr TextRule kReason{0, 500};
constexpr std::size_t kLargestFile = 4'000'000;
constexpr double kMost = static_cast<double>(kMostPoints) / kPoint;

CourseId course_of(const Request& request) {
  return http::id_parameter<CourseId>(request, "id");
}

std::optional<std::optional<Instant>> time_field(FieldReader& fields, std::string_view field) {
  if (fields.clears(field)) {
    fields.optional_text(field);
    return std::optional<Instant>{};
  }
  const auto text = fields.optional_text(field);
  if (!text) return std::nullopt;
  const auto at = from_rfc3339(*text);
  if (!at) fields.add_problem(field, "must be a time such as 2026-01-31T12:00:00Z.");
  return std::optional{at};
}

std::optional<GradeCategoryId> category_field(FieldReader& fields) {
  if (fields.clears("category_id")) {
    fields.optional_text("category_id");
    return GradeCategoryId{};
  }
  const auto text = fields.optional_text("category_id", {1, 26});
  if (!text) return std::nullopt;
  return GradeCategoryId::parse(*text).value_or(GradeCategoryId{"none"});
}

GradeItemPatch item_patch(FieldReader& fields) {
  GradeItemPatch patch;
  patch.name = fields.optional_text("name", kName);
  if (const auto most = fields.optional_number("most", 0.001, kMost)) patch.most = points_of(*most);
  patch.category = category_field(fields);
  patch.is_extra = fields.optional_flag("extra_credit");
  patch.hidden_until = time_field(fields, "hidden_until");
  patch.due_at = time_field(fields, "due_at");
  return patch;
}

GradeCategoryPatch category_patch(FieldReader& fields) {
  GradeCategoryPatch patch;
  patch.name = fields.optional_text("name", kName);
  patch.weight = fields.optional_integer("weight", 0, 10'000);
  patch.drop_lowest = fields.optional_integer("drop_lowest", 0, 100);
  return patch;
}

}  // namespace

// clang-format off
const http::Entry<GradebookApi> GradebookApi::kRoutes[] = {
    {Method::Get,    "/api/v1/courses/{id}/gradebook",              Who::SignedIn, Body::None, Lane::Worker, &GradebookApi::get_book,        "Tell what is graded in a course, and how it adds up", {"", "Gradebook"}},
    {Method::Patch,  "/api/v1/courses/{id}/gradebook",              Who::SignedIn, Body::Json, Lane::Worker, &GradebookApi::change_book,     "Change how grades add up",                            {"GradebookPatch", "Gradebook"}},
    {Method::Post,   "/api/v1/courses/{id}/grade-categories",       Who::SignedIn, Body::Json, Lane::Worker, &GradebookApi::add_category,    "Add a category of grades",                            {"GradeCategoryPatch", "Gradebook"}},
    {Method::Patch,  "/api/v1/grade-categories/{id}",               Who::SignedIn, Body::Json, Lane::Worker, &GradebookApi::change_category, "Change a category of grades",                         {"GradeCategoryPatch", "Gradebook"}},
    {Method::Delete, "/api/v1/grade-categories/{id}",               Who::SignedIn, Body::None, Lane::Worker, &GradebookApi::remove_category, "Remove a category; its items stay"},
    {Method::Post,   "/api/v1/courses/{id}/grade-items",            Who::SignedIn, Body::Json, Lane::Worker, &GradebookApi::add_item,        "Add something that is graded by hand",                {"GradeItemPatch", "Gradebook"}},
    {Method::Patch,  "/api/v1/grade-items/{id}",                    Who::SignedIn, Body::Json, Lane::Worker, &GradebookApi::change_item,     "Change something that is graded",                     {"GradeItemPatch", "Gradebook"}},
    {Method::Delete, "/api/v1/grade-items/{id}",                    Who::SignedIn, Body::None, Lane::Worker, &GradebookApi::remove_item,     "Remove something that is graded, with its grades"},
    {Method::Get,    "/api/v1/courses/{id}/gradebook/rows",         Who::SignedIn, Body::None, Lane::Worker, &GradebookApi::list_rows,       "List everyone's grades",                              {"", "GradeRowList"}},
    {Method::Put,    "/api/v1/grade-items/{id}/grades/{user}",      Who::SignedIn, Body::Json, Lane::Worker, &GradebookApi::enter_grade,     "Enter somebody's grade, or take it back",             {"GradeEntry", "GradeRow"}},
    {Method::Get,    "/api/v1/grade-items/{id}/grades/{user}",      Who::SignedIn, Body::None, Lane::Worker, &GradebookApi::get_history,     "Tell who entered which grade for somebody",           {"", "GradeHistory", {}, http::Pages::One}},
    {Method::Get,    "/api/v1/courses/{id}/grades",                 Who::SignedIn, Body::None, Lane::Worker, &GradebookApi::get_own,         "Tell one's own grades, and what it takes for more",   {"", "GradeReport"}},
    {Method::Get,    "/api/v1/courses/{id}/learners/{user}/grades", Who::SignedIn, Body::None, Lane::Worker, &GradebookApi::get_learner,     "Tell somebody's grades",                              {"", "GradeReport"}},
    {Method::Get,    "/api/v1/courses/{id}/gradebook.csv",          Who::SignedIn, Body::None, Lane::Slow,   &GradebookApi::export_csv,      "Get the gradebook as CSV"},
    {Method::Post,   "/api/v1/courses/{id}/gradebook/import",       Who::SignedIn, Body::Json, Lane::Slow,   &GradebookApi::import_csv,      "Change grades from CSV, or try it first",             {"GradeImport", "GradeImported"}},
};
// clang-format on

std::vector<http::Route> GradebookApi::routes() {
  return http::bind(*this, std::span<const http::Entry<GradebookApi>>{kRoutes});
}

outbox::Consumer GradebookApi::consumer() {
  return {"gradebook", [this](const outbox::Event& event) { grades_.handle(event); }};
}

Response GradebookApi::get_book(const Request& request) {
  return Response::json(as_json(gradebooks_.of(request.principal, course_of(request))));
}

Response GradebookApi::change_book(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  GradebookPatch patch;
  if (const auto weighting = fields.optional_choice("weighting", {"points", "weights"}))
    patch.weighting = from_text<Weighting>(*weighting);
  patch.scale = fields.optional_text("scale", {0, 200});
  fields.finish();
  return Response::json(as_json(gradebooks_.change(request.principal, course_of(request), patch)));
}

Response GradebookApi::add_category(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  GradeCategory category;
  category.name = fields.text("name", kName);
  const auto patch = category_patch(fields);
  fields.finish();
  category.weight = patch.weight.value_or(category.weight);
  category.drop_lowest = patch.drop_lowest.value_or(category.drop_lowest);
  return Response::json(as_json(gradebooks_.add_category(request.principal, course_of(request), category)),
                        201);
}

Response GradebookApi::change_category(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto patch = category_patch(fields);
  fields.finish();
  const auto id = http::id_parameter<GradeCategoryId>(request, "id");
  return Response::json(as_json(gradebooks_.change_category(request.principal, id, patch)));
}

Response GradebookApi::remove_category(const Request& request) {
  gradebooks_.remove_category(request.principal, http::id_parameter<GradeCategoryId>(request, "id"));
  return Response::empty();
}

Response GradebookApi::add_item(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  GradeItem item;
  item.name = fields.text("name", kName);
  item.most = points_of(fields.number("most", 0.001, kMost));
  const auto patch = item_patch(fields);
  fields.finish();
  item.category = patch.category.value_or(item.category);
  item.is_extra = patch.is_extra.value_or(false);
  item.hidden_until = patch.hidden_until.value_or(std::nullopt);
  item.due_at = patch.due_at.value_or(std::nullopt);
  return Response::json(as_json(gradebooks_.add_item(request.principal, course_of(request), item)), 201);
}

Response GradebookApi::change_item(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto patch = item_patch(fields);
  fields.finish();
  const auto id = http::id_parameter<GradeItemId>(request, "id");
  return Response::json(as_json(gradebooks_.change_item(request.principal, id, patch)));
}

Response GradebookApi::remove_item(const Request& request) {
  gradebooks_.remove_item(request.principal, http::id_parameter<GradeItemId>(request, "id"));
  return Response::empty();
}

Response GradebookApi::list_rows(const Request& request) {
  const auto course = course_of(request);
  const auto paging = http::paging_of(request);
  const auto page = grades_.rows(request.principal, course, paging.after, paging.limit);
  const auto book = gradebooks_.of(request.principal, course);
  json items = json::array();
  for (const auto& row : page.rows) items.push_back(as_json(row, book));
  return Response::json(http::page_json(std::move(items), page.next));
}

Response GradebookApi::enter_grade(const Request& request) {
  const auto id = http::id_parameter<GradeItemId>(request, "id");
  const auto user = http::id_parameter<UserId>(request, "user");
  const auto body = request.json();
  FieldReader fields(body);
  GradeEntry entry;
  if (const auto value = fields.optional_number("value", 0, kMost)) entry.value = points_of(*value);
  entry.is_excused = fields.optional_flag("excused").value_or(false);
  entry.reason = fields.optional_text("reason", kReason).value_or("");
  fields.finish();
  const auto [row, book] = grades_.enter(request.principal, id, user, entry);
  return Response::json(as_json(row, book));
}

Response GradebookApi::get_history(const Request& request) {
  const auto id = http::id_parameter<GradeItemId>(request, "id");
  const auto user = http::id_parameter<UserId>(request, "user");
  json items = json::array();
  for (const auto& change : grades_.history(request.principal, id, user)) items.push_back(as_json(change));
  return Response::json({{"items", std::move(items)}, {"next", nullptr}});
}

Response GradebookApi::get_own(const Request& request) {
  return Response::json(as_json(grades_.own(request.principal, course_of(request))));
}

Response GradebookApi::get_learner(const Request& request) {
  const auto user = http::id_parameter<UserId>(request, "user");
  return Response::json(as_json(grades_.of(request.principal, course_of(request), user)));
}

Response GradebookApi::export_csv(const Request& request) {
  return Response::text(csv_.write(request.principal, course_of(request)), "text/csv; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"grades.csv\"")
      .with("Cache-Control", "no-store");
}

Response GradebookApi::import_csv(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto csv = fields.text("csv", {1, kLargestFile});
  const auto run =
      fields.optional_flag("dry_run").value_or(false) ? GradeImportRun::Dry : GradeImportRun::Real;
  fields.finish();
  return Response::json(as_json(csv_.read(request.principal, course_of(request), csv, run), run));
}

}  // namespace lectern::lms
