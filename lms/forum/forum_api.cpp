#include "lms/forum/forum_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "http/page_json.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr TextRule kTitle{1, 120};
constexpr TextRule kDescription{0, 2'000};
constexpr std::int64_t kLongestSlowMode = 24 * 3600;
constexpr std::int64_t kMostPositions = 1'000;
constexpr std::size_t kLargestDraft = 100'000;
constexpr std::size_t kLongestQuery = 200;

constexpr http::Parameter kWords[] = {
    {"q", "Words that a post has, all of them; the last may be half typed"}};
constexpr http::Parameter kBeginning[] = {{"q", "How a word of the name begins"}};

template <typename Enum>
std::optional<Enum> optional_enum(FieldReader& fields, std::string_view field) {
  std::vector<std::string_view> choices;
  for (const auto& row : text_table(Enum{})) choices.push_back(row.text);
  const auto text = fields.optional_choice(field, choices);
  return text ? from_text<Enum>(*text) : std::nullopt;
}

std::optional<std::chrono::seconds> slow_mode_in(FieldReader& fields) {
  const auto seconds = fields.optional_integer("slow_mode_seconds", 0, kLongestSlowMode);
  return seconds ? std::optional{std::chrono::seconds{*seconds}} : std::nullopt;
}

Level level_in(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto level = fields.choice("level", {"default", "following", "muted"});
  fields.finish();
  return from_text<Level>(level).value_or(Level::Default);
}

std::string words_in(const Request& request) {
  const std::string words{request.find_query("q").value_or("")};
  if (words.size() > kLongestQuery)
    throw InvalidInput({Problem{"q", "This is too long. Search for fewer words."}});
  return words;
}

CourseId course_of(const Request& request) {
  return http::id_parameter<CourseId>(request, "id");
}

json as_json(const Draft& draft) {
  return {{"place", draft.place},
          {"content", json::parse(draft.content)},
          {"updated_at", to_rfc3339(draft.updated_at)}};
}

}  // namespace

// clang-format off
const http::Entry<ForumApi> ForumApi::kRoutes[] = {
    {Method::Get,    "/api/v1/courses/{id}/forums",             Who::SignedIn, Body::None, Lane::Worker, &ForumApi::list,            "List the forums of a course, with what is new in each", {"", "ForumList", {}, http::Pages::One}},
    {Method::Post,   "/api/v1/courses/{id}/forums",             Who::SignedIn, Body::Json, Lane::Worker, &ForumApi::create,          "Make another forum in a course",                        {"NewForum", "Forum"}},
    {Method::Get,    "/api/v1/forums/{id}",                     Who::SignedIn, Body::None, Lane::Worker, &ForumApi::find,            "Get a forum",                                           {"", "Forum"}},
    {Method::Patch,  "/api/v1/forums/{id}",                     Who::SignedIn, Body::Json, Lane::Worker, &ForumApi::change,          "Change a forum",                                        {"ForumPatch", "Forum"}},
    {Method::Delete, "/api/v1/forums/{id}",                     Who::SignedIn, Body::None, Lane::Worker, &ForumApi::remove,          "Remove a forum without threads"},
    {Method::Put,    "/api/v1/courses/{id}/forum-subscription", Who::SignedIn, Body::Json, Lane::Worker, &ForumApi::follow_course,   "Follow or mute all forums of a course",                 {"NewForumLevel", ""}},
    {Method::Put,    "/api/v1/forums/{id}/subscription",        Who::SignedIn, Body::Json, Lane::Worker, &ForumApi::follow_forum,    "Follow or mute a forum",                                {"NewForumLevel", ""}},
    {Method::Put,    "/api/v1/threads/{id}/subscription",       Who::SignedIn, Body::Json, Lane::Worker, &ForumApi::follow_thread,   "Follow or mute a thread",                               {"NewForumLevel", ""}},
    {Method::Put,    "/api/v1/threads/{id}/read",               Who::SignedIn, Body::Json, Lane::Worker, &ForumApi::read_thread,     "Say how far one has read a thread",                     {"ThreadReadUntil", ""}},
    {Method::Post,   "/api/v1/courses/{id}/forum-read",         Who::SignedIn, Body::None, Lane::Worker, &ForumApi::read_everything, "Mark all threads of a course as read"},
    {Method::Get,    "/api/v1/courses/{id}/forum-drafts",       Who::SignedIn, Body::None, Lane::Worker, &ForumApi::drafts,          "List what one has begun to write in a course's forums", {"", "ForumDraftList", {}, http::Pages::One}},
    {Method::Put,    "/api/v1/courses/{id}/forum-drafts/{place}", Who::SignedIn, Body::Json, Lane::Worker, &ForumApi::put_draft,     "Keep what one has begun to write",                      {"NewForumDraft", "ForumDraft"}},
    {Method::Delete, "/api/v1/courses/{id}/forum-drafts/{place}", Who::SignedIn, Body::None, Lane::Worker, &ForumApi::remove_draft,  "Discard what one has begun to write"},
    {Method::Get,    "/api/v1/courses/{id}/forum-search",       Who::SignedIn, Body::None, Lane::Worker, &ForumApi::search,          "Find posts of a course by their words",                 {"", "FoundPostList", kWords}},
    {Method::Get,    "/api/v1/courses/{id}/forum-people",       Who::SignedIn, Body::None, Lane::Worker, &ForumApi::people,          "Find people of a course by name, to mention them",      {"", "ForumPersonList", kBeginning, http::Pages::One}},
};
// clang-format on

