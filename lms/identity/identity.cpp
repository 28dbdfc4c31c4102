#include "lms/identity/identity.h"

#include <nlohmann/json.hpp>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "catalog/acting.h"
#include "http/refusal.h"
#include "lms/identity/accounts.h"
#include "lms/identity/cookie.h"
#include "lms/identity/password_rules.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using namespace std::chrono_literals;

const storage::Query kAnyone{"identity.anyone", R"sql(
  SELECT id FROM account LIMIT 1)sql"};

const storage::Query kSessions{"identity.sessions", R"sql(
  SELECT s.id, s.account_id, a.role, a.epoch, s.secret_hash, s.expires_at, s.last_used_at
    FROM session s JOIN account a ON a.id = s.account_id WHERE s.expires_at > ?1)sql"};

const storage::Query kSessionsOf{"identity.sessions_of", R"sql(
  SELECT id, address, user_agent, created_at, last_used_at FROM session
   WHERE account_id = ?1 AND expires_at > ?2 ORDER BY last_used_at DESC LIMIT 200)sql"};

const storage::Query kSessionBegan{"identity.session_began", R"sql(
  SELECT created_at FROM session WHERE id = ?1)sql"};

const storage::Query kInsertSession{"identity.insert_session", R"sql(
  INSERT INTO session (id, account_id, secret_hash, refresh_generation, address, user_agent, created_at,
                       last_used_at, expires_at)
  VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?6, ?7))sql"};

const storage::Query kRefreshGeneration{"identity.refresh_generation", R"sql(
  SELECT refresh_generation FROM session WHERE id = ?1)sql"};

const storage::Query kNextRefresh{"identity.next_refresh", R"sql(
  UPDATE session SET refresh_generation = refresh_generation + 1 WHERE id = ?1)sql"};

const storage::Query kExtend{"identity.extend_session", R"sql(
  UPDATE session SET expires_at = ?2, last_used_at = ?3 WHERE id = ?1)sql"};

const storage::Query kDeleteSession{"identity.delete_session", R"sql(
  DELETE FROM session WHERE id = ?1)sql"};

const storage::Query kDeleteSessionsOf{"identity.delete_sessions_of", R"sql(
  DELETE FROM session WHERE account_id = ?1 AND id <> ?2)sql"};

const storage::Query kDeleteExpired{"identity.delete_expired", R"sql(
  DELETE FROM session WHERE expires_at <= ?1)sql"};

// How far the database may be behind about how long a session lives.
constexpr Milliseconds kStoreExtension = 10min;
// How long a sign-in counts as having just shown who one is, where there is no password to ask for.
constexpr Milliseconds kFreshSignIn = 15min;
constexpr std::size_t kLongestUserAgent = 300;

Session as_session(const storage::Row& row) {
  const auto role = role_named(row.get<std::string>(2));
  if (!role) row.fail(2, "a role");
  const auto expires_at = row.get<Instant>(5);
  return {row.get<SessionId>(0),   row.get<UserId>(1), *role,      row.get<std::int64_t>(3),
          row.get<std::string>(4), expires_at,         expires_at, row.get<Instant>(6)};
}

SessionEntry as_entry(const storage::Row& row) {
  return {row.get<SessionId>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<Instant>(3),
          row.get<Instant>(4)};
}

std::string as_text(const storage::Row& row) {
  return row.get<std::string>(0);
}

[[noreturn]] void throw_wrong_credentials() {
  throw Error(ErrorCode::Unauthenticated, "The name or the password is wrong.");
}

