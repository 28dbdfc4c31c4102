#pragma once
// Personal tokens for programs: "lectern_…" in the Authorization header. Each has scopes and an end, is shown
// once and kept as a hash, and is checked from memory. What guards the account itself (passwords, sessions,
// tokens, keys) no token may touch, whatever its scopes.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/ids.h"
#include "http/message.h"

namespace lectern::storage {
class Database;
class Row;
}  // namespace lectern::storage

namespace lectern::lms {

using ApiTokenId = Id<struct ApiTokenTag>;

inline constexpr std::string_view kApiTokenPrefix = "lectern_";

struct ApiScope {
  std::string_view name;
  std::string_view sentence;
};
std::span<const ApiScope> api_scopes();

struct ApiToken {
  ApiTokenId id;
  UserId user;
  std::string name;
  std::vector<std::string> scopes;
  Instant created_at;
  Instant expires_at;
  std::optional<Instant> last_used_at;
};

struct NewApiToken {
  std::string name;
  std::vector<std::string> scopes;
  Instant expires_at;
};

struct IssuedApiToken {
  ApiToken token;
  std::string secret;
};

/// Whether the scopes allow this request. Pure.
bool scopes_allow(const std::vector<std::string>& scopes, http::Method method, std::string_view path);

class ApiTokens {
 public:
  /// Loads those of accounts that may be used.
  ApiTokens(storage::Database& database, const Clock& clock);

  /// Throws Unauthenticated where there is no such token any more, Forbidden where its scopes do not reach.
  http::Principal identify(const http::Request& request, std::string_view secret);

  /// Conflict where there are very many already.
  IssuedApiToken issue(const UserId& user, const NewApiToken& wish);
  std::vector<ApiToken> list(const UserId& user) const;
  /// NotFound unless it is their own.
  void revoke(const UserId& user, const ApiTokenId& id);
  /// What is in memory follows the account's row, after the commit of a change.
  void follow(const UserId& user);

  /// Writes down when tokens were used and forgets those that are over.
  void flush();

 private:
  struct Living {
    ApiToken token;
    http::Role role = http::Role::Student;
    bool was_used = false;  ///< Since the last flush.
  };
  static Living as_living(const storage::Row& row);

  storage::Database& database_;
  const Clock& clock_;
  Guarded<std::unordered_map<std::string, Living>> by_hash_;
};

}  // namespace lectern::lms
