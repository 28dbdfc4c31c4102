#include "lms/forum/thread_api.h"

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

constexpr TextRule kTitle{1, 200};
constexpr TextRule kText{1, 30'000};
constexpr TextRule kReason{1, 500};
constexpr std::size_t kLongestKey = 100;
constexpr double kLongestLesson = 7 * 24 * 3600;

constexpr http::Parameter kPlace[] = {{"before", "Ends before this post", R"({"type":"string"})"},
                                      {"around", "Has this post in its middle", R"({"type":"string"})"}};

constexpr http::Parameter kChoices[] = {
    {"order", "Which come first",
     R"({"type":"string","enum":["activity","newest","votes"],"default":"activity"})"},
    {"show", "Which are shown; removed ones only to who teaches the course",
     R"({"type":"string","enum":["all","questions","unanswered","unread","following","mine","removed"],"default":"all"})"}};

ThreadId thread_of(const Request& request) {
  return http::id_parameter<ThreadId>(request, "id");
}

PostId post_of(const Request& request) {
  return http::id_parameter<PostId>(request, "id");
}

template <typename Enum>
Enum chosen(const Request& request, std::string_view name) {
  const auto text = request.find_query(name);
  if (!text) return Enum{};
  const auto value = from_text<Enum>(*text);
  if (!value) throw InvalidInput({Problem{std::string{name}, "There is no such choice for this list."}});
  return *value;
}

PostDraft draft_in(const Request& request, FieldReader& fields) {
  PostDraft draft;
  draft.once_key = request.headers.find("Idempotency-Key").value_or("");
  if (draft.once_key.size() > kLongestKey)
    throw InvalidInput({Problem{"Idempotency-Key", "This must have at most 100 characters."}});
  draft.text = fields.text("text", kText);
  draft.seconds = fields.optional_number("seconds", 0, kLongestLesson);
  draft.is_anonymous = fields.optional_flag("anonymous").value_or(false);
  return draft;
}

std::optional<ThreadKind> kind_in(FieldReader& fields) {
  const auto text = fields.optional_choice("kind", {"discussion", "question"});
  return text ? from_text<ThreadKind>(*text) : std::nullopt;
}

}  // namespace

