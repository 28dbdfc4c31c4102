#include "lms/identity/claims.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

/// How far the provider's clock may be off.
constexpr std::chrono::seconds kSkew{60};
constexpr std::chrono::seconds kOldestLogout{600};
constexpr const char* kLogoutEvent = "http://schemas.openid.net/event/backchannel-logout";

std::string text_in(const json& claims, const char* name) {
  const auto found = claims.find(name);
  return found != claims.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<Instant> time_in(const json& claims, const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end() || !found->is_number()) return std::nullopt;
  const auto seconds = found->get<double>();
  if (seconds < 0 || seconds > 1e11) return std::nullopt;
  return Instant{std::chrono::seconds{static_cast<std::int64_t>(seconds)}};
}

bool holds(const json& value, std::string_view wanted) {
  if (value.is_string()) return value.get_ref<const std::string&>() == wanted;
  if (value.is_boolean()) return wanted == (value.get<bool>() ? "true" : "false");
  if (value.is_number_integer()) return wanted == value.dump();
  return value.is_array() && std::any_of(value.begin(), value.end(), [&](const json& entry) {
           return !entry.is_structured() && holds(entry, wanted);
         });
}

/// A claim's own name may hold dots (Auth0 names them by address), so the whole name is tried first.
const json* find_claim(const json& claims, std::string_view path) {
  if (!claims.is_object()) return nullptr;
  if (const auto found = claims.find(std::string{path}); found != claims.end()) return &*found;
  const auto dot = path.find('.');
  if (dot == std::string_view::npos) return nullptr;
  const auto inner = claims.find(std::string{path.substr(0, dot)});
  return inner == claims.end() ? nullptr : find_claim(*inner, path.substr(dot + 1));
}

std::optional<std::string> origin_problem(const json& claims, const ExpectedClaims& expected) {
  if (!claims.is_object()) return "the claims are no object";
  if (text_in(claims, "iss") != expected.issuer) return "another issuer";
  const auto audience = claims.find("aud");
  if (audience == claims.end() || !holds(*audience, expected.client_id)) return "for another client";
  const bool is_for_several = audience->is_array() && audience->size() > 1;
  const auto party = text_in(claims, "azp");
  if ((is_for_several || !party.empty()) && party != expected.client_id)
    return "authorized for another party";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> id_token_problem(const json& claims, const ExpectedClaims& expected, Instant now) {
  if (auto problem = origin_problem(claims, expected)) return problem;
  const auto expires = time_in(claims, "exp");
  if (!expires || *expires + kSkew <= now) return "expired";
  const auto issued = time_in(claims, "iat");
  if (!issued || *issued > now + kSkew) return "from the future";
  if (expected.nonce.empty() || text_in(claims, "nonce") != expected.nonce) return "another nonce";
  if (const auto subject = text_in(claims, "sub"); subject.empty() || subject.size() > 255)
    return "no subject";
  return std::nullopt;
}

std::optional<std::string> logout_token_problem(const json& claims, const ExpectedClaims& expected,
                                                Instant now) {
  if (auto problem = origin_problem(claims, expected)) return problem;
  const auto issued = time_in(claims, "iat");
  if (!issued || *issued > now + kSkew || *issued + kOldestLogout < now) return "not from now";
  const auto expires = time_in(claims, "exp");
  if (expires && *expires + kSkew <= now) return "expired";
  const auto events = claims.find("events");
  if (events == claims.end() || !events->is_object() || !events->contains(kLogoutEvent))
    return "no logout event";
  if (claims.contains("nonce")) return "a nonce, so an ID token";
  if (text_in(claims, "sub").empty() && text_in(claims, "sid").empty()) return "neither subject nor session";
  if (text_in(claims, "jti").empty()) return "no id";
  return std::nullopt;
}

Granted granted_by(const std::vector<ClaimRule>& rules, const json& claims) {
  Granted granted;
  for (const auto& rule : rules) {
    if (rule.role) granted.roles_are_mapped = true;
    if (!rule.cohort.empty()) granted.cohorts_are_mapped = true;
    const auto* claim = find_claim(claims, rule.claim);
    if (claim == nullptr || !holds(*claim, rule.value)) continue;
    if (rule.role) granted.role = std::max(granted.role.value_or(http::Role::Student), *rule.role);
    const auto& cohorts = granted.cohorts;
    if (!rule.cohort.empty() && std::find(cohorts.begin(), cohorts.end(), rule.cohort) == cohorts.end())
      granted.cohorts.push_back(rule.cohort);
  }
  return granted;
}

Profile profile_of(const json& claims) {
  Profile profile;
  profile.subject = text_in(claims, "sub");
  profile.email = text_in(claims, "email");
  const auto verified = claims.find("email_verified");
  profile.email_is_verified = verified != claims.end() && holds(*verified, "true");
  profile.name = text_in(claims, "name");
  if (profile.name.empty())
    profile.name = text_in(claims, "given_name") + " " + text_in(claims, "family_name");
  profile.name = trim(profile.name);
  if (profile.name.empty()) profile.name = text_in(claims, "preferred_username");
  return profile;
}

}  // namespace lectern::lms
