#pragma once
// Accounts and sessions. Who is asking is answered from memory (http::Authenticator); everything else goes to
// the database first and to memory after the commit. Passwords are hashed and verified here: Slow lane only.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/page.h"
#include "http/authenticator.h"
#include "http/message.h"
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

enum class Signup { Closed, Students, StudentsAndInstructors };

struct IdentityOptions {
  std::string secret_key;      ///< 32 bytes or more. What is signed with it ends when it changes.
  std::string access_key_pem;  ///< ES256.
  Milliseconds session_lifetime = std::chrono::hours{24 * 30};  ///< Since the last use.
  Milliseconds access_lifetime = std::chrono::minutes{15};
  Signup signup = Signup::Closed;
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

class Identity final : public http::Authenticator {
 public:
  /// Loads the living sessions.
  Identity(storage::Database& database, const Clock& clock, IdentityOptions options);

  http::Identified identify(const http::Request& request) override;

  /// Unauthenticated where either is wrong, RateLimited (as http::Refusal, with Retry-After) after too many
  /// guesses.
  SignIn login(const std::string& email, const std::string& password, const std::string& address);
  /// Forbidden unless the settings allow it.
  SignIn signup(const NewUser& user);
  /// An older token than the last one ends the session: one of the two who hold it is not the owner.
  Refreshed refresh(const std::string& refresh_token);
  void logout(const http::Principal& who);

  User me(const http::Principal& who) const;
  User change(const http::Principal& who, const UserPatch& patch);
  std::string csrf_token(const SessionId& session) const;

  /// Conflict where the address is taken.
  User add_user(const NewUser& user);
  catalog::Page<User> list(const http::Paging& paging) const;
  std::optional<User> find_by_email(const storage::Reader& db, const std::string& email) const;
  /// On the first start: nothing where there is an account already, else the password that was made up.
  std::optional<std::string> ensure_first_admin(const std::string& email);

  /// Writes down which sessions live longer and forgets the dead. Every few minutes, and before the end.
  void flush();

  Milliseconds access_lifetime() const { return options_.access_lifetime; }
  Milliseconds session_lifetime() const { return options_.session_lifetime; }

  /// Called with each session that ends before its time, so that what hangs on it can end too. Any thread.
  void on_session_end(std::function<void(const SessionId&)> listener) {
    session_ended_ = std::move(listener);
  }

 private:
  http::Identified identify_bearer(std::string_view token);
  http::Identified identify_cookie(const http::Request& request, std::string_view secret);
  SignIn begin_session(const User& user);
  User insert(storage::Writer& db, const NewUser& user, const std::string& password_hash) const;
  std::string access_token_for(const Session& session) const;
  void end_session(const SessionId& session);

  storage::Database& database_;
  const Clock& clock_;
  IdentityOptions options_;
  AccessTokens access_tokens_;
  RefreshTokens refresh_tokens_;
  std::string csrf_key_;
  std::string unknown_hash_;  ///< Verified for unknown addresses, so that they take as long as known ones.
  SessionTable sessions_;
  GuessThrottle throttle_;
  std::function<void(const SessionId&)> session_ended_;
};

}  // namespace lectern::lms
