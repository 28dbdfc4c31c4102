#include "lms/identity/tokens.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/text.h"
#include "lms/identity/user.h"

namespace lectern::lms {

namespace {

// The only header that is ever accepted: what is signed is compared as text, so that no other algorithm can
// be named.
const std::string kHeader = to_base64url(R"({"alg":"ES256","typ":"at+jwt"})");

std::int64_t seconds_of(Instant at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
}

std::optional<AccessClaims> claims_in(const std::string& payload) {
  const auto json = nlohmann::json::parse(payload, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  const auto text = [&](const char* field) { return json.contains(field) && json[field].is_string(); };
  const auto number = [&](const char* field) {
    return json.contains(field) && json[field].is_number_integer();
  };
  if (!text("sub") || !text("sid") || !text("role") || !number("epoch") || !number("exp"))
    return std::nullopt;

  const auto user = UserId::parse(json["sub"].get_ref<const std::string&>());
  const auto session = SessionId::parse(json["sid"].get_ref<const std::string&>());
  const auto role = role_named(json["role"].get_ref<const std::string&>());
  if (!user || !session || !role) return std::nullopt;
  const Instant expires_at{std::chrono::seconds{json["exp"].get<std::int64_t>()}};
  return AccessClaims{*user, *session, *role, json["epoch"].get<std::int64_t>(), expires_at};
}

}  // namespace

std::string AccessTokens::issue(const AccessClaims& claims, Instant at) const {
  const nlohmann::json payload = {
      {"sub", claims.user.text()}, {"sid", claims.session.text()}, {"role", http::name_of(claims.role)},
      {"epoch", claims.epoch},     {"iat", seconds_of(at)},        {"exp", seconds_of(claims.expires_at)}};
  const std::string message = kHeader + "." + to_base64url(payload.dump());
  return message + "." + to_base64url(key_.sign(message));
}

std::optional<AccessClaims> AccessTokens::verify(std::string_view token, Instant at) const {
  const auto parts = split(token, '.');
  if (parts.size() != 3 || parts[0] != kHeader) return std::nullopt;
  const auto signature = from_base64url(parts[2]);
  const auto message = token.substr(0, parts[0].size() + 1 + parts[1].size());
  if (!signature || !key_.verify(message, *signature)) return std::nullopt;

  const auto payload = from_base64url(parts[1]);
  if (!payload) return std::nullopt;
  auto claims = claims_in(*payload);
  if (!claims || claims->expires_at <= at) return std::nullopt;
  return claims;
}

std::string RefreshTokens::issue(const RefreshClaims& claims) const {
  const auto message = fmt::format("{}.{}", claims.session.text(), claims.generation);
  return message + "." + to_base64url(hmac_sha256(key_, message));
}

std::optional<RefreshClaims> RefreshTokens::verify(std::string_view token) const {
  const auto parts = split(token, '.');
  if (parts.size() != 3) return std::nullopt;
  const auto message = token.substr(0, parts[0].size() + 1 + parts[1].size());
  const auto signature = from_base64url(parts[2]);
  if (!signature || !equal_in_constant_time(*signature, hmac_sha256(key_, message))) return std::nullopt;

  const auto session = SessionId::parse(parts[0]);
  const auto generation = parse_number<std::int64_t>(parts[1]);
  if (!session || !generation) return std::nullopt;
  return RefreshClaims{*session, *generation};
}

}  // namespace lectern::lms
