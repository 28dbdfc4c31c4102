#pragma once
// The second step of signing in: a code of an authenticator app (RFC 6238), or one of ten recovery codes,
// each of which works once. And the challenge that stands between the two steps.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lms/identity/identity.h"
#include "lms/mail/mailer.h"

namespace lectern::lms {

struct SecondFactorStanding {
  bool is_on = false;
  std::int64_t recovery_codes_left = 0;
};

/// What an authenticator app is shown.
struct TotpOffer {
  std::string secret;  ///< Base 32, for typing.
  std::string uri;     ///< For the QR code.
};

class SecondFactors {
 public:
  SecondFactors(storage::Database& database, Identity& identity, Mailer& mailer);

  SecondFactorStanding standing(const UserId& user) const;
  /// Begins: counts only once a code of it was shown. Conflict where it is on already.
  TotpOffer offer(const http::Principal& who);
  /// Answers the recovery codes, which are never shown again.
  std::vector<std::string> turn_on(const http::Principal& who, const std::string& code);
  std::vector<std::string> new_recovery_codes(const http::Principal& who);
  void turn_off(const UserId& user);
  /// By an administrator, for who has lost the device; the owner is told.
  void reset(const http::Principal& who, const UserId& user);

  /// After the right password: proves that, for the second step. Lives for minutes.
  std::string challenge(const UserId& user) const;
  /// Whose challenge it is, if the code is right. Unauthenticated where either is wrong, RateLimited after
  /// too many guesses.
  User answer(const std::string& challenge, const std::string& code);

 private:
  bool take_code(storage::Writer& db, const UserId& user, const std::string& code) const;
  std::optional<UserId> challenged(const std::string& challenge) const;
  std::vector<std::string> replace_recovery_codes(storage::Writer& db, const UserId& user) const;

  storage::Database& database_;
  Identity& identity_;
  Mailer& mailer_;
};

}  // namespace lectern::lms
