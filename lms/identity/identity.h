#pragma once
// Who is asking, and the sessions that prove it. That is answered from memory (http::Authenticator);
// everything else goes to the database first and to memory after the commit. Passwords are verified here:
// Slow lane only.

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/page.h"
#include "http/authenticator.h"
#include "http/message.h"
#include "lms/identity/api_tokens.h"
#include "lms/identity/guess_throttle.h"
#include "lms/identity/session_table.h"
#include "lms/identity/tokens.h"
#include "lms/identity/user.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

struct IdentityOptions {
  std::string secret_key;      ///< 32 bytes or more. What is signed with it ends when it changes.
  std::string access_key_pem;  ///< ES256.
  std::string previous_access_key_pem = {};  ///< Still believed, no longer signed with; empty: none.
  Milliseconds session_lifetime = std::chrono::hours{24 * 30};  ///< Since the last use.
  Milliseconds access_lifetime = std::chrono::minutes{15};
};

struct SignIn {
  User user;
  SessionId session;
  std::string secret;  ///< For the cookie.
  std::string access_token;
  std::string refresh_token;
  std::string csrf_token;
};

struct Refreshed {
  std::string access_token;
  std::string refresh_token;
};

/// A session as its owner sees it in a list.
struct SessionEntry {
  SessionId id;
  std::string address;
  std::string user_agent;
  Instant created_at;
  Instant last_used_at;
};

class Identity final : public http::Authenticator {
 public:
  /// Loads the living sessions.
  Identity(storage::Database& database, const Clock& clock, IdentityOptions options);

  http::Identified identify(const http::Request& request) override;

  /// Whose address or username this is, if the password is right and the account may be used. Unauthenticated
  /// where either is wrong, RateLimited (as http::Refusal, with Retry-After) after too many guesses.
  User check_password(const std::string& login, const std::string& password, const std::string& address);
  /// That it is really the owner who asks for something grave: by the password; where the account has none,
  /// by a sign-in of the last minutes. Throws InvalidInput at `current_password`.
  void reassure(const http::Principal& who, const std::string& password, const std::string& address);

  /// For who has shown by whatever means that the account is theirs. One that was leaving stays.
  SignIn begin_session(const User& user, const Client& client);
  /// An older token than the last one ends the session: one of the two who hold it is not the owner.
  Refreshed refresh(const std::string& refresh_token);
  void logout(const http::Principal& who);

  std::vector<SessionEntry> sessions(const http::Principal& who) const;
  /// NotFound unless it is their own.
  void end_session_of(const http::Principal& who, const SessionId& session);
  /// All but `kept`.
  void end_sessions(const UserId& user, const SessionId& kept = {});
  /// What is in memory of the account follows its row: role, state. After the commit of a change.
  void follow(const UserId& user);

  User me(const http::Principal& who) const;
  User change(const http::Principal& who, const UserPatch& patch);
  std::string csrf_token(const SessionId& session) const;

  /// Conflict where address or username is taken.
  User add_user(const NewUser& user);
  /// The same by somebody, who can only give a role that allows no more than their own: in the audit log.
  User add_user(const NewUser& user, const http::Principal& by);
  std::optional<User> find_by_email(const storage::Reader& db, const std::string& email) const;
  /// On the first start: nothing where there is an account already, else the password that was made up.
  std::optional<std::string> ensure_first_admin(const std::string& email);

  /// Writes down which sessions live longer and forgets the dead. Every few minutes, and before the end.
  void flush();

  ApiTokens& api_tokens() { return api_tokens_; }
  GuessThrottle& throttle() { return throttle_; }
  const Clock& clock() const { return clock_; }
  /// For what must be read again: second factors.
  const std::string& sealing_key() const { return sealing_key_; }
  /// The public halves of the keys of access tokens (RFC 7517), as JSON.
  std::string key_set() const { return access_tokens_.key_set(); }
  Milliseconds access_lifetime() const { return options_.access_lifetime; }
  Milliseconds session_lifetime() const { return session_lifetime_.load(); }
  /// May change while the server runs. Any thread.
  void set_session_lifetime(Milliseconds lifetime) { session_lifetime_ = lifetime; }

  /// What roles allow, beside the built-in role's first permissions. Before the server starts; asked on the
  /// loop.
  using PermissionSource = std::function<http::Permissions(const UserId&, http::Role)>;
  void take_permissions_from(PermissionSource source) { permissions_of_ = std::move(source); }

  /// Asked about who has no password here: whose account it is, or nothing. Before the server starts.
  using PasswordSource = std::function<std::optional<UserId>(
      const std::string& login, const std::string& password, const std::string& address)>;
  void ask_for_passwords(PasswordSource source) { directory_ = std::move(source); }

  /// Called with each account whose rights may have changed, after memory knows of it. Any thread.
  void on_rights_change(std::function<void(const UserId&)> listener) {
    rights_changed_ = std::move(listener);
  }
  /// Called with each session that ends before its time, so that what hangs on it can end too. Any thread.
  void on_session_end(std::function<void(const SessionId&)> listener) {
    session_ended_ = std::move(listener);
  }

 private:
  http::Identified identify_bearer(const http::Request& request, std::string_view token);
  http::Identified identify_cookie(const http::Request& request, std::string_view secret);
  http::Principal principal_of(const Session& session) const;
  std::string access_token_for(const Session& session) const;
  void end_session(const SessionId& session);
  std::optional<User> find_in_directory(const std::string& login, const std::string& password,
                                        const std::string& address) const;

  storage::Database& database_;
  const Clock& clock_;
  IdentityOptions options_;
  AccessTokens access_tokens_;
  RefreshTokens refresh_tokens_;
  std::string csrf_key_;
  std::string sealing_key_;
  std::string unknown_hash_;  ///< Verified for unknown addresses, so that they take as long as known ones.
  std::atomic<Milliseconds> session_lifetime_;
  PermissionSource permissions_of_ = [](const UserId&, http::Role role) {
    return http::first_permissions_of(role);
  };
  PasswordSource directory_ = [](const auto&, const auto&, const auto&) { return std::nullopt; };
  SessionTable sessions_;
  ApiTokens api_tokens_;
  GuessThrottle throttle_;
  std::function<void(const SessionId&)> session_ended_;
  std::function<void(const UserId&)> rights_changed_;
};

/// Forbidden with a sentence that says why, where the account may not be used.
void require_usable(const User& user);
[[noreturn]] void throw_wait(Milliseconds wait);

}  // namespace lectern::lms
