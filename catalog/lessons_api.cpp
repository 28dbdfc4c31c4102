#include "catalog/lessons_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "catalog/fields.h"
#include "catalog/lesson_json.h"

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
constexpr std::int64_t kMostSisters = 100'000;

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
  fields.finish();
  return draft;
}

LessonPatch lesson_patch(const json& body) {
  FieldReader fields(body);
  LessonPatch patch;
  patch.title = fields.optional_text("title", kTitle);
  patch.access = optional_enum<LessonAccess>(fields, "access");
  patch.download = optional_download(fields);
  patch.position = fields.optional_integer("position", 0, kMostSisters);
  if (const auto section = fields.optional_text("section_id", kId)) {
    patch.section = SectionId::parse(*section);
    if (!patch.section) fields.add_problem("section_id", "There is no such section.");
  }
  fields.finish();
  return patch;
}

}  // namespace

// clang-format off
const http::Entry<LessonsApi> LessonsApi::kRoutes[] = {
    {Method::Get,    "/api/v1/courses/{id}/outline",   Who::Anyone,     Body::None, Lane::Worker, &LessonsApi::get_outline,     "Show a course with its sections and lessons", {"", "Outline"}},
    {Method::Post,   "/api/v1/courses/{id}/sections",  Who::SignedIn,   Body::Json, Lane::Worker, &LessonsApi::add_section,     "Add a section at the end",                    {"NewSection", "Section"}},
    {Method::Patch,  "/api/v1/sections/{id}",          Who::SignedIn,   Body::Json, Lane::Worker, &LessonsApi::change_section,  "Rename or move a section",                    {"SectionPatch", "Section"}},
    {Method::Delete, "/api/v1/sections/{id}",          Who::SignedIn,   Body::None, Lane::Worker, &LessonsApi::remove_section,  "Delete a section and its lessons",            {}},
    {Method::Post,   "/api/v1/sections/{id}/lessons",  Who::SignedIn,   Body::Json, Lane::Worker, &LessonsApi::add_lesson,      "Add a lesson at the end",                     {"NewLesson", "Lesson"}},
    {Method::Get,    "/api/v1/lessons/{id}",           Who::Anyone,     Body::None, Lane::Worker, &LessonsApi::get_lesson,      "Show a lesson and its video",                 {"", "Lesson"}},
    {Method::Patch,  "/api/v1/lessons/{id}",           Who::SignedIn,   Body::Json, Lane::Worker, &LessonsApi::change_lesson,   "Change or move a lesson",                     {"LessonPatch", "Lesson"}},
    {Method::Delete, "/api/v1/lessons/{id}",           Who::SignedIn,   Body::None, Lane::Worker, &LessonsApi::remove_lesson,   "Delete a lesson and its video",               {}},
};
// clang-format on

std::vector<http::Route> LessonsApi::routes() {
  return http::bind(*this, std::span<const http::Entry<LessonsApi>>{kRoutes});
}

Response LessonsApi::get_outline(const Request& request) {
  return Response::json(
      as_json(outlines_.get(request.principal, http::id_parameter<CourseId>(request, "id"))));
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
  return Response::json(
      as_json(lessons_.get(request.principal, http::id_parameter<LessonId>(request, "id"))));
}

Response LessonsApi::change_lesson(const Request& request) {
  const auto id = http::id_parameter<LessonId>(request, "id");
  return Response::json(as_json(lessons_.change(request.principal, id, lesson_patch(request.json()))));
}

Response LessonsApi::remove_lesson(const Request& request) {
  lessons_.remove(request.principal, http::id_parameter<LessonId>(request, "id"));
  return Response::empty();
}

}  // namespace lectern::catalog
