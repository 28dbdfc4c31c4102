#include "lms/identity/identity_api.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/json.h"
#include "base/text.h"
#include "lms/identity/cookie.h"
#include "lms/identity/identity_json.h"
#include "lms/identity/password_rules.h"
#include "lms/identity/roles.h"

namespace lectern::lms {

using http::Body;
using http::Lane;
using http::Method;
using http::Request;
using http::Response;
using http::Who;
using nlohmann::json;

namespace {

constexpr TextRule kName{1, 100};
constexpr TextRule kBytes{1, 16'384};

// A browser that once had the right password is known by this cookie, and guesses from elsewhere do not count
// against it: not even those that come from the same network.
constexpr std::string_view kDeviceCookie = "lectern_device";

std::string device_token(const Identity& identity, std::string_view login) {
  return to_base64url(hmac_sha256(identity.sealing_key(), "device " + to_lower_ascii(trim(login))));
}

std::string device_cookie(const std::string& token, Transport transport) {
  return fmt::format("{}={}; Path=/api/v1/auth; Max-Age=31536000; HttpOnly; SameSite=Strict{}", kDeviceCookie,
                     token, transport == Transport::Secure ? "; Secure" : "");
}

/// Where a guess comes from, as the throttle counts it.
std::string whence(const Identity& identity, const Request& request, std::string_view login) {
  const auto token = device_token(identity, login);
  const auto shown = request.find_cookie(kDeviceCookie);
  return shown && equal_in_constant_time(*shown, token) ? "device " + token : request.remote_address;
}

/// What people can be told of, and how: stored now, read by whoever tells.
constexpr std::string_view kNotices[] = {"announcements", "replies", "enrolments", "certificates", "digest"};

Transport transport_of(const Request& request) {
  return request.secure ? Transport::Secure : Transport::Plain;
}

/// Takes the wishes out of the body; what is wrong with them is a problem of the rest.
std::optional<std::string> take_notify(json& body, std::optional<std::string>& problem) {
  if (!body.is_object() || !body.contains("notify")) return std::nullopt;
  const json wishes = body["notify"];
  body.erase("notify");
  if (!wishes.is_object()) problem = "This must be an object.";
  for (const auto& [notice, wish] : wishes.items()) {
    const bool is_known = std::find(std::begin(kNotices), std::end(kNotices), notice) != std::end(kNotices);
    if (!is_known || (wish != "mail" && wish != "page" && wish != "off"))
      problem = "Each kind of notice is one of: mail, page, off.";
  }
  return wishes.dump();
}

}  // namespace

// clang-format off
const http::Entry<IdentityApi> IdentityApi::kRoutes[] = {
    {Method::Post,  "/api/v1/auth/login",           Who::Anyone,   Body::Json, Lane::Slow,   &IdentityApi::login,            "Sign in, or learn that a second step is needed", {"Login", "SignInAnswer"}},
    {Method::Post,  "/api/v1/auth/second-step",     Who::Anyone,   Body::Json, Lane::Worker, &IdentityApi::second_step,      "Sign in with the code of the second step",       {"SecondStep", "SignedIn"}},
    {Method::Post,  "/api/v1/auth/passkey/options", Who::Anyone,   Body::None, Lane::Worker, &IdentityApi::offer_passkey,    "Begin to sign in with a passkey",                {"", "PasskeyChallenge"}},
    {Method::Post,  "/api/v1/auth/passkey",         Who::Anyone,   Body::Json, Lane::Worker, &IdentityApi::login_by_passkey, "Sign in with a passkey",                         {"PasskeyShown", "SignedIn"}},
    {Method::Post,  "/api/v1/auth/refresh",         Who::Anyone,   Body::Json, Lane::Worker, &IdentityApi::refresh,          "Exchange a refresh token for new ones",          {"Refresh", "Refreshed"}},
    {Method::Post,  "/api/v1/auth/logout",          Who::SignedIn, Body::None, Lane::Worker, &IdentityApi::logout,           "End this session",                               {}},
    {Method::Get,   "/.well-known/jwks.json",       Who::Anyone,   Body::None, Lane::Inline, &IdentityApi::keys,             "The public keys of access tokens",               {}},
    {Method::Get,   "/api/v1/me",                   Who::SignedIn, Body::None, Lane::Worker, &IdentityApi::get_me,           "Show one's own account",                         {"", "Me"}},
    {Method::Patch, "/api/v1/me",                   Who::SignedIn, Body::Json, Lane::Worker, &IdentityApi::change_me,        "Change one's own account",                       {"MePatch", "Me"}},
    {Method::Post,  "/api/v1/users",                http::Permission::UsersManage, Body::Json, Lane::Slow,   &IdentityApi::create_user,      "Make an account for somebody",                   {"NewUser", "User"}},
};
// clang-format on

std::vector<http::Route> IdentityApi::routes() {
  return http::bind(*this, std::span<const http::Entry<IdentityApi>>{kRoutes});
}

RelyingParty relying_party_of(const Request& request, const std::string& public_url) {
  const auto host = std::string{request.headers.find("Host").value_or("")};
  const auto party =
      relying_party(public_url.empty() ? (request.secure ? "https://" : "http://") + host : public_url);
  if (!party)
    throw Error(ErrorCode::Conflict,
                "Passkeys need a name with HTTPS, or localhost. This address has neither.");
  return *party;
}

std::string bytes_field(FieldReader& fields, const char* field) {
  const auto text = fields.text(field, kBytes);
  auto bytes = from_base64url(text);
  if (!bytes) fields.add_problem(field, "This must be base64url without padding.");
  return bytes.value_or("");
}

Response IdentityApi::login(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto login = fields.text("email", {1, 254});
  const auto password = fields.secret("password");
  if (password.size() > kLongestPassword) fields.add_problem("password", "A password has at most 512 bytes.");
  fields.finish();
  const auto user = identity_.check_password(login, password, whence(identity_, request, login));
  auto response =
      second_factors_.standing(user.id).is_on
          ? Response::json({{"state", "second_step"}, {"challenge", second_factors_.challenge(user.id)}}, 202)
                .with("Cache-Control", "no-store")
          : signed_in(identity_, request, identity_.begin_session(user, client_of(request)), 200);
  response.headers.add("Set-Cookie", device_cookie(device_token(identity_, login), transport_of(request)));
  return response;
}

Response IdentityApi::second_step(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto challenge = fields.text("challenge", {1, 300});
  const auto code = fields.text("code", {6, 40});
  fields.finish();
  const auto user = second_factors_.answer(challenge, code);
  return signed_in(identity_, request, identity_.begin_session(user, client_of(request)), 200);
}

Response IdentityApi::offer_passkey(const Request& request) {
  const auto party = relying_party_of(request, public_url_);
  return Response::json({{"challenge", passkeys_.challenge(party)}, {"relying_party", party.id}})
      .with("Cache-Control", "no-store");
}

Response IdentityApi::login_by_passkey(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  PasskeyShown shown;
  shown.credential_id = bytes_field(fields, "credential_id");
  shown.assertion.client_data = bytes_field(fields, "client_data");
  shown.assertion.authenticator_data = bytes_field(fields, "authenticator_data");
  shown.assertion.signature = bytes_field(fields, "signature");
  fields.finish();
  const auto user = passkeys_.sign_in(relying_party_of(request, public_url_), shown);
  return signed_in(identity_, request, identity_.begin_session(user, client_of(request)), 200);
}

Response IdentityApi::refresh(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto token = fields.secret("refresh_token");
  fields.finish();
  const auto refreshed = identity_.refresh(token);
  const auto lifetime = std::chrono::duration_cast<std::chrono::seconds>(identity_.access_lifetime());
  return Response::json({{"access_token", refreshed.access_token},
                         {"refresh_token", refreshed.refresh_token},
                         {"expires_in", lifetime.count()}})
      .with("Cache-Control", "no-store");
}

Response IdentityApi::logout(const Request& request) {
  identity_.logout(request.principal);
  return Response::empty().with("Set-Cookie", ended_cookie(transport_of(request)));
}

Response IdentityApi::keys(const Request&) {
  return Response::text(identity_.key_set(), "application/jwk-set+json")
      .with("Cache-Control", "public, max-age=300");
}

Response IdentityApi::get_me(const Request& request) {
  auto value = user_json(identity_.me(request.principal));
  value["permissions"] = keys_of(request.principal.all_permissions());
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
  auto body = request.json();
  std::optional<std::string> notify_problem;
  UserPatch patch;
  patch.notify = take_notify(body, notify_problem);
  FieldReader fields(body);
  patch.name = fields.optional_text("name", kName);
  patch.language = language_field(fields);
  patch.time_zone = time_zone_field(fields);
  patch.username = fields.optional_text("username");
  if (notify_problem) fields.add_problem("notify", *notify_problem);
  if (patch.username && !patch.username->empty()) {
    const auto normal = normal_username(*patch.username);
    if (!normal) fields.add_problem("username", std::string{kUsernameRule});
    patch.username = normal;
  }
  fields.finish();
  auto value = user_json(identity_.change(request.principal, patch));
  value["csrf_token"] = identity_.csrf_token(request.principal.session);
  return Response::json(value).with("Cache-Control", "no-store");
}

Response IdentityApi::create_user(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto user = new_user(fields);
  fields.finish();
  return Response::json(user_json(identity_.add_user(user, request.principal)), 201);
}

}  // namespace lectern::lms
