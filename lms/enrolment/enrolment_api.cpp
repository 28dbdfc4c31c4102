#include "lms/enrolment/enrolment_api.h"

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

json as_json(const Enrolment& enrolment) {
  return {{"id", enrolment.id.text()},
          {"course_id", enrolment.course.text()},
          {"user", {{"id", enrolment.user.text()}, {"name", enrolment.name}, {"email", enrolment.email}}},
          {"role", text_of(enrolment.role)},
          {"state", text_of(enrolment.state)},
          {"created_at", to_rfc3339(enrolment.created_at)}};
}

}  // namespace

// clang-format off
const http::Entry<EnrolmentApi> EnrolmentApi::kRoutes[] = {
    {Method::Post,   "/api/v1/courses/{id}/enrol",  Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::enrol,  "Join a published course",               {"", "Enrolment"}},
    {Method::Delete, "/api/v1/enrolments/{id}",     Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::end,    "Leave a course, or take somebody out",  {}},
    {Method::Get,    "/api/v1/courses/{id}/roster", Who::SignedIn, Body::None, Lane::Worker, &EnrolmentApi::roster, "List who belongs to a course",          {"", "Roster"}},
    {Method::Post,   "/api/v1/courses/{id}/roster", Who::SignedIn, Body::Json, Lane::Worker, &EnrolmentApi::add,    "Add somebody by address",               {"NewEnrolment", "Enrolment"}},
};
// clang-format on

std::vector<http::Route> EnrolmentApi::routes() {
  return http::bind(*this, std::span<const http::Entry<EnrolmentApi>>{kRoutes});
}

Response EnrolmentApi::enrol(const Request& request) {
  return Response::json(
      as_json(enrolments_.enrol(request.principal, http::id_parameter<CourseId>(request, "id"))), 201);
}

Response EnrolmentApi::end(const Request& request) {
  enrolments_.end(request.principal, http::id_parameter<EnrolmentId>(request, "id"));
  return Response::empty();
}

Response EnrolmentApi::roster(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  const auto page = enrolments_.roster(request.principal, course, http::paging_of(request));
  json items = json::array();
  for (const auto& enrolment : page.items) items.push_back(as_json(enrolment));
  return Response::json(
      {{"items", std::move(items)}, {"next", page.next.empty() ? json(nullptr) : json(page.next)}});
}

Response EnrolmentApi::add(const Request& request) {
  const auto course = http::id_parameter<CourseId>(request, "id");
  const auto body = request.json();
  FieldReader fields(body);
  const auto email = fields.text("email", {3, 254});
  const auto role =
      fields.optional_choice("role", {"student", "assistant", "instructor", "observer"}).value_or("student");
  fields.finish();
  const auto course_role = from_text<catalog::CourseRole>(role).value();
  return Response::json(as_json(enrolments_.add(request.principal, course, email, course_role)), 201);
}

}  // namespace lectern::lms
