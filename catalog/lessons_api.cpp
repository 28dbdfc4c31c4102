#include "catalog/lessons_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "catalog/fields.h"
#include "catalog/lesson_json.h"
#include "catalog/link.h"
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
constexpr TextRule kId{0, 100};
constexpr TextRule kText{0, 200'000};
constexpr TextRule kLink{0, kLongestLink};
constexpr TextRule kFilename{1, 255};
constexpr std::int64_t kMostSisters = 100'000;
constexpr std::int64_t kMostDays = 3650;

std::optional<Download> optional_download(FieldReader& fields) {
  const auto flag = fields.optional_flag("allow_download");
  if (!flag) return std::nullopt;
  return *flag ? Download::Allowed : Download::Refused;
}

LessonDraft lesson_draft(const json& body) {
  FieldReader fields(body);
  LessonDraft draft;
  draft.title = fields.text("title", kTitle);
  draft.kind = optional_enum<LessonKind>(fields, "kind").value_or(draft.kind);
  draft.access = optional_enum<LessonAccess>(fields, "access").value_or(draft.access);
  draft.download = optional_download(fields).value_or(draft.download);
  draft.text = fields.optional_text("text", kText).value_or("");
  draft.link = fields.optional_text("link", kLink).value_or("");
  fields.finish();
  return draft;
}

/// null takes a rule away; a field that is not there leaves it.
bool is_null(const json& body, const char* field) {
  if (!body.is_object()) return false;
  const auto found = body.find(field);
  return found != body.end() && found->is_null();
}

void read_opening(const json& body, FieldReader& fields, LessonPatch& patch) {
  if (const auto text = fields.optional_text("opens_at", kId)) {
    if (const auto at = from_rfc3339(*text))
      patch.opens_at = at;
    else
      fields.add_problem("opens_at", "This must be a time as in 2026-03-01T08:00:00Z.");
  }
  if (const auto days = fields.optional_integer("opens_after_days", 0, kMostDays))
    patch.opens_after_days = days;
  if (const auto text = fields.optional_text("opens_after_lesson_id", kId)) {
    patch.opens_after_lesson = LessonId::parse(*text);
    if (!patch.opens_after_lesson) fields.add_problem("opens_after_lesson_id", "There is no such lesson.");
  }
  if (is_null(body, "opens_at")) patch.opens_at.emplace();
  if (is_null(body, "opens_after_days")) patch.opens_after_days.emplace();
  if (is_null(body, "opens_after_lesson_id")) patch.opens_after_lesson = LessonId{};
}

/// ?as=student
Guise guise_of(const Request& request) {
  const auto as = request.find_query("as");
  if (as && *as != "student") throw InvalidInput({Problem{"as", "This must be student, or left out."}});
  return as ? Guise::Learner : Guise::Own;
}

json list_json(const Page<VersionView>& page) {
  json items = json::array();
  for (const auto& view : page.items) items.push_back(as_json(view));
  return http::page_json(std::move(items), page.next);
}

LessonPatch lesson_patch(const json& body) {
  FieldReader fields(body);
  LessonPatch patch;
  patch.title = fields.optional_text("title", kTitle);
  patch.access = optional_enum<LessonAccess>(fields, "access");
  patch.download = optional_download(fields);
  patch.text = fields.optional_text("text", kText);
  patch.link = fields.optional_text("link", kLink);
  patch.target = fields.optional_text("target_id", kId);
  read_opening(body, fields, patch);
  patch.position = fields.optional_integer("position", 0, kMostSisters);
  if (const auto section = fields.optional_text("section_id", kId)) {
    patch.section = SectionId::parse(*section);
    if (!patch.section) fields.add_problem("section_id", "There is no such section.");
  }
  fields.finish();
  return patch;
}

constexpr http::Parameter kOutlineQuery[] = {
    {"as", "Who teaches sees what a student sees.", R"({"enum":["student"]})"}};

constexpr http::Parameter kLessonQuery[] = {
    {"as", "Who teaches sees what a student sees.", R"({"enum":["student"]})"},
    {"at", "What the lesson held at this moment.", R"({"type":"string","format":"date-time"})"}};

}  // namespace

