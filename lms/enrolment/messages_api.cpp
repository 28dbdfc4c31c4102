#include "lms/enrolment/messages_api.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
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

constexpr TextRule kSubject{1, 200};
constexpr TextRule kBody{1, 20'000};
constexpr std::size_t kMostAtOnce = 1'000;
constexpr std::size_t kLongestKey = 100;
constexpr int kUnreadAtHome = 5;

json message_json(const CourseMessage& message) {
  return {{"id", message.id.text()},
          {"course_id", message.course.text()},
          {"course_title", message.course_title},
          {"author", {{"id", message.author.text()}, {"name", message.author_name}}},
          {"subject", message.subject},
          {"body", message.body},
          {"sent_at", to_rfc3339(message.sent_at)}};
}

json sent_json(const CourseMessage& message) {
  json sent = message_json(message);
  sent["people"] = message.people;
  sent["read_by"] = message.read_by;
  return sent;
}

json received_json(const CourseMessage& message) {
  json received = message_json(message);
  received["read"] = message.is_read;
  return received;
}

template <typename AsJson>
json array_of(const std::vector<CourseMessage>& messages, AsJson as_json) {
  json items = json::array();
  for (const auto& message : messages) items.push_back(as_json(message));
  return items;
}

std::vector<EnrolmentId> people_in(FieldReader& fields) {
  std::vector<EnrolmentId> people;
  for (const auto& text : fields.texts("enrolment_ids", kMostAtOnce, {1, 26})) {
    const auto id = EnrolmentId::parse(text);
    if (!id) fields.add_problem("enrolment_ids", "These must be ids of enrolments.");
    people.push_back(id.value_or(EnrolmentId{}));
  }
  std::sort(people.begin(), people.end());
  people.erase(std::unique(people.begin(), people.end()), people.end());
  if (people.empty()) fields.add_problem("enrolment_ids", "Choose somebody to write to.");
  return people;
}

std::string once_key_of(const Request& request) {
  const std::string key{request.headers.find("Idempotency-Key").value_or("")};
  if (key.size() > kLongestKey)
    throw InvalidInput({Problem{"Idempotency-Key", "This must have at most 100 characters."}});
  return key;
}

}  // namespace

// clang-format off
const http::Entry<MessagesApi> MessagesApi::kRoutes[] = {
    {Method::Post, "/api/v1/courses/{id}/messages", Who::SignedIn, Body::Json, Lane::Worker, &MessagesApi::send,      "Write to chosen people of a course, here and by mail", {"NewCourseMessage", "SentMessage"}},
    {Method::Get,  "/api/v1/courses/{id}/messages", Who::SignedIn, Body::None, Lane::Worker, &MessagesApi::of_course, "List what was written to people of a course",          {"", "SentMessageList"}},
    {Method::Get,  "/api/v1/me/messages",           Who::SignedIn, Body::None, Lane::Worker, &MessagesApi::mine,      "List what was written to oneself",                     {"", "MessageList"}},
    {Method::Post, "/api/v1/messages/{id}/read",    Who::SignedIn, Body::None, Lane::Worker, &MessagesApi::mark_read, "Mark a message as read",                               {}},
};
// clang-format on

std::vector<http::Route> MessagesApi::routes() {
  return http::bind(*this, std::span<const http::Entry<MessagesApi>>{kRoutes});
}

HomePart MessagesApi::part() {
  return {"messages", [](const storage::Reader& db, const http::Principal& who, json& content) {
            content = array_of(unread_messages(db, who.user, kUnreadAtHome), received_json);
          }};
}

Response MessagesApi::send(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  MessageDraft draft;
  draft.people = people_in(fields);
  draft.subject = fields.text("subject", kSubject);
  draft.body = fields.text("body", kBody);
  fields.finish();
  draft.once_key = once_key_of(request);
  return Response::json(sent_json(messages_.send(request.principal, course, draft)), 201);
}

Response MessagesApi::of_course(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  const auto page = messages_.of_course(request.principal, course, http::paging_of(request));
  return Response::json(http::page_json(array_of(page.items, sent_json), page.next));
}

Response MessagesApi::mine(const Request& request) {
  const auto page = messages_.mine(request.principal, http::paging_of(request));
  return Response::json(http::page_json(array_of(page.items, received_json), page.next));
}

Response MessagesApi::mark_read(const Request& request) {
  messages_.mark_read(request.principal, http::id_parameter<MessageId>(request, "id"));
  return Response::empty();
}

}  // namespace lectern::lms