std::vector<http::Route> ForumApi::routes() {
  return http::bind(*this, std::span<const http::Entry<ForumApi>>{kRoutes});
}

Response ForumApi::list(const Request& request) {
  return Response::json(services_.json.of(services_.forums.list(request.principal, course_of(request))));
}

Response ForumApi::create(const Request& request) {
  const auto course = course_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  ForumDraft draft;
  draft.title = fields.text("title", kTitle);
  draft.description = fields.optional_text("description", kDescription).value_or("");
  draft.audience = optional_enum<Audience>(fields, "audience").value_or(Audience::Course);
  draft.group = GroupId{fields.optional_text("group_id", {1, 26}).value_or("")};
  draft.posting = optional_enum<Posting>(fields, "posting").value_or(Posting::Everyone);
  draft.anonymity = optional_enum<Anonymity>(fields, "anonymity").value_or(Anonymity::Off);
  draft.slow_mode = slow_mode_in(fields).value_or(std::chrono::seconds{0});
  fields.finish();
  return Response::json(services_.json.of(services_.forums.create(request.principal, course, draft)), 201);
}

Response ForumApi::find(const Request& request) {
  const auto id = http::id_parameter<ForumId>(request, "id");
  return Response::json(services_.json.of(services_.forums.find(request.principal, id)));
}

Response ForumApi::change(const Request& request) {
  const auto id = http::id_parameter<ForumId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  ForumPatch patch;
  patch.title = fields.optional_text("title", {0, kTitle.max_characters});
  patch.description = fields.optional_text("description", kDescription);
  patch.audience = optional_enum<Audience>(fields, "audience");
  patch.group = GroupId{fields.optional_text("group_id", {1, 26}).value_or("")};
  patch.posting = optional_enum<Posting>(fields, "posting");
  patch.anonymity = optional_enum<Anonymity>(fields, "anonymity");
  patch.slow_mode = slow_mode_in(fields);
  patch.position = fields.optional_integer("position", 0, kMostPositions);
  if (!patch.group.empty() && patch.audience != Audience::Group)
    fields.add_problem("group_id", "A group is told together with the audience \"group\".");
  fields.finish();
  const auto view = services_.forums.change(request.principal, id, patch);
  services_.live.forum_changed(id);
  return Response::json(services_.json.of(view));
}

Response ForumApi::remove(const Request& request) {
  services_.forums.remove(request.principal, http::id_parameter<ForumId>(request, "id"));
  return Response::empty();
}

Response ForumApi::follow_course(const Request& request) {
  services_.following.set_course(request.principal, course_of(request), level_in(request));
  return Response::empty();
}

Response ForumApi::follow_forum(const Request& request) {
  const auto id = http::id_parameter<ForumId>(request, "id");
  services_.following.set_forum(request.principal, id, level_in(request));
  return Response::empty();
}

Response ForumApi::follow_thread(const Request& request) {
  const auto id = http::id_parameter<ThreadId>(request, "id");
  services_.following.set_thread(request.principal, id, level_in(request));
  return Response::empty();
}

Response ForumApi::read_thread(const Request& request) {
  const auto id = http::id_parameter<ThreadId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto until = from_rfc3339(fields.text("until", {1, 40}));
  if (!until) fields.add_problem("until", "This must be a time like 2026-10-01T08:00:00Z.");
  fields.finish();
  services_.following.read_thread(request.principal, id, *until);
  return Response::empty();
}

Response ForumApi::read_everything(const Request& request) {
  services_.following.read_everything(request.principal, course_of(request));
  return Response::empty();
}

Response ForumApi::drafts(const Request& request) {
  json items = json::array();
  for (const auto& draft : services_.drafts.list(request.principal, course_of(request)))
    items.push_back(as_json(draft));
  return Response::json(http::page_json(std::move(items)));
}

Response ForumApi::put_draft(const Request& request) {
  const auto course = course_of(request);
  const auto body = request.json();
  FieldReader fields(body);
  const auto* content = fields.optional_object("content");
  if (content == nullptr) fields.add_problem("content", "This must be an object: what was typed so far.");
  if (content != nullptr && content->dump().size() > kLargestDraft)
    fields.add_problem("content", "This draft is too large to be kept.");
  fields.finish();
  const auto draft =
      services_.drafts.put(request.principal, course, request.parameter("place"), content->dump());
  return Response::json(as_json(draft));
}

Response ForumApi::remove_draft(const Request& request) {
  services_.drafts.remove(request.principal, course_of(request), request.parameter("place"));
  return Response::empty();
}

Response ForumApi::search(const Request& request) {
  const auto page = services_.search.posts(request.principal, course_of(request), words_in(request),
                                           http::paging_of(request));
  return Response::json(services_.json.found(page));
}

Response ForumApi::people(const Request& request) {
  const auto course = course_of(request);
  return Response::json(
      services_.json.people(course, services_.search.people(request.principal, course, words_in(request))));
}

}  // namespace lectern::lms
