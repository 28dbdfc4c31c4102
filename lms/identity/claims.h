#pragma once
// What a provider says of somebody, and what follows from it. Pure: the signature was verified before.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "http/principal.h"

namespace lectern::lms {

/// What an ID token must say to be ours (OpenID Connect Core 1.0 §3.1.3.7).
struct ExpectedClaims {
  std::string issuer;
  std::string client_id;
  std::string nonce;
};

/// What is wrong with the claims of an ID token, for the log; nothing if they are right.
std::optional<std::string> id_token_problem(const nlohmann::json& claims, const ExpectedClaims& expected,
                                            Instant now);

/// The same for a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6). Its nonce must be absent.
std::optional<std::string> logout_token_problem(const nlohmann::json& claims, const ExpectedClaims& expected,
                                                Instant now);

/// A row of the table that a provider's administrator keeps: who has this claim gets this role, this cohort,
/// or both.
struct ClaimRule {
  std::string claim;  ///< "groups"; with dots into objects: "realm_access.roles".
  std::string value;
  std::optional<http::Role> role;
  std::string cohort;
};

struct Granted {
  std::optional<http::Role> role;  ///< The highest of all that apply.
  std::vector<std::string> cohorts;
  /// Roles are the provider's to say: who has none of the claims is a student.
  bool roles_are_mapped = false;
  bool cohorts_are_mapped = false;  ///< So are cohorts: who has none of the claims is in none of them.
};

Granted granted_by(const std::vector<ClaimRule>& rules, const nlohmann::json& claims);

struct Profile {
  std::string subject;
  std::string email;  ///< As the provider writes it; may be empty.
  bool email_is_verified = false;
  std::string name;
};

Profile profile_of(const nlohmann::json& claims);

}  // namespace lectern::lms
