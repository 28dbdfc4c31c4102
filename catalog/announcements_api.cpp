#include "catalog/announcements_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"

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
constexpr TextRule kBody{1, 20'000};
constexpr TextRule kTime{1, 40};

json as_json(const AnnouncementView& view) {
  const auto& announcement = view.announcement;
  const bool is_of_course = announcement.audience == Audience::Course;
  return {{"id", announcement.id.text()},
          {"audience", text_of(announcement.audience)},
          {"course_id", is_of_course ? json(announcement.course.text()) : json(nullptr)},
          {"course_title", is_of_course ? json(view.course_title) : json(nullptr)},
          {"author", {{"id", announcement.author.text()}, {"name", view.author_name}}},
          {"title", announcement.title},
          {"body", announcement.body},
          {"pinned", announcement.pinned == Pinned::Yes},
          {"publish_at", to_rfc3339(announcement.publish_at)},
          {"edited_at", announcement.edited_at ? json(to_rfc3339(*announcement.edited_at)) : json(nullptr)},
          {"read", view.is_read},
          {"can_edit", view.can_edit}};
}

Response list_json(const Page<AnnouncementView>& page) {
  json items = json::array();
  for (const auto& view : page.items) items.push_back(as_json(view));
  return Response::json(
      {{"items", std::move(items)}, {"next", page.next.empty() ? json(nullptr) : json(page.next)}});
}

std::optional<Instant> optional_time(FieldReader& fields, std::string_view field) {
  const auto text = fields.optional_text(field, kTime);
  if (!text) return std::nullopt;
  const auto at = from_rfc3339(*text);
  if (!at) fields.add_problem(field, "This must be a time like 2026-10-01T08:00:00Z.");
  return at;
}

std::optional<Pinned> optional_pinned(FieldReader& fields) {
  const auto flag = fields.optional_flag("pinned");
  if (!flag) return std::nullopt;
  return *flag ? Pinned::Yes : Pinned::No;
}

AnnouncementDraft draft_in(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  AnnouncementDraft draft;
  draft.title = fields.text("title", kTitle);
  draft.body = fields.text("body", kBody);
  draft.pinned = optional_pinned(fields).value_or(Pinned::No);
  draft.publish_at = optional_time(fields, "publish_at");
  fields.finish();
  return draft;
}

}  // namespace

// clang-format off
const http::Entry<AnnouncementsApi> AnnouncementsApi::kRoutes[] = {
    {Method::Get,    "/api/v1/me/announcements",           Who::SignedIn, Body::None, Lane::Worker, &AnnouncementsApi::mine,                "List what is announced to oneself",              {"", "AnnouncementList"}},
    {Method::Get,    "/api/v1/courses/{id}/announcements", Who::SignedIn, Body::None, Lane::Worker, &AnnouncementsApi::of_course,           "List the announcements of a course",             {"", "AnnouncementList"}},
    {Method::Post,   "/api/v1/courses/{id}/announcements", Who::SignedIn, Body::Json, Lane::Worker, &AnnouncementsApi::create_for_course,   "Announce something to a course, now or later",   {"NewAnnouncement", "Announcement"}},
    {Method::Get,    "/api/v1/announcements",              http::Permission::AnnouncementsSendAll, Body::None, Lane::Worker, &AnnouncementsApi::for_everyone,        "List the announcements to everyone",             {"", "AnnouncementList"}},
    {Method::Post,   "/api/v1/announcements",              http::Permission::AnnouncementsSendAll, Body::Json, Lane::Worker, &AnnouncementsApi::create_for_everyone, "Announce something to everyone, now or later",   {"NewAnnouncement", "Announcement"}},
    {Method::Patch,  "/api/v1/announcements/{id}",         Who::SignedIn, Body::Json, Lane::Worker, &AnnouncementsApi::change,              "Change an announcement",                         {"AnnouncementPatch", "Announcement"}},
    {Method::Delete, "/api/v1/announcements/{id}",         Who::SignedIn, Body::None, Lane::Worker, &AnnouncementsApi::withdraw,            "Withdraw an announcement",                       {}},
    {Method::Post,   "/api/v1/announcements/{id}/read",    Who::SignedIn, Body::None, Lane::Worker, &AnnouncementsApi::mark_read,           "Mark an announcement as read",                   {}},
};
// clang-format on

std::vector<http::Route> AnnouncementsApi::routes() {
  return http::bind(*this, std::span<const http::Entry<AnnouncementsApi>>{kRoutes});
}

Response AnnouncementsApi::mine(const Request& request) {
  return list_json({announcements_.for_me(request.principal, http::paging_of(request).limit), {}});
}

Response AnnouncementsApi::of_course(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  return list_json(announcements_.of_course(request.principal, course, http::paging_of(request)));
}

Response AnnouncementsApi::create_for_course(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  return Response::json(as_json(announcements_.create(request.principal, course, draft_in(request))), 201);
}

Response AnnouncementsApi::for_everyone(const Request& request) {
  return list_json(announcements_.for_everyone(request.principal, http::paging_of(request)));
}

Response AnnouncementsApi::create_for_everyone(const Request& request) {
  return Response::json(as_json(announcements_.create(request.principal, draft_in(request))), 201);
}

Response AnnouncementsApi::change(const Request& request) {
  const auto id = http::id_parameter<AnnouncementId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  AnnouncementPatch patch;
  patch.title = fields.optional_text("title", kTitle);
  patch.body = fields.optional_text("body", kBody);
  patch.pinned = optional_pinned(fields);
  patch.publish_at = optional_time(fields, "publish_at");
  fields.finish();
  return Response::json(as_json(announcements_.change(request.principal, id, patch)));
}

Response AnnouncementsApi::withdraw(const Request& request) {
  announcements_.withdraw(request.principal, http::id_parameter<AnnouncementId>(request, "id"));
  return Response::empty();
}

Response AnnouncementsApi::mark_read(const Request& request) {
  announcements_.mark_read(request.principal, http::id_parameter<AnnouncementId>(request, "id"));
  return Response::empty();
}

}  // namespace lectern::catalog