// clang-format off
const http::Entry<ThreadApi> ThreadApi::kRoutes[] = {
    {Method::Get,    "/api/v1/forums/{id}/threads",        Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::list,         "List the threads of a forum",                           {"", "ThreadList", kChoices}},
    {Method::Post,   "/api/v1/forums/{id}/threads",        Who::SignedIn, Body::Json, Lane::Worker, &ThreadApi::begin,        "Begin a thread",                                        {"NewThread", "Thread"}},
    {Method::Get,    "/api/v1/lessons/{id}/threads",       Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::of_lesson,    "List the threads of a lesson, with the forum where new ones begin", {"", "LessonThreadList"}},
    {Method::Get,    "/api/v1/lessons/{id}/moments",       Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::moments,      "List the posts that are about moments of a lesson",     {"", "MomentList", {}, http::Pages::One}},
    {Method::Get,    "/api/v1/threads/{id}",               Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::find,         "Get a thread",                                          {"", "Thread"}},
    {Method::Patch,  "/api/v1/threads/{id}",               Who::SignedIn, Body::Json, Lane::Worker, &ThreadApi::change,       "Name a thread; pin, lock, move, remove or restore it",  {"ThreadPatch", "Thread"}},
    {Method::Post,   "/api/v1/threads/{id}/merge",         Who::SignedIn, Body::Json, Lane::Worker, &ThreadApi::merge,        "Merge a thread into another one",                       {"ThreadMerge", "Thread"}},
    {Method::Get,    "/api/v1/threads/{id}/posts",         Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::posts,        "List the posts of a thread, the oldest first",          {"", "PostList", kPlace}},
    {Method::Post,   "/api/v1/threads/{id}/posts",         Who::SignedIn, Body::Json, Lane::Worker, &ThreadApi::reply,        "Answer in a thread",                                    {"NewPost", "Post"}},
    {Method::Get,    "/api/v1/posts/{id}",                 Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::post,         "Get a post",                                            {"", "Post"}},
    {Method::Patch,  "/api/v1/posts/{id}",                 Who::SignedIn, Body::Json, Lane::Worker, &ThreadApi::change_post,  "Change a post of one's own",                            {"PostPatch", "Post"}},
    {Method::Delete, "/api/v1/posts/{id}",                 Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::remove_post,  "Delete a post of one's own; its place stays",           {"", "Post"}},
    {Method::Post,   "/api/v1/posts/{id}/restore",         Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::restore_post, "Bring a deleted or hidden post back",                   {"", "Post"}},
    {Method::Get,    "/api/v1/posts/{id}/versions",        Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::versions,     "List what a post said before it was changed",           {"", "PostVersionList", {}, http::Pages::One}},
    {Method::Put,    "/api/v1/posts/{id}/vote",            Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::vote,         "Vote for a post",                                       {"", "Post"}},
    {Method::Delete, "/api/v1/posts/{id}/vote",            Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::unvote,       "Take one's vote back",                                  {"", "Post"}},
    {Method::Put,    "/api/v1/posts/{id}/accepted",        Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::accept,       "Accept an answer to a question",                        {"", "Post"}},
    {Method::Delete, "/api/v1/posts/{id}/accepted",        Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::unaccept,     "Accept an answer no more",                              {"", "Post"}},
    {Method::Put,    "/api/v1/posts/{id}/endorsement",     Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::endorse,      "Endorse an answer as one who teaches",                  {"", "Post"}},
    {Method::Delete, "/api/v1/posts/{id}/endorsement",     Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::unendorse,    "Endorse an answer no more",                             {"", "Post"}},
    {Method::Post,   "/api/v1/posts/{id}/report",          Who::SignedIn, Body::Json, Lane::Worker, &ThreadApi::report,       "Report a post to those who teach the course",           {"NewPostReport", ""}},
    {Method::Get,    "/api/v1/courses/{id}/forum-reports", Who::SignedIn, Body::None, Lane::Worker, &ThreadApi::queue,        "List reported posts that nobody has judged yet",        {"", "ReportedPostList"}},
    {Method::Post,   "/api/v1/posts/{id}/judge",           Who::SignedIn, Body::Json, Lane::Worker, &ThreadApi::judge,        "Hide a post, or let it stand",                          {"PostJudgement", "Post"}},
};
// clang-format on

std::vector<http::Route> ThreadApi::routes() {
  return http::bind(*this, std::span<const http::Entry<ThreadApi>>{kRoutes});
}

Response ThreadApi::list(const Request& request) {
  const ThreadQuery query{chosen<ThreadOrder>(request, "order"), chosen<ThreadShow>(request, "show"),
                          http::paging_of(request)};
  const auto forum = http::id_parameter<ForumId>(request, "id");
  return Response::json(services_.json.of(services_.lists.of_forum(request.principal, forum, query)));
}

Response ThreadApi::begin(const Request& request) {
  const auto forum = http::id_parameter<ForumId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  ThreadDraft draft;
  draft.kind = kind_in(fields).value_or(ThreadKind::Discussion);
  draft.title = fields.text("title", kTitle);
  draft.lesson = LessonId{fields.optional_text("lesson_id", {1, 26}).value_or("")};
  draft.opening = draft_in(request, fields);
  fields.finish();
  const auto view = services_.threads.begin(request.principal, forum, draft);
  services_.live.thread_changed(view.thread.id);
  return Response::json(services_.json.of(view), 201);
}

Response ThreadApi::of_lesson(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  const auto forum = services_.forums.of_lesson(request.principal, lesson);
  auto threads =
      services_.json.of(services_.lists.of_lesson(request.principal, lesson, http::paging_of(request)));
  threads["forum"] = services_.json.of(forum);
  return Response::json(threads);
}

Response ThreadApi::moments(const Request& request) {
  const auto lesson = http::id_parameter<LessonId>(request, "id");
  return Response::json(services_.json.of(services_.threads.moments(request.principal, lesson)));
}

Response ThreadApi::find(const Request& request) {
  return Response::json(services_.json.of(services_.threads.find(request.principal, thread_of(request))));
}

Response ThreadApi::change(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  ThreadPatch patch;
  patch.title = fields.optional_text("title", kTitle);
  patch.kind = kind_in(fields);
  patch.is_pinned = fields.optional_flag("pinned");
  patch.is_locked = fields.optional_flag("locked");
  patch.is_removed = fields.optional_flag("removed");
  patch.forum = ForumId{fields.optional_text("forum_id", {1, 26}).value_or("")};
  fields.finish();
  const auto view = services_.threads.change(request.principal, thread_of(request), patch);
  services_.live.thread_changed(view.thread.id);
  return Response::json(services_.json.of(view));
}

