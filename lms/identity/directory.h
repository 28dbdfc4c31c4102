#pragma once
// Signing in with the institution's directory: who is found there, and can bind with the password, comes in,
// by the same rule as those whom an OpenID provider vouches for (external_accounts). The directory is asked
// for people who have no password here. One that fails time after time is left alone for a while. Slow lane.

#include <optional>
#include <string>
#include <vector>

#include "base/destinations.h"
#include "base/guarded.h"
#include "base/ldap_client.h"
#include "http/principal.h"
#include "lms/identity/external_accounts.h"

namespace lectern::lms {

/// Who is in this group gets what the name says: a role, or a cohort.
struct GroupRule {
  std::string name;
  std::string group;  ///< A distinguished name, or the value of its first part: "teachers".
};

/// "instructor=teachers; admin=cn=it,ou=groups,dc=example,dc=org": nothing where it cannot be read.
std::optional<std::vector<GroupRule>> parse_group_rules(std::string_view text);

struct DirectoryOptions {
  LdapServer server = {};      ///< Without an address there is no directory.
  std::string bind_name = {};  ///< Who searches; empty: nobody in particular.
  std::string bind_password = {};
  std::string user_name = {};  ///< "uid={login},ou=people,dc=example,dc=org"; empty: people are searched for.
  std::string search_base = {};
  std::string search_filter = "(|(uid={login})(mail={login}))";
  std::string id_attribute = "entryUUID";
  std::string name_attribute = "cn";
  std::string email_attribute = "mail";
  std::string groups_attribute = "memberOf";
  std::vector<GroupRule> roles = {};
  std::vector<GroupRule> cohorts = {};
  Linking linking = Linking::ByHand;

  bool is_set() const { return !server.url.empty(); }
};

/// What an entry's groups give.
Granted granted_by_groups(const DirectoryOptions& options, const std::vector<std::string>& groups);

struct DirectoryStanding {
  bool is_set = false;
  std::string url;
  BreakerState state = BreakerState::Closed;
  std::uint64_t calls = 0;
  std::uint64_t failures = 0;
  std::string last_error;  ///< For administrators.
};

class Identity;

class Directory {
 public:
  Directory(storage::Database& database, Destinations& destinations, Identity& identity,
            ExternalAccounts& accounts)
      : database_(database), destinations_(destinations), identity_(identity), accounts_(accounts) {}

  /// At any time. Any thread.
  void configure(DirectoryOptions options);

  /// Whose account it is; nothing where the directory does not know them so, or where there is none. Throws
  /// Unavailable where it does not answer, ExternalSignInFailed where it vouches for somebody without a way
  /// in.
  std::optional<UserId> sign_in(const std::string& login, const std::string& password,
                                const std::string& address);

  DirectoryStanding standing() const;
  /// Connects, binds and looks whether anybody is there to be found. Throws with a sentence where that fails.
  void test();

 private:
  struct State {
    DirectoryOptions options;
    std::string last_error;
  };

  DirectoryOptions options() const;
  /// Calls out, unless the directory is left alone, and remembers how it went.
  template <typename Call>
  auto guarded(const DirectoryOptions& options, Call call) -> decltype(call());
  UserId enter(const DirectoryOptions& options, const LdapEntry& entry, const std::string& address);

  storage::Database& database_;
  Destinations& destinations_;
  Identity& identity_;
  ExternalAccounts& accounts_;
  Guarded<State> state_;
};

}  // namespace lectern::lms