// clang-format off
const http::Entry<LessonsApi> LessonsApi::kRoutes[] = {
    {Method::Get,    "/api/v1/courses/{id}/outline",   Who::Anyone,     Body::None, Lane::Worker, &LessonsApi::get_outline,     "Show a course with its sections and lessons", {"", "Outline", kOutlineQuery}},
    {Method::Post,   "/api/v1/courses/{id}/sections",  Who::SignedIn,   Body::Json, Lane::Worker, &LessonsApi::add_section,     "Add a section at the end",                    {"NewSection", "Section"}},
    {Method::Patch,  "/api/v1/sections/{id}",          Who::SignedIn,   Body::Json, Lane::Worker, &LessonsApi::change_section,  "Rename or move a section",                    {"SectionPatch", "Section"}},
    {Method::Delete, "/api/v1/sections/{id}",          Who::SignedIn,   Body::None, Lane::Worker, &LessonsApi::remove_section,  "Delete a section and its lessons",            {}},
    {Method::Post,   "/api/v1/sections/{id}/lessons",  Who::SignedIn,   Body::Json, Lane::Worker, &LessonsApi::add_lesson,      "Add a lesson at the end",                     {"NewLesson", "Lesson"}},
    {Method::Get,    "/api/v1/lessons/{id}",           Who::Anyone,     Body::None, Lane::Worker, &LessonsApi::get_lesson,      "Show a lesson and what it holds",             {"", "Lesson", kLessonQuery}},
    {Method::Patch,  "/api/v1/lessons/{id}",           Who::SignedIn,   Body::Json, Lane::Worker, &LessonsApi::change_lesson,   "Change or move a lesson",                     {"LessonPatch", "Lesson"}},
    {Method::Delete, "/api/v1/lessons/{id}",           Who::SignedIn,   Body::None, Lane::Worker, &LessonsApi::remove_lesson,   "Delete a lesson and its video",               {}},
    {Method::Get,    "/api/v1/lessons/{id}/versions",  Who::SignedIn,   Body::None, Lane::Worker, &LessonsApi::list_lesson_versions, "List what a lesson held, newest first",  {"", "ContentVersionList"}},
    {Method::Get,    "/api/v1/courses/{id}/versions",  Who::SignedIn,   Body::None, Lane::Worker, &LessonsApi::list_course_versions, "List what a course's description said",  {"", "ContentVersionList"}},
    {Method::Post,   "/api/v1/versions/{id}/restore",  Who::SignedIn,   Body::None, Lane::Worker, &LessonsApi::restore_version, "Make the content what it was",                {"", "ContentVersion"}},
    {Method::Patch,  "/api/v1/documents/{id}",         Who::SignedIn,   Body::Json, Lane::Worker, &LessonsApi::rename_document, "Rename a document",                           {"DocumentPatch", "Document"}},
    {Method::Delete, "/api/v1/documents/{id}",         Who::SignedIn,   Body::None, Lane::Worker, &LessonsApi::remove_document, "Delete a document",                           {}},
};
// clang-format on

std::vector<http::Route> LessonsApi::routes() {
  return http::bind(*this, std::span<const http::Entry<LessonsApi>>{kRoutes});
}

Response LessonsApi::get_outline(const Request& request) {
  return Response::json(as_json(
      outlines_.get(request.principal, http::id_parameter<CourseId>(request, "id"), guise_of(request))));
}

CoursePart LessonsApi::part() const {
  return {"outline", [this](const storage::Reader& db, const http::Principal& who, const CourseId& course,
                            json& content) {
            content = {{"sections", as_json(outlines_.get(db, who, course, Guise::Own)).at("sections")}};
          }};
}

Response LessonsApi::add_section(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto title = fields.text("title", kTitle);
  fields.finish();
  return Response::json(as_json(lessons_.add_section(request.principal, course, title)), 201);
}

Response LessonsApi::change_section(const Request& request) {
  const auto id = http::id_parameter<SectionId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  SectionPatch patch;
  patch.title = fields.optional_text("title", kTitle);
  patch.position = fields.optional_integer("position", 0, kMostSisters);
  fields.finish();
  return Response::json(as_json(lessons_.change_section(request.principal, id, patch)));
}

Response LessonsApi::remove_section(const Request& request) {
  lessons_.remove_section(request.principal, http::id_parameter<SectionId>(request, "id"));
  return Response::empty();
}

Response LessonsApi::add_lesson(const Request& request) {
  const auto section = http::id_parameter<SectionId>(request, "id");
  return Response::json(as_json(lessons_.add(request.principal, section, lesson_draft(request.json()))), 201);
}

Response LessonsApi::get_lesson(const Request& request) {
  const auto id = http::id_parameter<LessonId>(request, "id");
  if (const auto text = request.find_query("at")) {
    const auto at = from_rfc3339(*text);
    if (!at) throw InvalidInput({Problem{"at", "This must be a time as in 2026-03-01T08:00:00Z."}});
    return Response::json(
        as_json(lessons_.get_at(request.principal, id, versions_.lesson_at(request.principal, id, *at))));
  }
  return Response::json(as_json(lessons_.get(request.principal, id, guise_of(request))));
}

Response LessonsApi::change_lesson(const Request& request) {
  const auto id = http::id_parameter<LessonId>(request, "id");
  return Response::json(as_json(lessons_.change(request.principal, id, lesson_patch(request.json()))));
}

Response LessonsApi::remove_lesson(const Request& request) {
  lessons_.remove(request.principal, http::id_parameter<LessonId>(request, "id"));
  return Response::empty();
}

Response LessonsApi::rename_document(const Request& request) {
  const auto id = http::id_parameter<DocumentId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto filename = fields.text("filename", kFilename);
  fields.finish();
  return Response::json(as_json(documents_.rename(request.principal, id, filename)));
}

Response LessonsApi::remove_document(const Request& request) {
  documents_.remove(request.principal, http::id_parameter<DocumentId>(request, "id"));
  return Response::empty();
}

Response LessonsApi::list_lesson_versions(const Request& request) {
  const auto id = http::id_parameter<LessonId>(request, "id");
  return Response::json(list_json(versions_.of_lesson(request.principal, id, http::paging_of(request))));
}

Response LessonsApi::list_course_versions(const Request& request) {
  const auto id = http::id_parameter<CourseId>(request, "id");
  return Response::json(list_json(versions_.of_course(request.principal, id, http::paging_of(request))));
}

Response LessonsApi::restore_version(const Request& request) {
  return Response::json(
      as_json(versions_.restore(request.principal, http::id_parameter<VersionId>(request, "id"))));
}

}  // namespace lectern::catalog
