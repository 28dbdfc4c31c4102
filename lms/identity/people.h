#pragma once
// What administrators do with accounts, and how an account ends: disabled and enabled, approved as an
// instructor, deleted by its owner with some time to think it over, or at once. Deleting removes the person:
// name, address, sign-ins and all that nobody else needs. The row stays, empty, because courses and answers
// hang on it.

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "lms/identity/identity.h"
#include "lms/mail/mailer.h"
#include "storage/personal_data.h"

namespace lectern::lms {

using storage::PersonalData;

class People {
 public:
  People(storage::Database& database, Identity& identity, Mailer& mailer, std::vector<PersonalData> data,
         Milliseconds grace);

  /// How long who deletes the account can still come back.
  void set_grace(Milliseconds grace);
  const std::vector<PersonalData>& data() const { return data_; }

  /// Those who wait to become instructors, the longest first.
  std::vector<User> requests() const;
  User approve(const http::Principal& who, const UserId& user);
  User decline(const http::Principal& who, const UserId& user);

  /// Conflict where it would be the administrator's own, or the last one's.
  User disable(const http::Principal& who, const UserId& user);
  User enable(const http::Principal& who, const UserId& user);
  /// At once, for good.
  void remove(const http::Principal& who, const UserId& user);

  /// By its owner. The answer says when it will be gone; signing in until then takes it back.
  Instant leave(const http::Principal& who);
  /// Erases those whose time is over.
  void erase_leavers();

 private:
  void erase(storage::Writer& db, const UserId& user) const;
  User answer_request(const http::Principal& who, const UserId& user, http::Role role);

  storage::Database& database_;
  Identity& identity_;
  Mailer& mailer_;
  const std::vector<PersonalData> data_;
  std::atomic<std::int64_t> grace_;
};

}  // namespace lectern::lms
