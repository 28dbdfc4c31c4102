#include "lms/identity/security_api.h"

#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/json.h"
#include "lms/identity/identity_api.h"
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

constexpr TextRule kName{1, 100};
constexpr std::int64_t kLongestTokenDays = 366;

// COSE names of what relying_party can verify, the best first.
constexpr int kAlgorithms[] = {-8, -7, -257};

json list_json(json items) {
  return {{"items", std::move(items)}, {"next", nullptr}};
}

json passkey_json(const Passkey& passkey) {
  return {{"id", passkey.id.text()},
          {"name", passkey.name},
          {"relying_party", passkey.relying_party},
          {"created_at", to_rfc3339(passkey.created_at)},
          {"last_used_at", time_or_null(passkey.last_used_at)}};
}

json token_json(const ApiToken& token) {
  return {{"id", token.id.text()},
          {"name", token.name},
          {"scopes", token.scopes},
          {"created_at", to_rfc3339(token.created_at)},
          {"expires_at", to_rfc3339(token.expires_at)},
          {"last_used_at", time_or_null(token.last_used_at)}};
}

/// Accounts that sign in by other means have none.
std::string present_password(FieldReader& fields, const json& body) {
  return body.is_object() && body.contains("current_password") ? fields.secret("current_password") : "";
}

std::vector<std::string> scopes_field(FieldReader& fields) {
  auto scopes = fields.texts("scopes", api_scopes().size());
  for (const auto& scope : scopes) {
    bool is_known = false;
    for (const auto& row : api_scopes()) is_known = is_known || row.name == scope;
    if (!is_known) fields.add_problem("scopes", "There is no scope called " + scope + ".");
  }
  if (scopes.empty()) fields.add_problem("scopes", "Choose at least one scope.");
  return scopes;
}

}  // namespace