void check(const NewUser& user) {
  std::vector<Problem> problems;
  if (!normal_email(user.email)) problems.push_back({"email", "This is not an e-mail address."});
  if (trim(user.name).empty()) problems.push_back({"name", "This field is required."});
  if (!user.username.empty() && !normal_username(user.username))
    problems.push_back({"username", std::string{kUsernameRule}});
  if (!user.password.empty()) {
    if (auto problem = password_problem(user.password, {user.name, user.username, user.email}))
      problems.push_back({"password", *problem});
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

}  // namespace

void require_usable(const User& user) {
  switch (user.state) {
    case AccountState::Active:
    case AccountState::Leaving:
      return;
    case AccountState::Unconfirmed:
      throw Error(ErrorCode::Forbidden,
                  "Open the link in the mail that we sent to your address, then sign in.");
    case AccountState::Disabled:
    case AccountState::Deleted:
      throw Error(ErrorCode::Forbidden, "This account is disabled. Ask the administrators of this server.");
  }
}

void throw_wait(Milliseconds wait) {
  http::Headers headers;
  headers.set("Retry-After", std::to_string(wait.count() / 1000 + 1));
  throw http::Refusal(
      Error(ErrorCode::RateLimited, "There were too many attempts. Wait a little and try again."), 429,
      std::move(headers));
}

Identity::Identity(storage::Database& database, const Clock& clock, IdentityOptions options)
    : database_(database),
      clock_(clock),
      options_(std::move(options)),
      access_tokens_(options_.access_key_pem, options_.previous_access_key_pem),
      refresh_tokens_(hmac_sha256(options_.secret_key, "refresh tokens")),
      csrf_key_(hmac_sha256(options_.secret_key, "csrf tokens")),
      sealing_key_(hmac_sha256(options_.secret_key, "sealed secrets")),
      unknown_hash_(hash_password(random_token())),
      session_lifetime_(options_.session_lifetime),
      api_tokens_(database, clock),
      throttle_(clock) {
  database_.read([&](const storage::Reader& db) {
    db.each(
        kSessions, [&](const storage::Row& row) { sessions_.put(as_session(row)); }, clock_.now());
  });
}

http::Identified Identity::identify(const http::Request& request) {
  constexpr std::string_view kBearer = "Bearer ";
  const auto authorization = request.headers.find("Authorization");
  if (authorization && equal_ignoring_case(authorization->substr(0, kBearer.size()), kBearer))
    return identify_bearer(request, trim(authorization->substr(kBearer.size())));
  if (const auto secret = request.find_cookie(kCookieName)) return identify_cookie(request, *secret);
  return {};
}

http::Identified Identity::identify_bearer(const http::Request& request, std::string_view token) {
  if (token.starts_with(kApiTokenPrefix)) {
    auto owner = api_tokens_.identify(request, token);
    owner.permissions = permissions_of_(owner.user, owner.role);
    return {std::move(owner), /*by_cookie=*/false, /*csrf_token_matches=*/false};
  }
  const auto now = clock_.now();
  const auto claims = access_tokens_.verify(token, now);
  const auto session = claims ? sessions_.use(claims->session, now, now + session_lifetime()) : std::nullopt;
  if (!session || session->user != claims->user || session->epoch != claims->epoch)
    throw Error(ErrorCode::Unauthenticated, "This access token is not valid any more.");
  return {principal_of(*session), /*by_cookie=*/false, /*csrf_token_matches=*/false};
}

http::Identified Identity::identify_cookie(const http::Request& request, std::string_view secret) {
  const auto now = clock_.now();
  const auto session = sessions_.use_by_secret(to_hex(sha256(secret)), now, now + session_lifetime());
  if (!session) return {};
  http::Identified identified{principal_of(*session),
                              /*by_cookie=*/true,
                              /*csrf_token_matches=*/false};
  if (const auto token = request.headers.find("X-CSRF-Token"))
    identified.csrf_token_matches = equal_in_constant_time(*token, csrf_token(session->id));
  return identified;
}

http::Principal Identity::principal_of(const Session& session) const {
  return {session.user, session.id, session.role, permissions_of_(session.user, session.role)};
}

User Identity::check_password(const std::string& login, const std::string& password,
                              const std::string& address) {
  const auto name = to_lower_ascii(trim(login));
  if (const auto wait = throttle_.admit(name, address)) throw_wait(*wait);

  std::optional<User> user;
  auto hash = database_.read([&](const storage::Reader& db) {
    user = find_user_by_login(db, name);
    return user ? password_hash_of(db, user->id) : std::string{};
  });
  const bool has_password = !hash.empty();
  if (!has_password) hash = unknown_hash_;
  const bool right = verify_password(hash, password) && has_password;
  try {
    if (!has_password) user = find_in_directory(name, password, address);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::Unavailable) throttle_.take_back(name, address);
    throw;
  }
  if ((has_password && !right) || !user) throw_wrong_credentials();
  throttle_.forget(name, address);
  require_usable(*user);
  return std::move(*user);
}

