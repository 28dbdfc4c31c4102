#include "lms/forum/forum_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "catalog/fields.h"
#include "http/page_json.h"
#include "lms/forum/forum_fields.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr std::int64_t kMostPositions = 1'000;
constexpr std::size_t kLargestDraft = 100'000;
constexpr std::size_t kLongestQuery = 200;

constexpr http::Parameter kWords[] = {
    {"q", "Words that a post has, all of them; the last may be half typed"}};
constexpr http::Parameter kBeginning[] = {{"q", "How a word of the name begins"}};

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
  auto draft = forum_settings(fields);
  draft.title = fields.text("title", kForumTitle);
  draft.group = GroupId{fields.optional_text("group_id", {1, 26}).value_or("")};
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
  patch.title = fields.optional_text("title", {0, kForumTitle.max_characters});
  patch.description = fields.optional_text("description", kForumDescription);
  patch.audience = catalog::optional_enum<Audience>(fields, "audience");
  patch.group = GroupId{fields.optional_text("group_id", {1, 26}).value_or("")};
  patch.posting = catalog::optional_enum<Posting>(fields, "posting");
  patch.anonymity = catalog::optional_enum<Anonymity>(fields, "anonymity");
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
