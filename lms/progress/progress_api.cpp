#include "lms/progress/progress_api.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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

constexpr std::size_t kMostSpans = 256;
constexpr TextRule kSitting{8, 64};

std::int64_t milliseconds(double seconds) {
  return std::llround(seconds * 1000);
}

/// The spans of a heartbeat: objects of their own, read before the rest.
Intervals played_of(const json& list) {
  if (!list.is_array() || list.size() > kMostSpans)
    throw InvalidInput(
        {Problem{"played", fmt::format("This must be a list of at most {} spans.", kMostSpans)}});
  Intervals played;
  for (const auto& span : list) {
    FieldReader fields(span);
    const auto from = fields.number("from", 0, kLongestLesson);
    const auto to = fields.number("to", 0, kLongestLesson);
    fields.finish();
    played.add({milliseconds(from), milliseconds(to)});
  }
  return played;
}

Beat beat_of(json body) {
  Beat beat;
  if (body.is_object() && body.contains("played")) {
    beat.played = played_of(body["played"]);
    body.erase("played");
  }
  FieldReader fields(body);
  beat.sitting = fields.text("sitting", kSitting);
  beat.sequence = fields.integer("sequence", 1, 1'000'000'000);
  beat.position = fields.number("position", 0, kLongestLesson);
  fields.finish();
  return beat;
}

double seconds_of(Milliseconds time) {
  return static_cast<double>(time.count()) / 1000;
}

json as_json(const Watched& watched) {
  const auto duration = watched.duration_seconds.value_or(0);
  return {
      {"watched_seconds", seconds_of(watched.watched)},
      {"share", duration > 0 ? json(std::min(1.0, seconds_of(watched.watched) / duration)) : json(nullptr)},
      {"reach_seconds", seconds_of(watched.reach)},
      {"not_fetched_seconds", seconds_of(watched.not_fetched)},
      {"too_fast_seconds", seconds_of(watched.too_fast)}};
}

constexpr http::Parameter kHomeQuery[] = {
    {"include", "Parts to answer: courses, waiting, invitations, due, messages. Left out: all of them.",
     R"({"type":"array","items":{"type":"string"}})"}};

}  // namespace

// clang-format off
const http::Entry<ProgressApi> ProgressApi::kRoutes[] = {
    {Method::Put,  "/api/v1/lessons/{id}/position",  Who::SignedIn, Body::Json, Lane::Worker, &ProgressApi::tell_position,  "Remember where one stopped", {"Position", ""}},
    {Method::Get,  "/api/v1/lessons/{id}/position",  Who::SignedIn, Body::None, Lane::Worker, &ProgressApi::get_position,   "Tell where one stopped", {"", "Position"}},
    {Method::Post, "/api/v1/lessons/{id}/heartbeat", Who::SignedIn, Body::Json, Lane::Worker, &ProgressApi::take_heartbeat, "Tell what one has played; what of it was really sent counts as watched", {"Heartbeat", "Watched"}},
    {Method::Get,  "/api/v1/me/home",                Who::SignedIn, Body::None, Lane::Worker, &ProgressApi::get_home,       "Tell what one comes back to, as ?include= asks", {"", "Home", kHomeQuery}},
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

Response ProgressApi::take_heartbeat(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  return Response::json(as_json(watching_.take(request.principal, lesson, beat_of(request.json()))));
}

Response ProgressApi::get_home(const Request& request) {
  return Response::json(home_.of(request));
}

}  // namespace lectern::lms
