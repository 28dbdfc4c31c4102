#include "lms/identity/people_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "lms/identity/cookie.h"
#include "lms/identity/identity_json.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

UserId user_in(const Request& request) {
  return http::id_parameter<UserId>(request, "id");
}

}  // namespace

// clang-format off
const http::Entry<PeopleApi> PeopleApi::kRoutes[] = {
    {Method::Get,    "/api/v1/users/requests",           Who::Admin,    Body::None, Lane::Worker, &PeopleApi::list_requests,       "List those who wait to become instructors",      {"", "UserList", {}, http::Pages::One}},
    {Method::Post,   "/api/v1/users/{id}/approve",       Who::Admin,    Body::None, Lane::Worker, &PeopleApi::approve,             "Make somebody who asked for it an instructor",   {"", "User"}},
    {Method::Post,   "/api/v1/users/{id}/decline",       Who::Admin,    Body::None, Lane::Worker, &PeopleApi::decline,             "Decline that wish",                              {"", "User"}},
    {Method::Post,   "/api/v1/users/{id}/disable",       Who::Admin,    Body::None, Lane::Worker, &PeopleApi::disable,             "Disable an account: its sessions end",           {"", "User"}},
    {Method::Post,   "/api/v1/users/{id}/enable",        Who::Admin,    Body::None, Lane::Worker, &PeopleApi::enable,              "Enable an account again",                        {"", "User"}},
    {Method::Delete, "/api/v1/users/{id}",               Who::Admin,    Body::None, Lane::Worker, &PeopleApi::remove,              "Delete an account for good",                     {}},
    {Method::Delete, "/api/v1/users/{id}/second-factor", Who::Admin,    Body::None, Lane::Worker, &PeopleApi::reset_second_factor, "Turn off the second step of who lost the device", {}},
    {Method::Get,    "/api/v1/users/{id}/data",          Who::Admin,    Body::None, Lane::Slow,   &PeopleApi::hand_out_data,       "Get all of somebody's data, as a ZIP of JSON",   {}},
    {Method::Post,   "/api/v1/me/deletion",              Who::SignedIn, Body::Json, Lane::Slow,   &PeopleApi::leave,               "Delete one's own account",                       {"Reassurance", "Deletion"}},
    {Method::Post,   "/api/v1/me/export",                Who::SignedIn, Body::None, Lane::Worker, &PeopleApi::ask_for_export,      "Ask for all of one's own data",                  {"", "DataExport"}},
    {Method::Get,    "/api/v1/me/export",                Who::SignedIn, Body::None, Lane::Worker, &PeopleApi::show_export,         "Show whether it is ready",                       {"", "DataExport"}},
    {Method::Get,    "/api/v1/me/export/file",           Who::SignedIn, Body::None, Lane::Worker, &PeopleApi::fetch_export,        "Fetch it, as a ZIP of JSON",                     {}},
};
// clang-format on

std::vector<http::Route> PeopleApi::routes() {
  return http::bind(*this, std::span<const http::Entry<PeopleApi>>{kRoutes});
}

Response PeopleApi::list_requests(const Request&) {
  json items = json::array();
  for (const auto& user : people_.requests()) items.push_back(user_json(user));
  return Response::json({{"items", std::move(items)}, {"next", nullptr}});
}

Response PeopleApi::approve(const Request& request) {
  return Response::json(user_json(people_.approve(request.principal, user_in(request))));
}

Response PeopleApi::decline(const Request& request) {
  return Response::json(user_json(people_.decline(request.principal, user_in(request))));
}

Response PeopleApi::disable(const Request& request) {
  return Response::json(user_json(people_.disable(request.principal, user_in(request))));
}

Response PeopleApi::enable(const Request& request) {
  return Response::json(user_json(people_.enable(request.principal, user_in(request))));
}

Response PeopleApi::remove(const Request& request) {
  people_.remove(request.principal, user_in(request));
  return Response::empty();
}

Response PeopleApi::reset_second_factor(const Request& request) {
  second_factors_.reset(request.principal, user_in(request));
  return Response::empty();
}

Response PeopleApi::leave(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const bool has_password = body.is_object() && body.contains("current_password");
  const auto password = has_password ? fields.secret("current_password") : std::string{};
  fields.finish();
  identity_.reassure(request.principal, password, request.remote_address);
  const auto until = people_.leave(request.principal);
  const auto transport = request.secure ? Transport::Secure : Transport::Plain;
  return Response::json({{"deleted_at", to_rfc3339(until)}}).with("Set-Cookie", ended_cookie(transport));
}

Response PeopleApi::ask_for_export(const Request& request) {
  return Response::json(as_json(exports_.ask(request.principal.user)), 202);
}

Response PeopleApi::show_export(const Request& request) {
  return Response::json(as_json(exports_.find(request.principal.user)));
}

Response PeopleApi::hand_out_data(const Request& request) {
  return Response::text(exports_.hand_out(request.principal, user_in(request)), "application/zip")
      .with("Content-Disposition", "attachment; filename=\"data.zip\"")
      .with("Cache-Control", "no-store");
}

Response PeopleApi::fetch_export(const Request& request) {
  Response response;
  response.content = exports_.open(request.principal.user);
  response.headers.set("Content-Type", "application/zip");
  response.headers.set("Content-Disposition", "attachment; filename=\"my-data.zip\"");
  response.headers.set("Cache-Control", "no-store");
  return response;
}

}  // namespace lectern::lms
