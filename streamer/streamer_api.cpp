#include "streamer/streamer_api.h"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/error.h"
#include "streamer/embedding.h"

namespace lectern::streamer {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

json text_or_null(const std::string& text) {
  return text.empty() ? json(nullptr) : json(text);
}

json as_json(const Playback& playback) {
  json captions = json::array();
  for (const auto& caption : playback.captions)
    captions.push_back({{"language", caption.language}, {"label", caption.label}, {"url", caption.url}});
  json chapters = json::array();
  for (const auto& chapter : playback.chapters)
    chapters.push_back({{"start_seconds", chapter.start_seconds},
                        {"end_seconds", chapter.end_seconds},
                        {"title", chapter.title}});
  json views = json::array();
  for (const auto& view : playback.views)
    views.push_back({{"name", view.name}, {"master_url", view.master_url}});
  return {{"state", playback.is_early ? "playable" : "ready"},
          {"early", playback.is_early},
          {"title", playback.title},
          {"master_url", playback.master_url},
          {"poster_url", text_or_null(playback.poster_url)},
          {"storyboard_url", text_or_null(playback.storyboard_url)},
          {"download_url", text_or_null(playback.download_url)},
          {"original_url", text_or_null(playback.original_url)},
          {"captions", std::move(captions)},
          {"chapters", std::move(chapters)},
          {"views", std::move(views)},
          {"duration_seconds", playback.duration_seconds},
          {"resume_seconds", playback.resume_seconds},
          {"reach_seconds", playback.reach_seconds ? json(*playback.reach_seconds) : json(nullptr)},
          {"expires_at", to_rfc3339(playback.expires_at)}};
}

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

json as_json(const Grant& grant) {
  return {{"id", grant.id.text()},
          {"user_id", text_or_null(grant.user.text())},
          {"created_at", to_rfc3339(grant.created_at)},
          {"expires_at", to_rfc3339(grant.expires_at)},
          {"ended_at", time_or_null(grant.revoked_at)},
          {"last_seen_at", time_or_null(grant.last_seen_at)},
          {"requests", grant.requests},
          {"bytes", grant.bytes},
          {"segments_delivered", count_delivered(grant)}};
}

/// oEmbed §2.2: maxwidth and maxheight.
EmbeddingBounds bounds_of(const Request& request) {
  EmbeddingBounds bounds;
  for (const auto& [name, bound] :
       {std::pair{"maxwidth", &bounds.width}, std::pair{"maxheight", &bounds.height}}) {
    const auto text = request.find_query(name);
    if (!text) continue;
    const auto number = parse_pixels(*text);
    if (!number) throw InvalidInput({Problem{name, "must be a whole number of pixels."}});
    *bound = *number;
  }
  return bounds;
}

std::string origin_of(const Request& request) {
  const auto host = request.headers.find("Host");
  return std::string{request.secure ? "https://" : "http://"} + std::string{host.value_or("")};
}

/// oEmbed §2.2.
constexpr http::Parameter kEmbeddingQuery[] = {
    {"url", "The address of the lecture's page."},
    {"format", "Only json is spoken.", R"({"type":"string","default":"json"})"},
    {"maxwidth", "The most pixels from left to right.", R"({"type":"integer","minimum":1})"},
    {"maxheight", "The most pixels from top to bottom.", R"({"type":"integer","minimum":1})"}};

}  // namespace

// clang-format off
const http::Entry<StreamerApi> StreamerApi::kRoutes[] = {
    // method         path                             who             body        lane          handler                           what it does
    {Method::Get,    "/api/v1/lessons/{id}/playback", Who::Anyone,     Body::None, Lane::Worker, &StreamerApi::open_playback,      "Where a lecture plays, for who may watch it", {"", "Playback"}},
    {Method::Get,    "/api/v1/oembed",                Who::Anyone,     Body::None, Lane::Worker, &StreamerApi::describe_embedding, "How a public lecture is embedded elsewhere (oEmbed 1.0)", {"", "Embedding", kEmbeddingQuery}},
    {Method::Get,    "/api/v1/lessons/{id}/grants",   Who::Instructor, Body::None, Lane::Worker, &StreamerApi::list_grants,        "Who is watching a lecture, or may go on watching", {"", "GrantList", {}, http::Pages::One}},
    {Method::Delete, "/api/v1/grants/{id}",           Who::Instructor, Body::None, Lane::Worker, &StreamerApi::end_grant,          "End somebody's watching, at once"},
};
// clang-format on

StreamerApi::StreamerApi(PlaybackDesk& desk, Gate& gate, Grants& grants, std::string public_url)
    : desk_(desk), gate_(gate), grants_(grants), public_url_(std::move(public_url)) {}

std::vector<http::Route> StreamerApi::routes() {
  return http::bind(*this, std::span<const http::Entry<StreamerApi>>{kRoutes});
}

Response StreamerApi::open_playback(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  return Response::json(as_json(desk_.open(request.principal, lesson))).with("Cache-Control", "no-store");
}

Response StreamerApi::describe_embedding(const Request& request) {
  // oEmbed §2.2.2: 501 for a format that is not spoken.
  if (request.find_query("format").value_or("json") != "json")
    return Response::json(
        {{"error", {{"code", "unsupported"}, {"message", "Only format=json is spoken here."}}}}, 501);
  const std::string origin = public_url_.empty() ? origin_of(request) : public_url_;
  const auto lesson = lesson_of_page(request.find_query("url").value_or(""), origin);
  if (!lesson) throw Error(ErrorCode::NotFound, "There is no lecture at that address.");
  // oEmbed §2.3.4: 401 where the page is private, and nothing else is told about it.
  const WatchStanding standing = gate_.standing({}, *lesson);
  if (standing.answer == WatchStanding::Answer::NoSuchLesson)
    throw Error(ErrorCode::NotFound, "There is no lecture at that address.");
  if (!standing.open_to_anyone || standing.answer != WatchStanding::Answer::Allowed)
    throw Error(ErrorCode::Unauthenticated,
                "This lecture is not open to everyone, so it cannot be embedded.");
  return Response::json(embedding_of(*lesson, standing.title, origin, bounds_of(request)));
}

Response StreamerApi::list_grants(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  require_management(request, lesson);
  json items = json::array();
  for (const auto& grant : grants_.of_lesson(lesson)) items.push_back(as_json(grant));
  return Response::json({{"items", std::move(items)}, {"next", nullptr}});
}

Response StreamerApi::end_grant(const Request& request) {
  const auto id = http::id_parameter<GrantId>(request, "id");
  const auto grant = grants_.find(id);
  if (!grant) throw Error(ErrorCode::NotFound, "There is no such grant.");
  require_management(request, grant->lesson);
  grants_.revoke(id);
  return Response::empty();
}

WatchStanding StreamerApi::require_management(const Request& request, const LessonId& lesson) {
  WatchStanding standing = gate_.standing(request.principal, lesson);
  if (standing.answer == WatchStanding::Answer::NoSuchLesson)
    throw Error(ErrorCode::NotFound, "There is no such lesson.");
  if (!standing.may_manage)
    throw Error(ErrorCode::Forbidden, "Only those who teach this course may see who is watching.");
  return standing;
}

}  // namespace lectern::streamer
