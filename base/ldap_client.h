#pragma once
// A directory (RFC 4510), by libldap: bind and search, each within its time. Waits for the network: never on
// a loop. Certificates are always verified; referrals are not followed.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace lectern {

/// RFC 4515 §3: what somebody typed, as a value within a filter.
std::string escape_filter_value(std::string_view text);
/// RFC 4514 §2.4: the same within a distinguished name.
std::string escape_name_value(std::string_view text);

struct LdapServer {
  std::string url = {};  ///< "ldap://host:389" or "ldaps://host:636"
  enum class Tls { AsTheUrlSays, StartTls } tls = Tls::AsTheUrlSays;  ///< RFC 4511 §4.14
  std::filesystem::path ca_file = {};  ///< Who vouches for its certificate; empty: whom the system trusts.
  Milliseconds time_out{5'000};        ///< Of each step.
};

struct LdapEntry {
  std::string name;                                        ///< Its distinguished name.
  std::map<std::string, std::vector<std::string>> values;  ///< By attribute, in lower case.

  /// The first of them; empty where there is none.
  std::string first(const std::string& attribute) const;
};

struct LdapSearch {
  std::string base;
  std::string filter;
  std::vector<std::string> attributes;
  enum class Scope { Entry, Subtree } scope = Scope::Subtree;
  int most = 2;  ///< Entries; one more than this is not asked for.
};

/// One connection. Throws Unavailable, with what the library said for the log, where the server does not
/// answer.
class LdapConnection {
 public:
  /// Connects, and protects the connection as the options say.
  explicit LdapConnection(const LdapServer& server);
  ~LdapConnection();
  LdapConnection(const LdapConnection&) = delete;
  LdapConnection& operator=(const LdapConnection&) = delete;

  /// False where name or password is wrong, or the account is locked. An empty password is never sent: the
  /// server would take it for nobody's, and let it in (RFC 4513 §5.1.2).
  bool bind(const std::string& name, const std::string& password);
  std::vector<LdapEntry> search(const LdapSearch& search);

 private:
  struct Session;
  std::unique_ptr<Session> session_;
};

}  // namespace lectern
