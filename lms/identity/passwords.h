#pragma once
// Passwords that are forgotten or changed, and the address that a forgotten one is sent to.

#include <string>

#include "lms/identity/identity.h"
#include "lms/identity/quota.h"
#include "lms/mail/mailer.h"

namespace lectern::lms {

class Passwords {
 public:
  Passwords(storage::Database& database, Identity& identity, Mailer& mailer);

  /// Sends a link where the account is known, and does not tell whether it is.
  void send_reset(const std::string& login, const Client& client);
  /// By an administrator, to who cannot get in. Conflict where the account may not be used at all.
  void send_reset_to(const http::Principal& who, const UserId& user);
  /// Ends every session. Gone where the link was used before, or is too old.
  void reset(const std::string& secret, const std::string& password);
  /// Asks for the present one; every other session ends.
  void change(const http::Principal& who, const std::string& present, const std::string& wanted,
              const Client& client);

  /// Sends a link to the new address; until it is opened the old one stays.
  void send_new_email(const http::Principal& who, const std::string& email, const std::string& password,
                      const Client& client);
  /// Whoever opens the link; the old address is told.
  void confirm_new_email(const std::string& secret);

 private:
  void store(storage::Writer& db, const User& user, const std::string& hash) const;
  void queue_reset(storage::Writer& db, const User& user) const;

  storage::Database& database_;
  Identity& identity_;
  Mailer& mailer_;
  Quota per_address_;
  Quota per_account_;
};

}  // namespace lectern::lms