std::optional<User> Identity::find_in_directory(const std::string& login, const std::string& password,
                                                const std::string& address) const {
  const auto known = directory_(login, password, address);
  if (!known) return std::nullopt;
  return database_.read([&](const storage::Reader& db) { return find_user(db, *known); });
}

void Identity::reassure(const http::Principal& who, const std::string& password, const std::string& address) {
  const auto user = me(who);
  const auto as_instant = [](const storage::Row& row) { return row.get<Instant>(0); };
  std::optional<Instant> began;
  const auto hash = database_.read([&](const storage::Reader& db) {
    began = db.first(kSessionBegan, as_instant, who.session);
    return password_hash_of(db, user.id);
  });
  if (!began)
    throw Error(ErrorCode::Forbidden, "This can only be done after signing in, not with an API token.");
  if (hash.empty()) {
    if (clock_.now() - *began < kFreshSignIn) return;
    throw Error(ErrorCode::Forbidden,
                "Sign out and in again first: this needs a sign-in of the last minutes.");
  }
  if (const auto wait = throttle_.admit(user.id.text(), address)) throw_wait(*wait);
  if (!verify_password(hash, password))
    throw InvalidInput(std::vector<Problem>{{"current_password", "This is not your password."}});
  throttle_.forget(user.id.text(), address);
}

SignIn Identity::begin_session(const User& user, const Client& client) {
  require_usable(user);
  SignIn result;
  result.user = user;
  result.secret = random_token();
  const auto now = clock_.now();
  const auto expires_at = now + session_lifetime();
  const Session session{new_id<SessionId>(clock_),     user.id,    user.role,  user.epoch,
                        to_hex(sha256(result.secret)), expires_at, expires_at, now};
  result.user = database_.write([&](storage::Writer& db) {
    if (user.state == AccountState::Leaving) set_state(db, user.id, AccountState::Active);
    db.run(kInsertSession, session.id, session.user, session.secret_hash, client.address,
           client.user_agent.substr(0, kLongestUserAgent), db.now(), expires_at);
    return require_user(db, user.id);
  });
  auto kept = session;
  kept.epoch = result.user.epoch;
  sessions_.put(kept);
  result.session = session.id;
  result.access_token = access_token_for(kept);
  result.refresh_token = refresh_tokens_.issue({session.id, 1});
  result.csrf_token = csrf_token(session.id);
  log::info("session.began", {{"user", user.id.text()}, {"session", session.id.text()}});
  return result;
}

std::string Identity::access_token_for(const Session& session) const {
  const auto now = clock_.now();
  return access_tokens_.issue(
      {session.user, session.id, session.role, session.epoch, now + options_.access_lifetime}, now);
}

Refreshed Identity::refresh(const std::string& refresh_token) {
  const auto now = clock_.now();
  const auto claims = refresh_tokens_.verify(refresh_token);
  const auto session = claims ? sessions_.use(claims->session, now, now + session_lifetime()) : std::nullopt;
  if (!session) throw Error(ErrorCode::Unauthenticated, "This refresh token is not valid any more.");

  const bool current = database_.write([&](storage::Writer& db) {
    const auto as_number = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
    if (db.first(kRefreshGeneration, as_number, session->id) != claims->generation) return false;
    return db.run(kNextRefresh, session->id) == 1;
  });
  if (!current) {
    log::warning("session.refresh_reused", {{"user", session->user.text()}, {"session", session->id.text()}});
    end_session(session->id);
    throw Error(ErrorCode::Unauthenticated, "This refresh token was used before. Sign in again.");
  }
  return {access_token_for(*session), refresh_tokens_.issue({session->id, claims->generation + 1})};
}

void Identity::logout(const http::Principal& who) {
  end_session(who.session);
}

