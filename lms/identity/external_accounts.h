#pragma once
// Accounts of people whom somebody else vouches for: an OpenID provider or the directory. One rule for both:
// who is known by that name comes in; who is not gets an account, or, where the settings take the vouched-for
// address as proof, the account that has it.

#include <functional>
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

/// Takes a source's word on somebody's cohorts: in those of these names, made where there are none, and in no
/// others by its word. lms/enrolment's; the roof connects it.
using CohortDoor = std::function<void(storage::Writer& db, const UserId& user,
                                      const std::vector<std::string>& names, std::string_view source)>;

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
  /// Without a door, rules that name cohorts have no effect. Before the server starts.
  void take_cohorts_to(CohortDoor door) { cohorts_ = std::move(door); }

  /// `from` says where the asker is, for the audit log. Throws ExternalSignInFailed where there is no way in.
  Entered enter(storage::Writer& db, const http::Principal& from, const Vouched& vouched) const;
  /// For somebody who is signed in. Refused where it is another's, or where another of this provider is
  /// theirs.
  void link(storage::Writer& db, const http::Principal& who, const Vouched& vouched) const;
  /// Conflict where it is the only way in; NotFound where there is none.
  void unlink(storage::Writer& db, const http::Principal& who, const std::string& provider) const;
  std::vector<ExternalIdentity> list(const storage::Reader& db, const UserId& user) const;

 private:
  struct Known;
  Entered make(storage::Writer& db, const http::Principal& from, const Vouched& vouched) const;
  Entered return_of(storage::Writer& db, const http::Principal& from, const Known& known,
                    const Vouched& vouched) const;
  bool follow_role(storage::Writer& db, const http::Principal& from, const UserId& user,
                   const Vouched& vouched) const;
  void follow_cohorts(storage::Writer& db, const UserId& user, const Vouched& vouched) const;

  CohortDoor cohorts_;
};

}  // namespace lectern::lms
