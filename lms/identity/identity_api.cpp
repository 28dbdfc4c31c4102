#include "lms/identity/identity_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
#include "lms/identity/cookie.h"
#include "lms/identity/password_rules.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr TextRule kEmail{3, 254};
constexpr TextRule kName{1, 100};
constexpr TextRule kLanguage{2, 35};
constexpr TextRule kTimeZone{1, 64};

json user_json(const User& user) {
  return {{"id", user.id.text()},
          {"email", user.email},
          {"name", user.name},
          {"role", http::name_of(user.role)},
          {"language", user.language},
          {"time_zone", user.time_zone},
          {"created_at", to_rfc3339(user.created_at)}};
}

std::int64_t seconds_of(Milliseconds duration) {
  return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

Transport transport_of(const Request& request) {
  return request.secure ? Transport::Secure : Transport::Plain;
}

NewUser new_user(FieldReader& fields) {
  NewUser user;
  user.email = fields.text("email", kEmail);
  user.name = fields.text("name", kName);
  user.password = fields.secret("password");
  const auto role = fields.optional_choice("role", {"student", "instructor", "admin"});
  if (role) user.role = role_named(*role).value_or(user.role);
  if (!user.email.empty() && !normal_email(user.email))
    fields.add_problem("email", "This is not an e-mail address.");
  if (!user.password.empty()) {
    if (auto problem = password_problem(user.password)) fields.add_problem("password", *problem);
  }
  return user;
}

}  // namespace

// clang-format off
const http::Entry<IdentityApi> IdentityApi::kRoutes[] = {
    {Method::Post,  "/api/v1/auth/signup",  Who::Anyone,   Body::Json, Lane::Slow,   &IdentityApi::signup,      "Make an account of one's own",         {"NewUser", "SignedIn"}},
    {Method::Post,  "/api/v1/auth/login",   Who::Anyone,   Body::Json, Lane::Slow,   &IdentityApi::login,       "Sign in",                              {"Login", "SignedIn"}},
    {Method::Post,  "/api/v1/auth/refresh", Who::Anyone,   Body::Json, Lane::Worker, &IdentityApi::refresh,     "Exchange a refresh token for new ones", {"Refresh", "Refreshed"}},
    {Method::Post,  "/api/v1/auth/logout",  Who::SignedIn, Body::None, Lane::Worker, &IdentityApi::logout,      "End this session",                     {}},
    {Method::Get,   "/api/v1/me",           Who::SignedIn, Body::None, Lane::Worker, &IdentityApi::get_me,      "Show one's own account",               {"", "Me"}},
    {Method::Patch, "/api/v1/me",           Who::SignedIn, Body::Json, Lane::Worker, &IdentityApi::change_me,   "Change one's own account",             {"MePatch", "Me"}},
    {Method::Get,   "/api/v1/users",        Who::Admin,    Body::None, Lane::Worker, &IdentityApi::list_users,  "List accounts",                        {"", "UserList"}},
    {Method::Post,  "/api/v1/users",        Who::Admin,    Body::Json, Lane::Slow,   &IdentityApi::create_user, "Make an account for somebody",         {"NewUser", "User"}},
};
// clang-format on

std::vector<http::Route> IdentityApi::routes() {
  return http::bind(*this, std::span<const http::Entry<IdentityApi>>{kRoutes});
}

Response IdentityApi::signed_in(const Request& request, const SignIn& result, int status) const {
  return Response::json({{"access_token", result.access_token},
                         {"refresh_token", result.refresh_token},
                         {"expires_in", seconds_of(identity_.access_lifetime())},
                         {"csrf_token", result.csrf_token},
                         {"user", user_json(result.user)}},
                        status)
      .with("Set-Cookie", session_cookie(result.secret, identity_.session_lifetime(), transport_of(request)))
      .with("Cache-Control", "no-store");
}

Response IdentityApi::signup(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto user = new_user(fields);
  fields.finish();
  return signed_in(request, identity_.signup(user), 201);
}

Response IdentityApi::login(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto email = fields.text("email", {1, 254});
  const auto password = fields.secret("password");
  if (password.size() > kLongestPassword) fields.add_problem("password", "A password has at most 512 bytes.");
  fields.finish();
  return signed_in(request, identity_.login(email, password, request.remote_address), 200);
}

Response IdentityApi::refresh(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto token = fields.secret("refresh_token");
  fields.finish();
  const auto refreshed = identity_.refresh(token);
  return Response::json({{"access_token", refreshed.access_token},
                         {"refresh_token", refreshed.refresh_token},
                         {"expires_in", seconds_of(identity_.access_lifetime())}})
      .with("Cache-Control", "no-store");
}

Response IdentityApi::logout(const Request& request) {
  identity_.logout(request.principal);
  return Response::empty().with("Set-Cookie", ended_cookie(transport_of(request)));
}

Response IdentityApi::get_me(const Request& request) {
  auto value = user_json(identity_.me(request.principal));
  value["csrf_token"] = identity_.csrf_token(request.principal.session);
  auto response = Response::json(value).with("Cache-Control", "no-store");
  // The session slides with use, and so does what the browser keeps of it.
  const auto secret = request.find_cookie(kCookieName);
  if (secret && !request.headers.find("Authorization"))
    response.headers.set("Set-Cookie",
                         session_cookie(*secret, identity_.session_lifetime(), transport_of(request)));
  return response;
}

Response IdentityApi::change_me(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  UserPatch patch;
  patch.name = fields.optional_text("name", kName);
  patch.language = fields.optional_text("language", kLanguage);
  patch.time_zone = fields.optional_text("time_zone", kTimeZone);
  fields.finish();
  auto value = user_json(identity_.change(request.principal, patch));
  value["csrf_token"] = identity_.csrf_token(request.principal.session);
  return Response::json(value).with("Cache-Control", "no-store");
}

Response IdentityApi::list_users(const Request& request) {
  const auto page = identity_.list(http::paging_of(request));
  json items = json::array();
  for (const auto& user : page.items) items.push_back(user_json(user));
  return Response::json(
      {{"items", std::move(items)}, {"next", page.next.empty() ? json(nullptr) : json(page.next)}});
}

Response IdentityApi::create_user(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto user = new_user(fields);
  fields.finish();
  return Response::json(user_json(identity_.add_user(user)), 201);
}

}  // namespace lectern::lms
