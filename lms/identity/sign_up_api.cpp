#include "lms/identity/sign_up_api.h"

#include <nlohmann/json.hpp>

#include "base/json.h"
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

constexpr TextRule kSecret{1, 200};

json invitation_json(const Invitation& invitation) {
  return {{"id", invitation.id.text()},
          {"email", invitation.email},
          {"role", http::name_of(invitation.role)},
          {"created_at", to_rfc3339(invitation.created_at)},
          {"expires_at", to_rfc3339(invitation.expires_at)}};
}

/// The body of routes that take the secret of a link alone.
std::string secret_in(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  auto secret = fields.text("token", kSecret);
  fields.finish();
  return secret;
}

}  // namespace

// clang-format off
const http::Entry<SignUpApi> SignUpApi::kRoutes[] = {
    {Method::Get,    "/api/v1/auth/rules",           Who::Anyone, Body::None, Lane::Worker, &SignUpApi::rules,            "Show who may open an account",                        {"", "SignUpRules"}},
    {Method::Post,   "/api/v1/auth/signup",          Who::Anyone, Body::Json, Lane::Slow,   &SignUpApi::sign_up,          "Open an account",                                     {"SignUp", "SignUpAnswer"}},
    {Method::Post,   "/api/v1/auth/confirm",         Who::Anyone, Body::Json, Lane::Worker, &SignUpApi::confirm,          "Confirm one's address with the link from the mail",   {"LinkToken", "SignedIn"}},
    {Method::Post,   "/api/v1/auth/confirm/again",   Who::Anyone, Body::Json, Lane::Worker, &SignUpApi::send_again,       "Send the mail with that link again",                  {"EmailOnly", "Accepted"}},
    {Method::Post,   "/api/v1/auth/invitation",      Who::Anyone, Body::Json, Lane::Worker, &SignUpApi::show_invitation,  "Show what an invitation says",                        {"LinkToken", "Invitation"}},
    {Method::Post,   "/api/v1/auth/password/forgot", Who::Anyone, Body::Json, Lane::Worker, &SignUpApi::forgot,           "Send a link to set a new password",                   {"EmailOnly", "Accepted"}},
    {Method::Post,   "/api/v1/auth/password/reset",  Who::Anyone, Body::Json, Lane::Slow,   &SignUpApi::reset,            "Set a new password with that link",                   {"PasswordReset", ""}},
    {Method::Post,   "/api/v1/auth/email",           Who::Anyone, Body::Json, Lane::Worker, &SignUpApi::confirm_email,    "Take a new address with the link that was sent to it", {"LinkToken", ""}},
    {Method::Get,    "/api/v1/invitations",          Who::Admin,  Body::None, Lane::Worker, &SignUpApi::list_invitations, "List open invitations",                               {"", "InvitationList", {}, http::Pages::One}},
    {Method::Post,   "/api/v1/invitations",          Who::Admin,  Body::Json, Lane::Worker, &SignUpApi::invite,           "Invite somebody to open an account",                  {"NewInvitation", "Invitation"}},
    {Method::Delete, "/api/v1/invitations/{id}",     Who::Admin,  Body::None, Lane::Worker, &SignUpApi::withdraw,         "Withdraw an invitation",                              {}},
};
// clang-format on

std::vector<http::Route> SignUpApi::routes() {
  return http::bind(*this, std::span<const http::Entry<SignUpApi>>{kRoutes});
}

Response SignUpApi::rules(const Request&) {
  const auto policy = sign_ups_.policy();
  return Response::json({{"sign_up", text_of(policy.sign_up)},
                         {"instructors", text_of(policy.instructors)},
                         {"confirm_email", policy.confirm_email == EmailConfirmation::Required}});
}

Response SignUpApi::sign_up(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  SignUpWish wish;
  wish.user = new_user(fields);
  wish.invitation = fields.optional_text("invitation", kSecret).value_or("");
  fields.finish();
  const auto result = sign_ups_.sign_up(wish, client_of(request));
  if (result) return signed_in(identity_, request, *result, 201);
  return Response::json({{"state", "confirmation_required"}, {"email", wish.user.email}}, 201);
}

Response SignUpApi::confirm(const Request& request) {
  return signed_in(identity_, request, sign_ups_.confirm(secret_in(request), client_of(request)), 200);
}

Response SignUpApi::send_again(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto email = fields.text("email", {1, 254});
  fields.finish();
  sign_ups_.send_confirmation_again(email, client_of(request));
  return Response::json({{"state", "accepted"}}, 202);
}

Response SignUpApi::show_invitation(const Request& request) {
  return Response::json(invitation_json(sign_ups_.find_invitation(secret_in(request))));
}

Response SignUpApi::forgot(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto login = fields.text("email", {1, 254});
  fields.finish();
  passwords_.send_reset(login, client_of(request));
  return Response::json({{"state", "accepted"}}, 202);
}

Response SignUpApi::reset(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto secret = fields.text("token", kSecret);
  const auto password = fields.secret("password");
  fields.finish();
  passwords_.reset(secret, password);
  return Response::empty();
}

Response SignUpApi::confirm_email(const Request& request) {
  passwords_.confirm_new_email(secret_in(request));
  return Response::empty();
}

Response SignUpApi::list_invitations(const Request&) {
  json items = json::array();
  for (const auto& invitation : sign_ups_.invitations()) items.push_back(invitation_json(invitation));
  return Response::json({{"items", std::move(items)}, {"next", nullptr}});
}

Response SignUpApi::invite(const Request& request) {
  const auto body = request.json();
  FieldReader fields(body);
  const auto email = email_field(fields, "email");
  const auto role = fields.optional_choice("role", {"student", "instructor", "admin"}).value_or("student");
  const auto language = language_field(fields).value_or("en");
  fields.finish();
  const auto invitation = sign_ups_.invite(request.principal, email, role_named(role).value(), language);
  return Response::json(invitation_json(invitation), 201);
}

Response SignUpApi::withdraw(const Request& request) {
  sign_ups_.withdraw(request.principal, http::id_parameter<InvitationId>(request, "id"));
  return Response::empty();
}

}  // namespace lectern::lms
