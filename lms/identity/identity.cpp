#include "lms/identity/identity.h"

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "http/refusal.h"
#include "lms/identity/cookie.h"
#include "lms/identity/password_rules.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using namespace std::chrono_literals;

const storage::Query kUserById{"identity.user_by_id", R"sql(
  SELECT id, email, name, role, language, time_zone, epoch, created_at FROM account WHERE id = ?1)sql"};

const storage::Query kUserByEmail{"identity.user_by_email", R"sql(
  SELECT id, email, name, role, language, time_zone, epoch, created_at FROM account WHERE email = ?1)sql"};

const storage::Query kUsers{"identity.users", R"sql(
  SELECT id, email, name, role, language, time_zone, epoch, created_at
    FROM account WHERE (?1 IS NULL OR id < ?1) ORDER BY id DESC LIMIT ?2)sql"};

const storage::Query kPasswordHash{"identity.password_hash", R"sql(
  SELECT password_hash FROM account WHERE id = ?1)sql"};

const storage::Query kAnyone{"identity.anyone", R"sql(
  SELECT id FROM account LIMIT 1)sql"};

const storage::Query kInsertUser{"identity.insert_user", R"sql(
  INSERT INTO account (id, email, name, role, password_hash, language, time_zone, epoch, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, 'en', 'UTC', 0, ?6) ON CONFLICT (email) DO NOTHING)sql"};

const storage::Query kUpdateUser{"identity.update_user", R"sql(
  UPDATE account SET name = ?2, language = ?3, time_zone = ?4 WHERE id = ?1)sql"};

const storage::Query kSessions{"identity.sessions", R"sql(
  SELECT s.id, s.account_id, a.role, a.epoch, s.secret_hash, s.expires_at
    FROM session s JOIN account a ON a.id = s.account_id WHERE s.expires_at > ?1)sql"};

const storage::Query kInsertSession{"identity.insert_session", R"sql(
  INSERT INTO session (id, account_id, secret_hash, refresh_generation, created_at, expires_at)
  VALUES (?1, ?2, ?3, 1, ?4, ?5))sql"};

const storage::Query kRefreshGeneration{"identity.refresh_generation", R"sql(
  SELECT refresh_generation FROM session WHERE id = ?1)sql"};

const storage::Query kNextRefresh{"identity.next_refresh", R"sql(
  UPDATE session SET refresh_generation = refresh_generation + 1 WHERE id = ?1)sql"};

const storage::Query kExtend{"identity.extend_session", R"sql(
  UPDATE session SET expires_at = ?2 WHERE id = ?1)sql"};

const storage::Query kDeleteSession{"identity.delete_session", R"sql(
  DELETE FROM session WHERE id = ?1)sql"};

const storage::Query kDeleteExpired{"identity.delete_expired", R"sql(
  DELETE FROM session WHERE expires_at <= ?1)sql"};

// How far the database may be behind about how long a session lives.
constexpr Milliseconds kStoreExtension = 10min;

http::Role as_role(const storage::Row& row, int column) {
  const auto role = role_named(row.get<std::string>(column));
  if (!role) row.fail(column, "a role");
  return *role;
}

User as_user(const storage::Row& row) {
  return {row.get<UserId>(0),      row.get<std::string>(1), row.get<std::string>(2),  as_role(row, 3),
          row.get<std::string>(4), row.get<std::string>(5), row.get<std::int64_t>(6), row.get<Instant>(7)};
}

Session as_session(const storage::Row& row) {
  const auto expires_at = row.get<Instant>(5);
  return {row.get<SessionId>(0),   row.get<UserId>(1), as_role(row, 2), row.get<std::int64_t>(3),
          row.get<std::string>(4), expires_at,         expires_at};
}

std::string as_text(const storage::Row& row) {
  return row.get<std::string>(0);
}

[[noreturn]] void throw_wrong_credentials() {
  throw Error(ErrorCode::Unauthenticated, "The address or the password is wrong.");
}

[[noreturn]] void throw_wait(Milliseconds wait) {
  http::Headers headers;
  headers.set("Retry-After", std::to_string(wait.count() / 1000 + 1));
  throw http::Refusal(
      Error(ErrorCode::RateLimited, "There were too many attempts. Wait a little and try again."), 429,
      std::move(headers));
}

void check(const NewUser& user) {
  std::vector<Problem> problems;
  if (!normal_email(user.email)) problems.push_back({"email", "This is not an e-mail address."});
  if (trim(user.name).empty()) problems.push_back({"name", "This field is required."});
  if (auto problem = password_problem(user.password)) problems.push_back({"password", *problem});
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

}  // namespace

Identity::Identity(storage::Database& database, const Clock& clock, IdentityOptions options)
    : database_(database),
      clock_(clock),
      options_(std::move(options)),
      access_tokens_(Es256Key::from_pem(options_.access_key_pem)),
      refresh_tokens_(hmac_sha256(options_.secret_key, "refresh tokens")),
      csrf_key_(hmac_sha256(options_.secret_key, "csrf tokens")),
      unknown_hash_(hash_password(random_token())),
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
    return identify_bearer(trim(authorization->substr(kBearer.size())));
  if (const auto secret = request.find_cookie(kCookieName)) return identify_cookie(request, *secret);
  return {};
}

http::Identified Identity::identify_bearer(std::string_view token) {
  const auto now = clock_.now();
  const auto claims = access_tokens_.verify(token, now);
  const auto session =
      claims ? sessions_.use(claims->session, now, now + options_.session_lifetime) : std::nullopt;
  if (!session || session->user != claims->user || session->epoch != claims->epoch)
    throw Error(ErrorCode::Unauthenticated, "This access token is not valid any more.");
  return {{session->user, session->id, session->role}, /*by_cookie=*/false, /*csrf_token_matches=*/false};
}

