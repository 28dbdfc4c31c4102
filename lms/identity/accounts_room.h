#pragma once
// All that belongs to accounts, in its boot order: the services, their routes, jobs and periodic tasks. The
// roof has one of it.

#include <filesystem>
#include <string>
#include <vector>

#include "lms/identity/data_exports.h"
#include "lms/identity/identity_api.h"
#include "lms/identity/people_api.h"
#include "lms/identity/security_api.h"
#include "lms/identity/sign_up_api.h"

namespace lectern::lms {

struct AccountsOptions {
  SignUpPolicy policy = {};
  Milliseconds deletion_grace = std::chrono::hours{24 * 14};
  std::string public_url = {};         ///< What people type; empty: whatever address a request came to.
  std::filesystem::path exports = {};  ///< The folder for people's own data.
};

class AccountsRoom {
 public:
  AccountsRoom(storage::Database& database, Identity& identity, Mailer& mailer,
               std::vector<PersonalData> data, const AccountsOptions& options);

  std::vector<http::Route> routes();
  jobs::JobKind job_kind() { return exports.job_kind(); }
  /// Every hour: forgets what is over, erases who left.
  void sweep();

  SignUps sign_ups;
  Passwords passwords;
  SecondFactors second_factors;
  Passkeys passkeys;
  People people;
  DataExports exports;

 private:
  IdentityApi identity_api_;
  SignUpApi sign_up_api_;
  SecurityApi security_api_;
  PeopleApi people_api_;
};

}  // namespace lectern::lms