Response ThreadApi::merge(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const ThreadId into{fields.text("into", {1, 26})};
  fields.finish();
  const auto view = services_.threads.merge(request.principal, thread_of(request), into);
  services_.live.thread_changed(thread_of(request));
  services_.live.thread_changed(into);
  return Response::json(services_.json.of(view));
}

Response ThreadApi::posts(const Request& request) {
  PostPlace place{http::paging_of(request), PostId{std::string{request.find_query("before").value_or("")}},
                  PostId{std::string{request.find_query("around").value_or("")}}};
  if (!place.before.empty() + !place.around.empty() + !place.paging.after.empty() > 1)
    throw InvalidInput({Problem{"around", "Give one of after, before and around."}});
  return Response::json(
      services_.json.of(services_.posts.list(request.principal, thread_of(request), place)));
}

Response ThreadApi::reply(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const PostId parent{fields.optional_text("parent_id", {1, 26}).value_or("")};
  const auto draft = draft_in(request, fields);
  fields.finish();
  return answer(services_.posts.reply(request.principal, thread_of(request), parent, draft), 201);
}

Response ThreadApi::post(const Request& request) {
  return Response::json(services_.json.of(services_.posts.find(request.principal, post_of(request))));
}

Response ThreadApi::change_post(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  PostPatch patch;
  patch.text = fields.optional_text("text", kText);
  if (fields.clears("seconds"))
    patch.seconds.emplace(std::nullopt);
  else if (const auto seconds = fields.optional_number("seconds", 0, kLongestLesson))
    patch.seconds.emplace(seconds);
  fields.finish();
  return answer(services_.posts.change(request.principal, post_of(request), patch));
}

Response ThreadApi::remove_post(const Request& request) {
  return answer(services_.posts.remove(request.principal, post_of(request)));
}

Response ThreadApi::restore_post(const Request& request) {
  return answer(services_.posts.restore(request.principal, post_of(request)));
}

Response ThreadApi::versions(const Request& request) {
  json items = json::array();
  for (const auto& version : services_.posts.versions(request.principal, post_of(request)))
    items.push_back(
        {{"number", version.number}, {"text", version.text}, {"written_at", to_rfc3339(version.written_at)}});
  return Response::json({{"items", std::move(items)}, {"next", nullptr}});
}

Response ThreadApi::vote(const Request& request) {
  return answer(services_.posts.vote(request.principal, post_of(request), Mark::Set));
}

Response ThreadApi::unvote(const Request& request) {
  return answer(services_.posts.vote(request.principal, post_of(request), Mark::Cleared));
}

Response ThreadApi::accept(const Request& request) {
  return answer(services_.posts.accept(request.principal, post_of(request), Mark::Set));
}

Response ThreadApi::unaccept(const Request& request) {
  return answer(services_.posts.accept(request.principal, post_of(request), Mark::Cleared));
}

Response ThreadApi::endorse(const Request& request) {
  return answer(services_.posts.endorse(request.principal, post_of(request), Mark::Set));
}

Response ThreadApi::unendorse(const Request& request) {
  return answer(services_.posts.endorse(request.principal, post_of(request), Mark::Cleared));
}

Response ThreadApi::report(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto reason = fields.text("reason", kReason);
  fields.finish();
  services_.moderation.report(request.principal, post_of(request), reason);
  return Response::empty();
}

Response ThreadApi::queue(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  const auto page = services_.moderation.queue(request.principal, course, http::paging_of(request));
  return Response::json(services_.json.of(page));
}

Response ThreadApi::judge(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto verdict = fields.choice("verdict", {"hide", "keep"});
  fields.finish();
  return answer(services_.moderation.judge(request.principal, post_of(request),
                                           from_text<Verdict>(verdict).value_or(Verdict::Keep)));
}

Response ThreadApi::answer(const PostView& view, int status) const {
  services_.live.thread_changed(view.thread.id);
  return Response::json(services_.json.of(view), status);
}

}  // namespace lectern::lms