// clang-format off
const http::Entry<SecurityApi> SecurityApi::kRoutes[] = {
    {Method::Post,   "/api/v1/me/password",                     Who::SignedIn, Body::Json, Lane::Slow,   &SecurityApi::change_password,    "Change one's own password; other sessions end",   {"PasswordChange", ""}},
    {Method::Post,   "/api/v1/me/email",                        Who::SignedIn, Body::Json, Lane::Slow,   &SecurityApi::change_email,       "Send a link to a new address",                    {"EmailChange", "Accepted"}},
    {Method::Get,    "/api/v1/me/sessions",                     Who::SignedIn, Body::None, Lane::Worker, &SecurityApi::list_sessions,      "List where one is signed in",                     {"", "SessionList", {}, http::Pages::One}},
    {Method::Delete, "/api/v1/me/sessions",                     Who::SignedIn, Body::None, Lane::Worker, &SecurityApi::end_other_sessions, "Sign out everywhere but here",                    {}},
    {Method::Delete, "/api/v1/me/sessions/{id}",                Who::SignedIn, Body::None, Lane::Worker, &SecurityApi::end_session,        "End one session",                                 {}},
    {Method::Get,    "/api/v1/me/tokens",                       Who::SignedIn, Body::None, Lane::Worker, &SecurityApi::list_tokens,        "List one's own API tokens",                       {"", "ApiTokenList", {}, http::Pages::One}},
    {Method::Post,   "/api/v1/me/tokens",                       Who::SignedIn, Body::Json, Lane::Slow,   &SecurityApi::issue_token,        "Make an API token; it is shown this once",        {"NewApiToken", "IssuedApiToken"}},
    {Method::Delete, "/api/v1/me/tokens/{id}",                  Who::SignedIn, Body::None, Lane::Worker, &SecurityApi::revoke_token,       "Revoke an API token",                             {}},
    {Method::Get,    "/api/v1/me/second-factor",                Who::SignedIn, Body::None, Lane::Worker, &SecurityApi::second_factor,      "Show whether signing in takes two steps",         {"", "SecondFactor"}},
    {Method::Post,   "/api/v1/me/second-factor",                Who::SignedIn, Body::Json, Lane::Slow,   &SecurityApi::offer_totp,         "Begin to set up an authenticator app",            {"Reassurance", "TotpOffer"}},
    {Method::Post,   "/api/v1/me/second-factor/confirm",        Who::SignedIn, Body::Json, Lane::Worker, &SecurityApi::turn_on,            "Turn it on with a code; answers recovery codes",  {"CodeOnly", "RecoveryCodes"}},
    {Method::Post,   "/api/v1/me/second-factor/recovery-codes", Who::SignedIn, Body::Json, Lane::Slow,   &SecurityApi::new_codes,          "Replace the recovery codes",                      {"Reassurance", "RecoveryCodes"}},
    {Method::Post,   "/api/v1/me/second-factor/off",            Who::SignedIn, Body::Json, Lane::Slow,   &SecurityApi::turn_off,           "Turn it off",                                     {"Reassurance", ""}},
    {Method::Get,    "/api/v1/me/passkeys",                     Who::SignedIn, Body::None, Lane::Worker, &SecurityApi::list_passkeys,      "List one's own passkeys",                         {"", "PasskeyList", {}, http::Pages::One}},
    {Method::Post,   "/api/v1/me/passkeys/options",             Who::SignedIn, Body::Json, Lane::Slow,   &SecurityApi::offer_passkey,      "Begin to make a passkey",                         {"Reassurance", "PasskeyOffer"}},
    {Method::Post,   "/api/v1/me/passkeys",                     Who::SignedIn, Body::Json, Lane::Worker, &SecurityApi::add_passkey,        "Keep a passkey that the browser made",            {"NewPasskey", "Passkey"}},
    {Method::Patch,  "/api/v1/me/passkeys/{id}",                Who::SignedIn, Body::Json, Lane::Worker, &SecurityApi::rename_passkey,     "Rename a passkey",                                {"PasskeyPatch", ""}},
    {Method::Delete, "/api/v1/me/passkeys/{id}",                Who::SignedIn, Body::None, Lane::Worker, &SecurityApi::remove_passkey,     "Remove a passkey",                                {}},
};
// clang-format on

std::vector<http::Route> SecurityApi::routes() {
  return http::bind(*this, std::span<const http::Entry<SecurityApi>>{kRoutes});
}

/// For routes whose body is the present password alone; empty where the account has none.
void SecurityApi::reassure(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto password = present_password(fields, body);
  fields.finish();
  identity_.reassure(request.principal, password, request.remote_address);
}

Response SecurityApi::change_password(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto present = fields.secret("current_password");
  const auto wanted = fields.secret("new_password");
  fields.finish();
  passwords_.change(request.principal, present, wanted, client_of(request));
  return Response::empty();
}

Response SecurityApi::change_email(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto email = email_field(fields, "email");
  const auto password = present_password(fields, body);
  fields.finish();
  passwords_.send_new_email(request.principal, email, password, client_of(request));
  return Response::json({{"state", "accepted"}}, 202);
}

Response SecurityApi::list_sessions(const Request& request) {
  json items = json::array();
  for (const auto& session : identity_.sessions(request.principal))
    items.push_back({{"id", session.id.text()},
                     {"address", session.address},
                     {"user_agent", session.user_agent},
                     {"created_at", to_rfc3339(session.created_at)},
                     {"last_used_at", to_rfc3339(session.last_used_at)},
                     {"is_this_one", session.id == request.principal.session}});
  return Response::json(list_json(std::move(items)));
}

Response SecurityApi::end_session(const Request& request) {
  identity_.end_session_of(request.principal, http::id_parameter<SessionId>(request, "id"));
  return Response::empty();
}

Response SecurityApi::end_other_sessions(const Request& request) {
  identity_.end_sessions(request.principal.user, request.principal.session);
  return Response::empty();
}

