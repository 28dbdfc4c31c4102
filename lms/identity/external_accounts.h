#pragma once
// Accounts of people whom somebody else vouches for: an OpenID provider or the directory. One rule for both:
// who is known by that name comes in; who is not gets an account, or, where the settings take the vouched-for
// address as proof, the account that has it.

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"
#include "lms/identity/claims.h"
#include "lms/identity/providers.h"

namespace lectern::storage {
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

/// Cohorts by name: declared here, implemented by lms/enrolment. A cohort that is not there is made.
class CohortDoor {
 public:
  virtual ~CohortDoor() = default;
  virtual void join(storage::Writer& db, const UserId& user, const std::vector<std::string>& cohorts) = 0;
};

/// A way in that did not lead in, under a name that the sign-in page has a sentence for.
class ExternalSignInFailed final : public Error {
 public:
  ExternalSignInFailed(std::string reason, std::string sentence, std::string detail = {})
      : Error(ErrorCode::Unauthenticated, std::move(sentence), std::move(detail)),
        reason_(std::move(reason)) {}
  const std::string& reason() const { return reason_; }

 private:
  std::string reason_;
};

struct Vouched {
  std::string provider;  ///< Its id; "ldap" for the directory.
  Profile profile;
  Granted granted;
  Linking linking = Linking::ByHand;
};

struct ExternalIdentity {
  std::string provider;
  std::string email;
  Instant created_at;
  Instant last_used_at;
};

struct Entered {
  UserId user;
  bool role_changed = false;  ///< What sessions remember of it is stale.
};

class ExternalAccounts {
 public:
  /// Without `cohorts`, rules that name one have no effect.
  explicit ExternalAccounts(CohortDoor* cohorts = nullptr) : cohorts_(cohorts) {}

  /// Throws ExternalSignInFailed where there is no way in.
  Entered enter(storage::Writer& db, const Vouched& vouched) const;
  /// For somebody who is signed in. Conflict where it is another's, or where another of this provider is
  /// theirs.
  void link(storage::Writer& db, const UserId& user, const Vouched& vouched) const;
  /// Conflict where it is the only way in; NotFound where there is none.
  void unlink(storage::Writer& db, const UserId& user, const std::string& provider) const;
  std::vector<ExternalIdentity> list(const storage::Reader& db, const UserId& user) const;

 private:
  Entered make(storage::Writer& db, const Vouched& vouched) const;
  Entered return_of(storage::Writer& db, const UserId& user, const Vouched& vouched,
                    bool account_was_made) const;

  CohortDoor* cohorts_;
};

}  // namespace lectern::lms
