#include "lms/enrolment/enrolment_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "http/page_json.h"
#include "lms/enrolment/enrolment_json.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::page_json;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

/// A time, or null for none; no change where the field is absent.
std::optional<std::optional<Instant>> time_field(const json& body, FieldReader& fields, const char* field) {
  if (body.is_object() && body.contains(field) && body[field].is_null()) {
    fields.optional_text(field);
    return std::optional<Instant>{};
  }
  const auto text = fields.optional_text(field);
  if (!text) return std::nullopt;
  const auto at = from_rfc3339(*text);
  if (!at) fields.add_problem(field, "This must be a time like 2026-09-01T08:00:00Z, or null for none.");
  return std::optional<Instant>{at};
}

template <typename Item>
json array_of(const std::vector<Item>& items) {
  json array = json::array();
  for (const auto& item : items) array.push_back(as_json(item));
  return array;
}

constexpr http::Parameter kMineQuery[] = {
    {"state", "Which of one's courses.",
     R"({"enum":["active","finished","waiting","hidden"],"default":"active"})"}};

Response whole_list(const std::vector<Enrolment>& enrolments) {
  json items = json::array();
  for (const auto& enrolment : enrolments) items.push_back(as_json(EnrolmentView{enrolment, std::nullopt}));
  return Response::json(page_json(std::move(items), {}));
}

}  // namespace

// clang-format off
const http::Entry<EnrolmentApi> EnrolmentApi::kRoutes[] = {
    {Method::Post,   "/api/v1/courses/{id}/enrol",                  Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::enrol,          "Join a course, or its wait list",                  {"", "Enrolment"}},
    {Method::Get,    "/api/v1/enrolments/{id}",                     Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::get,            "Get an enrolment",                                 {"", "Enrolment"}},
    {Method::Patch,  "/api/v1/enrolments/{id}",                     Who::SignedIn, Body::Json, Lane::Worker, &EnrolmentApi::change,         "Change role and dates, or hide it from one's list", {"EnrolmentPatch", "Enrolment"}},
    {Method::Delete, "/api/v1/enrolments/{id}",                     Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::end,            "Leave a course, or take somebody out",             {}},
    {Method::Post,   "/api/v1/enrolments/{id}/suspend",             Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::suspend,        "Suspend somebody's place",                         {"", "Enrolment"}},
    {Method::Post,   "/api/v1/enrolments/{id}/resume",              Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::resume,         "Give a suspended place back",                      {"", "Enrolment"}},
    {Method::Get,    "/api/v1/enrolments/{id}/progress",            Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::learner,        "Tell how far somebody is, lesson by lesson",       {"", "Learner"}},
    {Method::Put,    "/api/v1/enrolments/{id}/observed/{student}",  Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::observe,        "Show an observer somebody's progress",             {}},
    {Method::Delete, "/api/v1/enrolments/{id}/observed/{student}",  Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::stop_observing, "Show it no longer",                                {}},
    {Method::Get,    "/api/v1/enrolments/{id}/observed",            Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::observed_of,    "List whose progress an observer may see",          {"", "EnrolmentList", {}, http::Pages::One}},
    {Method::Get,    "/api/v1/me/observed",                         Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::observed,       "List whose progress one may see",                  {"", "EnrolmentList", {}, http::Pages::One}},
    {Method::Get,    "/api/v1/me/enrolments",                       Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::mine,           "List one's courses: active, finished, waiting, hidden", {"", "MyCourses", kMineQuery}},
    {Method::Get,    "/api/v1/me/subscriptions",                    Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::subscriptions,  "List the categories one wants courses of",         {"", "SubscriptionList", {}, http::Pages::One}},
    {Method::Post,   "/api/v1/categories/{id}/subscribe",           Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::subscribe,      "Join the next free course of a category, or its queue", {"", "Subscription"}},
    {Method::Delete, "/api/v1/categories/{id}/subscribe",           Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::unsubscribe,    "Leave a category's queue",                         {}},
    {Method::Get,    "/api/v1/join/{code}",                         Who::Anyone,   Body::None, Lane::Worker, &EnrolmentApi::look,           "Tell what an invitation opens",                    {"", "Offer"}},
    {Method::Post,   "/api/v1/join/{code}",                         Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::accept,         "Accept an invitation",                             {"", "Enrolment"}},
};
// clang-format on