Response SecurityApi::list_tokens(const Request& request) {
  json items = json::array();
  for (const auto& token : identity_.api_tokens().list(request.principal.user))
    items.push_back(token_json(token));
  return Response::json(list_json(std::move(items)));
}

Response SecurityApi::issue_token(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  NewApiToken wish;
  wish.name = fields.text("name", kName);
  wish.scopes = scopes_field(fields);
  const auto days = fields.integer("days", 1, kLongestTokenDays);
  const auto password = present_password(fields, body);
  fields.finish();
  identity_.reassure(request.principal, password, request.remote_address);
  wish.expires_at = identity_.clock().now() + std::chrono::hours{24 * days};
  const auto issued = identity_.api_tokens().issue(request.principal.user, wish);
  auto value = token_json(issued.token);
  value["token"] = issued.secret;
  return Response::json(value, 201).with("Cache-Control", "no-store");
}

Response SecurityApi::revoke_token(const Request& request) {
  identity_.api_tokens().revoke(request.principal.user, http::id_parameter<ApiTokenId>(request, "id"));
  return Response::empty();
}

Response SecurityApi::second_factor(const Request& request) {
  const auto standing = second_factors_.standing(request.principal.user);
  return Response::json({{"enabled", standing.is_on}, {"recovery_codes_left", standing.recovery_codes_left}});
}

Response SecurityApi::offer_totp(const Request& request) {
  reassure(request);
  const auto offer = second_factors_.offer(request.principal);
  return Response::json({{"secret", offer.secret}, {"uri", offer.uri}}).with("Cache-Control", "no-store");
}

Response SecurityApi::turn_on(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto code = fields.text("code", {6, 12});
  fields.finish();
  return Response::json({{"recovery_codes", second_factors_.turn_on(request.principal, code)}})
      .with("Cache-Control", "no-store");
}

Response SecurityApi::new_codes(const Request& request) {
  reassure(request);
  return Response::json({{"recovery_codes", second_factors_.new_recovery_codes(request.principal)}})
      .with("Cache-Control", "no-store");
}

Response SecurityApi::turn_off(const Request& request) {
  reassure(request);
  second_factors_.turn_off(request.principal.user);
  return Response::empty();
}

Response SecurityApi::list_passkeys(const Request& request) {
  json items = json::array();
  for (const auto& passkey : passkeys_.list(request.principal.user)) items.push_back(passkey_json(passkey));
  return Response::json(list_json(std::move(items)));
}

Response SecurityApi::offer_passkey(const Request& request) {
  reassure(request);
  const auto party = relying_party_of(request, public_url_);
  const auto offer = passkeys_.offer(identity_.me(request.principal), party);
  return Response::json({{"challenge", offer.challenge},
                         {"relying_party", party.id},
                         {"user_handle", to_base64url(offer.user.id.text())},
                         {"user_name", offer.user.email},
                         {"display_name", offer.user.name},
                         {"exclude", offer.known},
                         {"algorithms", kAlgorithms}})
      .with("Cache-Control", "no-store");
}

Response SecurityApi::add_passkey(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  PasskeyMade made;
  made.name = fields.text("name", kName);
  made.client_data = bytes_field(fields, "client_data");
  made.attestation = bytes_field(fields, "attestation");
  fields.finish();
  const auto passkey = passkeys_.add(request.principal, relying_party_of(request, public_url_), made);
  return Response::json(passkey_json(passkey), 201);
}

Response SecurityApi::rename_passkey(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto name = fields.text("name", kName);
  fields.finish();
  passkeys_.rename(request.principal.user, http::id_parameter<PasskeyId>(request, "id"), name);
  return Response::empty();
}

Response SecurityApi::remove_passkey(const Request& request) {
  passkeys_.remove(request.principal.user, http::id_parameter<PasskeyId>(request, "id"));
  return Response::empty();
}

}  // namespace lectern::lms
