#include "lms/identity/identity_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/text.h"
#include "catalog/language_tag.h"
#include "lms/identity/cookie.h"
#include "lms/identity/password_rules.h"

namespace lectern::lms {

using http::Request;
using http::Response;
using nlohmann::json;

namespace {

constexpr TextRule kEmail{3, 254};
constexpr TextRule kName{1, 100};

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// "America/Argentina/Buenos_Aires", "Etc/GMT+1": as the tz database forms its names. Which there are,
/// browsers know better than this server.
bool is_zone_name(std::string_view text) {
  const auto parts = split(text, '/');
  return parts.size() <= 3 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           return !part.empty() && is_ascii_letter(part.front()) &&
                  std::all_of(part.begin(), part.end(), [](char c) {
                    return is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+';
                  });
         });
}

}  // namespace

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

json user_json(const User& user) {
  return {{"id", user.id.text()},
          {"email", user.email},
          {"username", user.username.empty() ? json(nullptr) : json(user.username)},
          {"name", user.name},
          {"role", http::name_of(user.role)},
          {"state", text_of(user.state)},
          {"requested_role", user.asks_to_teach ? json("instructor") : json(nullptr)},
          {"language", user.language},
          {"time_zone", user.time_zone},
          {"notify", json::parse(user.notify)},
          {"created_at", to_rfc3339(user.created_at)}};
}

Response signed_in(const Identity& identity, const Request& request, const SignIn& result, int status) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(identity.access_lifetime()).count();
  const auto transport = request.secure ? Transport::Secure : Transport::Plain;
  return Response::json({{"access_token", result.access_token},
                         {"refresh_token", result.refresh_token},
                         {"expires_in", seconds},
                         {"csrf_token", result.csrf_token},
                         {"user", user_json(result.user)}},
                        status)
      .with("Set-Cookie", session_cookie(result.secret, identity.session_lifetime(), transport))
      .with("Cache-Control", "no-store");
}

Client client_of(const Request& request) {
  return {request.remote_address, std::string{request.headers.find("User-Agent").value_or("")}};
}

std::string email_field(FieldReader& fields, const char* field) {
  const auto text = fields.text(field, kEmail);
  auto email = normal_email(text);
  if (!text.empty() && !email) fields.add_problem(field, "This is not an e-mail address.");
  return email.value_or("");
}

std::optional<std::string> language_field(FieldReader& fields) {
  const auto text = fields.optional_text("language", {2, 35});
  if (!text) return std::nullopt;
  auto tag = catalog::parse_language_tag(*text);
  if (!tag) fields.add_problem("language", "This must be a language such as en or de-AT.");
  return tag;
}

std::optional<std::string> time_zone_field(FieldReader& fields) {
  auto zone = fields.optional_text("time_zone", {1, 64});
  if (zone && !is_zone_name(*zone))
    fields.add_problem("time_zone", "This must be the name of a time zone such as Europe/Berlin.");
  return zone;
}

NewUser new_user(FieldReader& fields) {
  NewUser user;
  user.email = email_field(fields, "email");
  user.name = fields.text("name", kName);
  user.password = fields.secret("password");
  user.username = fields.optional_text("username").value_or("");
  user.language = language_field(fields).value_or(user.language);
  user.time_zone = time_zone_field(fields).value_or(user.time_zone);
  const auto role = fields.optional_choice("role", {"student", "instructor", "admin"});
  if (role) user.role = role_named(*role).value_or(user.role);
  if (!user.username.empty() && !normal_username(user.username))
    fields.add_problem("username", std::string{kUsernameRule});
  if (!user.password.empty()) {
    if (auto problem = password_problem(user.password, {user.name, user.username, user.email}))
      fields.add_problem("password", *problem);
  }
  return user;
}

}  // namespace lectern::lms
