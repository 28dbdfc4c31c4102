#include "lms/identity/tokens.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/encoding.h"
#include "base/text.h"
#include "lms/identity/user.h"

namespace lectern::lms {

namespace {

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

AccessTokens::AccessTokens(const std::string& key_pem, const std::string& previous_pem) {
  keys_.push_back(named(key_pem));
  if (!previous_pem.empty()) keys_.push_back(named(previous_pem));
}

// What is signed is compared as text, so that no other algorithm can be named. The key's name is its
// thumbprint (RFC 7638 §3): the hash of its required members in this very order.
AccessTokens::NamedKey AccessTokens::named(const std::string& pem) {
  auto key = Es256Key::from_pem(pem);
  const auto point = key.public_point();
  const auto x = to_base64url(point.substr(0, point.size() / 2));
  const auto y = to_base64url(point.substr(point.size() / 2));
  const auto thumbprint =
      to_base64url(sha256(fmt::format(R"({{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}})", x, y)));
  const nlohmann::json jwk = {{"kty", "EC"},  {"crv", "P-256"}, {"x", x},           {"y", y},
                              {"use", "sig"}, {"alg", "ES256"}, {"kid", thumbprint}};
  auto header = to_base64url(fmt::format(R"({{"alg":"ES256","kid":"{}","typ":"at+jwt"}})", thumbprint));
  return {std::move(key), std::move(header), jwk.dump()};
}

std::string AccessTokens::key_set() const {
  std::string keys;
  for (const auto& key : keys_) keys += (keys.empty() ? "" : ",") + key.jwk;
  return "{\"keys\":[" + keys + "]}";
}

std::string AccessTokens::issue(const AccessClaims& claims, Instant at) const {
  const nlohmann::json payload = {
      {"sub", claims.user.text()}, {"sid", claims.session.text()}, {"role", http::name_of(claims.role)},
      {"epoch", claims.epoch},     {"iat", seconds_of(at)},        {"exp", seconds_of(claims.expires_at)}};
  const auto& [key, header, jwk] = keys_.front();
  const std::string message = header + "." + to_base64url(payload.dump());
  return message + "." + to_base64url(key.sign(message));
}

std::optional<AccessClaims> AccessTokens::verify(std::string_view token, Instant at) const {
  const auto parts = split(token, '.');
  if (parts.size() != 3) return std::nullopt;
  const auto key = std::find_if(keys_.begin(), keys_.end(),
                                [&](const NamedKey& known) { return known.header == parts[0]; });
  const auto signature = from_base64url(parts[2]);
  const auto message = token.substr(0, parts[0].size() + 1 + parts[1].size());
  if (key == keys_.end() || !signature || !key->key.verify(message, *signature)) return std::nullopt;

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