std::vector<http::Route> EnrolmentApi::routes() {
  return http::bind(*this, std::span<const http::Entry<EnrolmentApi>>{kRoutes});
}

Response EnrolmentApi::enrol(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  try {
    return Response::json(as_json(enrolments_.enrol(request.principal, course)), 201);
  } catch (const PaymentRequired& error) {
    return Response::json({{"error", {{"code", "payment_required"}, {"message", error.message()}}}}, 402);
  }
}

Response EnrolmentApi::get(const Request& request) {
  const auto id = http::id_parameter<EnrolmentId>(request, "id");
  return Response::json(as_json(enrolments_.get(request.principal, id)));
}

Response EnrolmentApi::change(const Request& request) {
  const auto id = http::id_parameter<EnrolmentId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  EnrolmentPatch patch;
  if (const auto role = fields.optional_choice("role", {"student", "assistant", "instructor", "observer"}))
    patch.role = from_text<catalog::CourseRole>(*role);
  patch.starts_at = time_field(body, fields, "starts_at");
  patch.ends_at = time_field(body, fields, "ends_at");
  patch.is_hidden = fields.optional_flag("hidden");
  fields.finish();
  return Response::json(as_json(enrolments_.change(request.principal, id, patch)));
}

Response EnrolmentApi::suspend(const Request& request) {
  const auto id = http::id_parameter<EnrolmentId>(request, "id");
  return Response::json(as_json(enrolments_.suspend(request.principal, id)));
}

Response EnrolmentApi::resume(const Request& request) {
  const auto id = http::id_parameter<EnrolmentId>(request, "id");
  return Response::json(as_json(enrolments_.resume(request.principal, id)));
}

Response EnrolmentApi::end(const Request& request) {
  enrolments_.end(request.principal, http::id_parameter<EnrolmentId>(request, "id"));
  return Response::empty();
}

Response EnrolmentApi::learner(const Request& request) {
  const auto id = http::id_parameter<EnrolmentId>(request, "id");
  return Response::json(as_json(roster_.learner(request.principal, id)));
}

Response EnrolmentApi::observe(const Request& request) {
  roster_.observe(request.principal, http::id_parameter<EnrolmentId>(request, "id"),
                  http::id_parameter<EnrolmentId>(request, "student"));
  return Response::empty();
}

Response EnrolmentApi::stop_observing(const Request& request) {
  roster_.stop_observing(request.principal, http::id_parameter<EnrolmentId>(request, "id"),
                         http::id_parameter<EnrolmentId>(request, "student"));
  return Response::empty();
}

Response EnrolmentApi::observed(const Request& request) {
  return whole_list(roster_.observed_by(request.principal));
}

Response EnrolmentApi::observed_of(const Request& request) {
  return whole_list(roster_.observed_of(request.principal, http::id_parameter<EnrolmentId>(request, "id")));
}

Response EnrolmentApi::mine(const Request& request) {
  const auto which = from_text<Mine>(request.find_query("state").value_or("active"));
  if (!which) throw InvalidInput({Problem{"state", "This must be active, finished, waiting or hidden."}});
  const auto page = enrolments_.mine(request.principal, *which, http::paging_of(request));
  return Response::json(page_json(array_of(page.items), page.next));
}

Response EnrolmentApi::subscribe(const Request& request) {
  const auto category = http::id_parameter<CategoryId>(request, "id");
  return Response::json(as_json(subscriptions_.subscribe(request.principal, category)));
}

Response EnrolmentApi::unsubscribe(const Request& request) {
  subscriptions_.unsubscribe(request.principal, http::id_parameter<CategoryId>(request, "id"));
  return Response::empty();
}

Response EnrolmentApi::subscriptions(const Request& request) {
  return Response::json(page_json(array_of(subscriptions_.mine(request.principal)), {}));
}

Response EnrolmentApi::look(const Request& request) {
  return Response::json(as_offer(invitations_.look(request.parameter("code")), clock_.now()));
}

Response EnrolmentApi::accept(const Request& request) {
  const auto enrolment = invitations_.accept(request.principal, request.parameter("code"));
  return Response::json(as_json(enrolments_.get(request.principal, enrolment.id)), 201);
}

}  // namespace lectern::lms
