#include "lms/notes/notes_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr TextRule kText{1, 10'000};
constexpr double kLongestLesson = 7 * 24 * 3600;

json as_json(const Note& note) {
  return {{"id", note.id.text()},
          {"lesson_id", note.lesson.text()},
          {"seconds", note.seconds},
          {"text", note.text},
          {"created_at", to_rfc3339(note.created_at)},
          {"updated_at", to_rfc3339(note.updated_at)}};
}

}  // namespace

// clang-format off
const http::Entry<NotesApi> NotesApi::kRoutes[] = {
    {Method::Get,    "/api/v1/lessons/{id}/notes",    Who::SignedIn, Body::None, Lane::Worker, &NotesApi::list,            "List one's own notes at a lesson",          {"", "NoteList", {}, http::Pages::One}},
    {Method::Post,   "/api/v1/lessons/{id}/notes",    Who::SignedIn, Body::Json, Lane::Worker, &NotesApi::add,             "Write a note at a moment of a lesson",      {"NewNote", "Note"}},
    {Method::Patch,  "/api/v1/notes/{id}",            Who::SignedIn, Body::Json, Lane::Worker, &NotesApi::change,          "Change a note of one's own",                {"NotePatch", "Note"}},
    {Method::Delete, "/api/v1/notes/{id}",            Who::SignedIn, Body::None, Lane::Worker, &NotesApi::remove,          "Remove a note of one's own"},
    {Method::Get,    "/api/v1/courses/{id}/notes.md", Who::SignedIn, Body::None, Lane::Worker, &NotesApi::export_markdown, "Get all one's notes of a course as Markdown"},
};
// clang-format on

std::vector<http::Route> NotesApi::routes() {
  return http::bind(*this, std::span<const http::Entry<NotesApi>>{kRoutes});
}

Response NotesApi::list(const Request& request) {
  json items = json::array();
  for (const auto& note : notes_.of(request.principal, http::id_parameter<LessonId>(request, "id")))
    items.push_back(as_json(note));
  return Response::json({{"items", std::move(items)}, {"next", nullptr}});
}

Response NotesApi::add(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto seconds = fields.number("seconds", 0, kLongestLesson);
  const auto text = fields.text("text", kText);
  fields.finish();
  return Response::json(as_json(notes_.add(request.principal, lesson, seconds, text)), 201);
}

Response NotesApi::change(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  NotePatch patch;
  patch.seconds = fields.optional_number("seconds", 0, kLongestLesson);
  patch.text = fields.optional_text("text", kText);
  fields.finish();
  const auto id = http::id_parameter<NoteId>(request, "id");
  return Response::json(as_json(notes_.change(request.principal, id, patch)));
}

Response NotesApi::remove(const Request& request) {
  notes_.remove(request.principal, http::id_parameter<NoteId>(request, "id"));
  return Response::empty();
}

Response NotesApi::export_markdown(const Request& request) {
  return Response::text(notes_.as_markdown(request.principal, http::id_parameter<CourseId>(request, "id")),
                        "text/markdown; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"notes.md\"")
      .with("Cache-Control", "no-store");
}

}  // namespace lectern::lms
