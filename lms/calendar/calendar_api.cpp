#include "lms/calendar/calendar_api.h"

#include <nlohmann/json.hpp>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"
#include "http/page_json.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;
using std::chrono::days;

namespace {

constexpr days kUsual{62};
constexpr days kLongest{400};

constexpr http::Parameter kWindow[] = {
    {"from", "Nothing before; absent: now", R"({"type":"string","format":"date-time"})"},
    {"until", "Nothing from then on, at most 400 days later; absent: 62 days later",
     R"({"type":"string","format":"date-time"})"}};

json as_json(const CalendarEntry& entry) {
  return {{"uid", entry.uid()},
          {"kind", text_of(entry.kind)},
          {"at", to_rfc3339(entry.at)},
          {"title", entry.title},
          {"course_id", entry.course.text()},
          {"course_title", entry.course_title},
          {"lesson_id", entry.lesson.empty() ? json(nullptr) : json(entry.lesson.text())},
          {"done", entry.is_done}};
}

std::optional<Instant> time_of(const Request& request, const char* name) {
  const auto text = request.find_query(name);
  if (!text) return std::nullopt;
  const auto at = from_rfc3339(*text);
  if (!at) throw InvalidInput({Problem{name, "must be a time such as 2026-01-31T12:00:00Z."}});
  return at;
}

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

}  // namespace

// clang-format off
const http::Entry<CalendarApi> CalendarApi::kRoutes[] = {
    {Method::Get,    "/api/v1/me/calendar",                   Who::SignedIn, Body::None, Lane::Worker, &CalendarApi::list,      "List one's own deadlines over all courses",                {"", "CalendarEntries", kWindow, http::Pages::One}},
    {Method::Get,    "/api/v1/me/calendar-feed",              Who::SignedIn, Body::None, Lane::Worker, &CalendarApi::get_feed,  "Tell whether others' calendars may read one's deadlines",  {"", "CalendarFeed"}},
    {Method::Post,   "/api/v1/me/calendar-feed",              Who::SignedIn, Body::None, Lane::Worker, &CalendarApi::make_feed, "Make a new private address for that; an earlier one ends", {"", "CalendarAddress"}},
    {Method::Delete, "/api/v1/me/calendar-feed",              Who::SignedIn, Body::None, Lane::Worker, &CalendarApi::end_feed,  "End that address"},
    {Method::Get,    "/api/v1/calendar/{token}/lectern.ics",  Who::Anyone,   Body::None, Lane::Worker, &CalendarApi::read_feed, "Somebody's deadlines as iCalendar, for who has the address"},
};
// clang-format on

std::vector<http::Route> CalendarApi::routes() {
  return http::bind(*this, std::span<const http::Entry<CalendarApi>>{kRoutes});
}

Response CalendarApi::list(const Request& request) {
  const auto from = time_of(request, "from").value_or(clock_.now());
  const auto until = time_of(request, "until").value_or(from + kUsual);
  if (until < from || until - from > kLongest)
    throw InvalidInput({Problem{"until", "must be after from, and at most 400 days later."}});
  json items = json::array();
  for (const auto& entry : calendar_.of(request.principal, from, until)) items.push_back(as_json(entry));
  return Response::json(http::page_json(std::move(items)));
}

Response CalendarApi::get_feed(const Request& request) {
  const auto feed = feeds_.of(request.principal);
  return Response::json({{"created_at", time_or_null(feed ? std::optional{feed->created_at} : std::nullopt)},
                         {"fetched_at", time_or_null(feed ? feed->fetched_at : std::nullopt)}});
}

Response CalendarApi::make_feed(const Request& request) {
  return Response::json({{"url", feeds_.make(request.principal)}}, 201).with("Cache-Control", "no-store");
}

Response CalendarApi::end_feed(const Request& request) {
  feeds_.end(request.principal);
  return Response::empty();
}

Response CalendarApi::read_feed(const Request& request) {
  auto text = feeds_.read(request.parameter("token"));
  const auto etag = "\"" + to_hex(sha256(text)).substr(0, 32) + "\"";
  const auto known = request.headers.find("If-None-Match");
  // Within it, because it may have been sent packed, and then it is a weak one.
  auto response = known && known->find(etag) != std::string_view::npos
                      ? Response::empty(304)
                      : Response::text(std::move(text), "text/calendar; charset=utf-8");
  response.headers.set("ETag", etag);
  response.headers.set("Cache-Control", "private, no-cache");
  return response;
}

}  // namespace lectern::lms