void Identity::end_session(const SessionId& session) {
  database_.write([&](storage::Writer& db) { db.run(kDeleteSession, session); });
  sessions_.remove(session);
  if (session_ended_) session_ended_(session);
}

std::vector<SessionEntry> Identity::sessions(const http::Principal& who) const {
  auto entries = database_.read(
      [&](const storage::Reader& db) { return db.all(kSessionsOf, as_entry, who.user, db.now()); });
  // Memory is ahead of the rows by a few minutes.
  for (auto& entry : entries)
    if (const auto living = sessions_.find(entry.id)) entry.last_used_at = living->last_used;
  std::erase_if(entries, [&](const SessionEntry& entry) { return !sessions_.find(entry.id); });
  return entries;
}

void Identity::end_session_of(const http::Principal& who, const SessionId& session) {
  const auto found = sessions_.find(session);
  if (!found || found->user != who.user) http::throw_no_such_thing();
  end_session(session);
}

void Identity::end_sessions(const UserId& user, const SessionId& kept) {
  database_.write([&](storage::Writer& db) { db.run(kDeleteSessionsOf, user, kept.text()); });
  for (const auto& session : sessions_.remove_all_of(user, kept))
    if (session_ended_) session_ended_(session);
}

void Identity::follow(const UserId& user) {
  const auto now = database_.read([&](const storage::Reader& db) { return find_user(db, user); });
  if (!now || now->state != AccountState::Active) end_sessions(user);
  if (now) sessions_.change(user, now->role);
  api_tokens_.follow(user);
  if (rights_changed_) rights_changed_(user);
}

User Identity::me(const http::Principal& who) const {
  return database_.read([&](const storage::Reader& db) { return require_user(db, who.user); });
}

User Identity::change(const http::Principal& who, const UserPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    auto user = require_user(db, who.user);
    if (patch.name) user.name = *patch.name;
    if (patch.language) user.language = *patch.language;
    if (patch.time_zone) user.time_zone = *patch.time_zone;
    if (patch.username) user.username = *patch.username;
    if (patch.notify) user.notify = *patch.notify;
    update_profile(db, user);
    return user;
  });
}

std::string Identity::csrf_token(const SessionId& session) const {
  return to_base64url(hmac_sha256(csrf_key_, session.text()));
}

User Identity::add_user(const NewUser& user) {
  check(user);
  const auto hash = user.password.empty() ? std::string{} : hash_password(user.password);
  return database_.write(
      [&](storage::Writer& db) { return insert_user(db, user, hash, AccountState::Active); });
}

User Identity::add_user(const NewUser& user, const http::Principal& by) {
  check(user);
  if (!by.all_permissions().covers(permissions_of_({}, user.role)))
    throw Error(ErrorCode::Forbidden, "You can only give a role that allows no more than your own.");
  const auto hash = user.password.empty() ? std::string{} : hash_password(user.password);
  return database_.write([&](storage::Writer& db) {
    auto made = insert_user(db, user, hash, AccountState::Active);
    audit::record(db, catalog::act_of(by, "user.created", {"user", made.id.text()},
                                      {{"email", made.email}, {"role", http::name_of(made.role)}}));
    return made;
  });
}

std::optional<User> Identity::find_by_email(const storage::Reader& db, const std::string& email) const {
  return find_user_by_email(db, email);
}

std::optional<std::string> Identity::ensure_first_admin(const std::string& email) {
  const auto anyone = database_.read([&](const storage::Reader& db) { return db.first(kAnyone, as_text); });
  if (anyone) return std::nullopt;
  const auto password = random_token(12);
  add_user({.email = email, .name = "Administrator", .password = password, .role = http::Role::Admin});
  return password;
}

void Identity::flush() {
  const auto extended = sessions_.take_extended(kStoreExtension);
  database_.write([&](storage::Writer& db) {
    for (const auto& session : extended) db.run(kExtend, session.id, session.expires_at, session.last_used);
    db.run(kDeleteExpired, db.now());
  });
  sessions_.sweep(clock_.now());
  api_tokens_.flush();
}

}  // namespace lectern::lms