http::Identified Identity::identify_cookie(const http::Request& request, std::string_view secret) {
  const auto now = clock_.now();
  const auto session = sessions_.use_by_secret(to_hex(sha256(secret)), now, now + options_.session_lifetime);
  if (!session) return {};
  http::Identified identified{{session->user, session->id, session->role},
                              /*by_cookie=*/true,
                              /*csrf_token_matches=*/false};
  if (const auto token = request.headers.find("X-CSRF-Token"))
    identified.csrf_token_matches = equal_in_constant_time(*token, csrf_token(session->id));
  return identified;
}

SignIn Identity::login(const std::string& email, const std::string& password, const std::string& address) {
  const auto normal = normal_email(email).value_or(email);
  if (const auto wait = throttle_.admit(normal, address)) throw_wait(*wait);

  std::optional<User> user;
  const auto hash = database_.read([&](const storage::Reader& db) {
    user = db.first(kUserByEmail, as_user, normal);
    return user ? db.first(kPasswordHash, as_text, user->id).value_or(unknown_hash_) : unknown_hash_;
  });
  const bool right = verify_password(hash, password);
  if (!right || !user) throw_wrong_credentials();
  throttle_.forget(normal, address);
  return begin_session(*user);
}

SignIn Identity::signup(const NewUser& user) {
  if (options_.signup == Signup::Closed)
    throw Error(ErrorCode::Forbidden, "Accounts on this server are made by its administrators.");
  const bool asks_for_more = user.role != http::Role::Student;
  const bool may_teach =
      options_.signup == Signup::StudentsAndInstructors && user.role == http::Role::Instructor;
  if (asks_for_more && !may_teach)
    throw Error(ErrorCode::Forbidden, "This role is given by the administrators of this server.");
  return begin_session(add_user(user));
}

SignIn Identity::begin_session(const User& user) {
  SignIn result;
  result.user = user;
  result.secret = random_token();
  const auto expires_at = clock_.now() + options_.session_lifetime;
  const Session session{new_id<SessionId>(clock_),     user.id,    user.role, user.epoch,
                        to_hex(sha256(result.secret)), expires_at, expires_at};
  database_.write([&](storage::Writer& db) {
    db.run(kInsertSession, session.id, session.user, session.secret_hash, db.now(), expires_at);
  });
  sessions_.put(session);
  result.session = session.id;
  result.access_token = access_token_for(session);
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
  const auto session =
      claims ? sessions_.use(claims->session, now, now + options_.session_lifetime) : std::nullopt;
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

User Identity::me(const http::Principal& who) const {
  auto user =
      database_.read([&](const storage::Reader& db) { return db.first(kUserById, as_user, who.user); });
  if (!user) throw Error(ErrorCode::NotFound, "This account is gone.");
  return std::move(*user);
}

User Identity::change(const http::Principal& who, const UserPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    auto user = db.first(kUserById, as_user, who.user);
    if (!user) throw Error(ErrorCode::NotFound, "This account is gone.");
    if (patch.name) user->name = *patch.name;
    if (patch.language) user->language = *patch.language;
    if (patch.time_zone) user->time_zone = *patch.time_zone;
    db.run(kUpdateUser, user->id, user->name, user->language, user->time_zone);
    return *user;
  });
}

std::string Identity::csrf_token(const SessionId& session) const {
  return to_base64url(hmac_sha256(csrf_key_, session.text()));
}

User Identity::add_user(const NewUser& user) {
  check(user);
  const auto hash = hash_password(user.password);
  return database_.write([&](storage::Writer& db) { return insert(db, user, hash); });
}

User Identity::insert(storage::Writer& db, const NewUser& user, const std::string& password_hash) const {
  const auto id = new_id<UserId>(clock_);
  const auto email = normal_email(user.email).value();
  const std::string name{trim(user.name)};
  if (db.run(kInsertUser, id, email, name, http::name_of(user.role), password_hash, db.now()) == 0)
    throw Error(ErrorCode::Conflict, "There is an account with this address already.");
  return db.first(kUserById, as_user, id).value();
}

catalog::Page<User> Identity::list(const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const std::optional<std::string> after =
        paging.after.empty() ? std::nullopt : std::optional{paging.after};
    return catalog::as_page(db.all(kUsers, as_user, after, paging.limit + 1), paging.limit,
                            [](const User& user) { return user.id.text(); });
  });
}

std::optional<User> Identity::find_by_email(const storage::Reader& db, const std::string& email) const {
  const auto normal = normal_email(email);
  return normal ? db.first(kUserByEmail, as_user, *normal) : std::nullopt;
}

std::optional<std::string> Identity::ensure_first_admin(const std::string& email) {
  const auto anyone = database_.read([&](const storage::Reader& db) { return db.first(kAnyone, as_text); });
  if (anyone) return std::nullopt;
  const auto password = random_token(12);
  add_user({email, "Administrator", password, http::Role::Admin});
  return password;
}

void Identity::flush() {
  const auto extended = sessions_.take_extended(kStoreExtension);
  database_.write([&](storage::Writer& db) {
    for (const auto& session : extended) db.run(kExtend, session.id, session.expires_at);
    db.run(kDeleteExpired, db.now());
  });
  sessions_.sweep(clock_.now());
}

}  // namespace lectern::lms
