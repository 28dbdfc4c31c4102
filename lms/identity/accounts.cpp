#include "lms/identity/accounts.h"

#include "base/error.h"
#include "base/random.h"
#include "base/text.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

const storage::Query kById{"accounts.by_id", R"sql(
  SELECT id, email, name, role, language, time_zone, epoch, created_at, username, state, asks_to_teach, notify,
         delete_at
    FROM account WHERE id = ?1)sql"};

const storage::Query kByEmail{"accounts.by_email", R"sql(
  SELECT id, email, name, role, language, time_zone, epoch, created_at, username, state, asks_to_teach, notify,
         delete_at
    FROM account WHERE email = ?1)sql"};

const storage::Query kByUsername{"accounts.by_username", R"sql(
  SELECT id, email, name, role, language, time_zone, epoch, created_at, username, state, asks_to_teach, notify,
         delete_at
    FROM account WHERE username = ?1)sql"};

const storage::Query kInsert{"accounts.insert", R"sql(
  INSERT INTO account (id, email, username, name, role, password_hash, state, language, time_zone, epoch, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?10))sql"};

const storage::Query kSetName{"accounts.set_name", R"sql(
  UPDATE account SET name = ?2 WHERE id = ?1)sql"};

const storage::Query kUpdateProfile{"accounts.update_profile", R"sql(
  UPDATE account SET name = ?2, username = ?3, language = ?4, time_zone = ?5, notify = ?6 WHERE id = ?1)sql"};

// Rosters sort by it.
const storage::Query kUpdateSortName{"accounts.update_sort_name", R"sql(
  UPDATE enrolment SET sort_name = lower(?2) WHERE account_id = ?1)sql"};

const storage::Query kPasswordHash{"accounts.password_hash", R"sql(
  SELECT password_hash FROM account WHERE id = ?1)sql"};

const storage::Query kSetPasswordHash{"accounts.set_password_hash", R"sql(
  UPDATE account SET password_hash = ?2 WHERE id = ?1)sql"};

const storage::Query kSetEmail{"accounts.set_email", R"sql(
  UPDATE account SET email = ?2 WHERE id = ?1)sql"};

const storage::Query kSetState{"accounts.set_state", R"sql(
  UPDATE account SET state = ?2, delete_at = ?3, epoch = epoch + 1 WHERE id = ?1)sql"};

const storage::Query kSetRole{"accounts.set_role", R"sql(
  UPDATE account SET role = ?2 WHERE id = ?1)sql"};

const storage::Query kAnotherAdmin{"accounts.another_admin", R"sql(
  SELECT id FROM account WHERE role = 'admin' AND state = 'active' AND id <> ?1 LIMIT 1)sql"};

const storage::Query kSetAsksToTeach{"accounts.set_asks_to_teach", R"sql(
  UPDATE account SET asks_to_teach = ?2 WHERE id = ?1)sql"};

std::optional<std::string> username_or_none(const std::string& username) {
  return username.empty() ? std::nullopt : std::optional{username};
}

void refuse_taken(const storage::Reader& db, const UserId& id, const std::string& username) {
  const auto other = username.empty() ? std::nullopt : db.first(kByUsername, as_user, username);
  if (other && other->id != id)
    throw Error(ErrorCode::Conflict, "This username is taken. Choose another one.");
}

}  // namespace

User as_user(const storage::Row& row) {
  const auto role = role_named(row.get<std::string>(3));
  if (!role) row.fail(3, "a role");
  User user;
  user.id = row.get<UserId>(0);
  user.email = row.get<std::string>(1);
  user.name = row.get<std::string>(2);
  user.role = *role;
  user.language = row.get<std::string>(4);
  user.time_zone = row.get<std::string>(5);
  user.epoch = row.get<std::int64_t>(6);
  user.created_at = row.get<Instant>(7);
  user.username = row.get<std::optional<std::string>>(8).value_or("");
  user.state = row.get<AccountState>(9);
  user.asks_to_teach = row.get<bool>(10);
  user.notify = row.get<std::string>(11);
  user.delete_at = row.get<std::optional<Instant>>(12);
  return user;
}

std::optional<User> find_user(const storage::Reader& db, const UserId& id) {
  return db.first(kById, as_user, id);
}

User require_user(const storage::Reader& db, const UserId& id) {
  auto user = find_user(db, id);
  if (!user) throw Error(ErrorCode::NotFound, "This account is gone.");
  return std::move(*user);
}

std::optional<User> find_user_by_email(const storage::Reader& db, const std::string& email) {
  const auto normal = normal_email(email);
  return normal ? db.first(kByEmail, as_user, *normal) : std::nullopt;
}

std::optional<User> find_user_by_login(const storage::Reader& db, const std::string& login) {
  if (login.find('@') != std::string::npos) return find_user_by_email(db, login);
  const auto username = normal_username(login);
  return username ? db.first(kByUsername, as_user, *username) : std::nullopt;
}

User insert_user(storage::Writer& db, const NewUser& user, const std::string& password_hash,
                 AccountState state) {
  const UserId id{new_id_text(db.now())};
  const auto email = normal_email(user.email).value();
  const auto username = normal_username(user.username).value_or("");
  if (db.first(kByEmail, as_user, email))
    throw Error(ErrorCode::Conflict, "There is an account with this address already.");
  refuse_taken(db, id, username);
  db.run(kInsert, id, email, username_or_none(username), std::string{trim(user.name)},
         http::name_of(user.role), password_hash, state, user.language, user.time_zone, db.now());
  return require_user(db, id);
}

void update_profile(storage::Writer& db, const User& user) {
  refuse_taken(db, user.id, user.username);
  db.run(kUpdateProfile, user.id, user.name, username_or_none(user.username), user.language, user.time_zone,
         user.notify);
  db.run(kUpdateSortName, user.id, user.name);
}

std::string password_hash_of(const storage::Reader& db, const UserId& id) {
  return db
      .first(
          kPasswordHash, [](const storage::Row& row) { return row.get<std::string>(0); }, id)
      .value_or("");
}

void set_password_hash(storage::Writer& db, const UserId& id, const std::string& hash) {
  db.run(kSetPasswordHash, id, hash);
}

void set_name(storage::Writer& db, const UserId& id, const std::string& name) {
  db.run(kSetName, id, name);
  db.run(kUpdateSortName, id, name);
}

void set_email(storage::Writer& db, const UserId& id, const std::string& email) {
  db.run(kSetEmail, id, email);
}

void set_state(storage::Writer& db, const UserId& id, AccountState state, std::optional<Instant> delete_at) {
  db.run(kSetState, id, state, delete_at);
}

void set_role(storage::Writer& db, const UserId& id, http::Role role) {
  db.run(kSetRole, id, http::name_of(role));
}

bool is_last_admin(const storage::Reader& db, const User& user) {
  if (user.role != http::Role::Admin || user.state != AccountState::Active) return false;
  const auto as_id = [](const storage::Row& row) { return row.get<UserId>(0); };
  return !db.first(kAnotherAdmin, as_id, user.id);
}

void refuse_last_admin(const storage::Reader& db, const User& user) {
  if (is_last_admin(db, user))
    throw Error(ErrorCode::Conflict,
                "This is the last administrator who can sign in. Make somebody else one first.");
}

void set_asks_to_teach(storage::Writer& db, const UserId& id, Teaching teaching) {
  db.run(kSetAsksToTeach, id, teaching == Teaching::Asked);
}

}  // namespace lectern::lms
