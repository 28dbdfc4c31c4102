#include "lms/progress/progress_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "storage/db/database.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr double kLongestLesson = 7 * 24 * 3600;

json as_json(const CourseProgress& progress) {
  json completed = json::array();
  for (const auto& lesson : progress.completed)
    completed.push_back(
        {{"lesson_id", lesson.lesson.text()}, {"how", text_of(lesson.how)}, {"at", to_rfc3339(lesson.at)}});
  return {{"completed", std::move(completed)},
          {"lessons", progress.lessons},
          {"completed_at", progress.completed_at ? json(to_rfc3339(*progress.completed_at)) : json(nullptr)}};
}

}  // namespace

// clang-format off
const http::Entry<ProgressApi> ProgressApi::kRoutes[] = {
    {Method::Put,    "/api/v1/lessons/{id}/position",   Who::SignedIn, Body::Json, Lane::Worker, &ProgressApi::tell_position,    "Remember where one stopped",               {"Position", ""}},
    {Method::Get,    "/api/v1/lessons/{id}/position",   Who::SignedIn, Body::None, Lane::Worker, &ProgressApi::get_position,     "Tell where one stopped",                   {"", "Position"}},
    {Method::Put,    "/api/v1/lessons/{id}/completion", Who::SignedIn, Body::None, Lane::Worker, &ProgressApi::mark_completed,   "Mark a lesson as completed",               {"", "CourseProgress"}},
    {Method::Delete, "/api/v1/lessons/{id}/completion", Who::SignedIn, Body::None, Lane::Worker, &ProgressApi::unmark_completed, "Take the mark back",                       {"", "CourseProgress"}},
    {Method::Get,    "/api/v1/courses/{id}/progress",   Who::SignedIn, Body::None, Lane::Worker, &ProgressApi::get_progress,     "List the lessons one has completed",       {"", "CourseProgress"}},
    {Method::Get,    "/api/v1/me/home",                 Who::SignedIn, Body::None, Lane::Worker, &ProgressApi::get_home,         "Tell what one comes back to, as ?include= asks", {"", "Home"}},
};
// clang-format on

std::vector<http::Route> ProgressApi::routes() {
  return http::bind(*this, std::span<const http::Entry<ProgressApi>>{kRoutes});
}

Response ProgressApi::tell_position(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto seconds = fields.number("seconds", 0, kLongestLesson);
  fields.finish();
  positions_.tell(request.principal, lesson, seconds);
  return Response::empty();
}

Response ProgressApi::get_position(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  const auto seconds = database_.read([&](const storage::Reader& db) {
    doors_.lesson(db, lesson, request.principal, catalog::Need::Watch);
    return positions_.resume_seconds(db, request.principal.user, lesson);
  });
  return Response::json({{"seconds", seconds}}).with("Cache-Control", "no-store");
}

Response ProgressApi::mark_completed(const Request& request) {
  return Response::json(
      as_json(completions_.mark(request.principal, http::id_parameter<LessonId>(request, "id"))));
}

Response ProgressApi::unmark_completed(const Request& request) {
  return Response::json(
      as_json(completions_.unmark(request.principal, http::id_parameter<LessonId>(request, "id"))));
}

Response ProgressApi::get_progress(const Request& request) {
  return Response::json(
      as_json(completions_.of(request.principal, http::id_parameter<CourseId>(request, "id"))));
}

Response ProgressApi::get_home(const Request& request) {
  return Response::json(home_.of(request));
}

}  // namespace lectern::lms
