#pragma once
// The two tokens of programs. An access token is a short-lived JWT (RFC 7519) signed with ES256; a refresh
// token is bound to its session by an HMAC and counts up, so that an old one that comes back is known to be a
// copy.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/crypto.h"
#include "base/ids.h"
#include "http/principal.h"

namespace lectern::lms {

struct AccessClaims {
  UserId user;
  SessionId session;
  http::Role role = http::Role::Student;
  std::int64_t epoch = 0;
  Instant expires_at;
};

class AccessTokens {
 public:
  /// Signs with `key`; what `previous` signed counts until its time is over. Empty: there is none.
  explicit AccessTokens(const std::string& key_pem, const std::string& previous_pem = {});

  std::string issue(const AccessClaims& claims, Instant at) const;
  /// Nothing unless the form, the signature and the time are right.
  std::optional<AccessClaims> verify(std::string_view token, Instant at) const;
  /// The public keys as a JWK Set (RFC 7517 §5), in JSON.
  std::string key_set() const;

 private:
  struct NamedKey {
    Es256Key key;
    std::string header;  ///< The only one that is accepted with it.
    std::string jwk;
  };
  static NamedKey named(const std::string& pem);

  std::vector<NamedKey> keys_;  ///< The first one signs.
};

struct RefreshClaims {
  SessionId session;
  std::int64_t generation = 0;
};

class RefreshTokens {
 public:
  explicit RefreshTokens(std::string key) : key_(std::move(key)) {}

  std::string issue(const RefreshClaims& claims) const;
  std::optional<RefreshClaims> verify(std::string_view token) const;

 private:
  std::string key_;
};

}  // namespace lectern::lms
