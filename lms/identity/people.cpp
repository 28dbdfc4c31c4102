#include "lms/identity/people.h"

#include "base/error.h"
#include "catalog/acting.h"
#include "lms/identity/account_links.h"
#include "lms/identity/accounts.h"
#include "lms/identity/letters.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

const storage::Query kRequests{"people.requests", R"sql(
  SELECT id, email, name, role, language, time_zone, epoch, created_at, username, state, asks_to_teach, notify,
         delete_at
    FROM account WHERE asks_to_teach = 1 ORDER BY id LIMIT 500)sql"};

const storage::Query kLeavers{"people.leavers", R"sql(
  SELECT id FROM account WHERE state = 'leaving' AND delete_at <= ?1 LIMIT 100)sql"};

// The address must be unique, and cannot be anybody's: RFC 2606 §2.
const storage::Query kEmpty{"people.empty", R"sql(
  UPDATE account SET email = id || '@deleted.invalid', username = NULL, name = 'Deleted account', role = 'student',
         password_hash = '', state = 'deleted', asks_to_teach = 0, delete_at = NULL, language = 'en',
         time_zone = 'UTC', notify = '{}', epoch = epoch + 1
   WHERE id = ?1)sql"};

const storage::Query kDeletePasskeys{"people.delete_passkeys",
                                     R"sql(DELETE FROM passkey WHERE account_id = ?1)sql"};
const storage::Query kDeleteFactor{"people.delete_factor",
                                   R"sql(DELETE FROM second_factor WHERE account_id = ?1)sql"};
const storage::Query kDeleteCodes{"people.delete_codes",
                                  R"sql(DELETE FROM recovery_code WHERE account_id = ?1)sql"};
const storage::Query kDeleteTokens{"people.delete_tokens",
                                   R"sql(DELETE FROM api_token WHERE account_id = ?1)sql"};
const storage::Query kDeleteSessions{"people.delete_sessions",
                                     R"sql(DELETE FROM session WHERE account_id = ?1)sql"};

UserId as_id(const storage::Row& row) {
  return row.get<UserId>(0);
}

void refuse_oneself(const http::Principal& who, const UserId& user) {
  if (who.user == user)
    throw Error(ErrorCode::Conflict, "This is your own account. Delete it in your account settings.");
}

}  // namespace

People::People(storage::Database& database, Identity& identity, Mailer& mailer,
               std::vector<PersonalData> data, Milliseconds grace)
    : database_(database),
      identity_(identity),
      mailer_(mailer),
      data_(std::move(data)),
      grace_(grace.count()) {}

void People::set_grace(Milliseconds grace) {
  grace_ = grace.count();
}

std::vector<User> People::requests() const {
  return database_.read([](const storage::Reader& db) { return db.all(kRequests, as_user); });
}

User People::approve(const http::Principal& who, const UserId& user) {
  return answer_request(who, user, http::Role::Instructor);
}

User People::decline(const http::Principal& who, const UserId& user) {
  return answer_request(who, user, http::Role::Student);
}

User People::answer_request(const http::Principal& who, const UserId& user, http::Role role) {
  const bool is_approved = role == http::Role::Instructor;
  auto answered = database_.write([&](storage::Writer& db) {
    const auto asking = require_user(db, user);
    if (!asking.asks_to_teach) throw Error(ErrorCode::Conflict, "This person does not wait for an approval.");
    set_asks_to_teach(db, user, Teaching::NotAsked);
    if (is_approved) set_role(db, user, role);
    audit::record(
        db, catalog::act_of(who, is_approved ? "user.approved" : "user.declined", {"user", user.text()}));
    mailer_.queue(db, is_approved ? letter_to(asking, Letter::Approved, mailer_.link("/courses?new"))
                                  : letter_to(asking, Letter::Declined));
    return require_user(db, user);
  });
  identity_.follow(user);
  return answered;
}

User People::disable(const http::Principal& who, const UserId& user) {
  refuse_oneself(who, user);
  auto disabled = database_.write([&](storage::Writer& db) {
    const auto found = require_user(db, user);
    if (found.state == AccountState::Deleted) throw Error(ErrorCode::Gone, "This account was deleted.");
    refuse_last_admin(db, found);
    set_state(db, user, AccountState::Disabled);
    audit::record(db, catalog::act_of(who, "user.disabled", {"user", user.text()}));
    return require_user(db, user);
  });
  identity_.follow(user);
  return disabled;
}

User People::enable(const http::Principal& who, const UserId& user) {
  auto enabled = database_.write([&](storage::Writer& db) {
    if (require_user(db, user).state == AccountState::Deleted)
      throw Error(ErrorCode::Gone, "This account was deleted.");
    set_state(db, user, AccountState::Active);
    audit::record(db, catalog::act_of(who, "user.enabled", {"user", user.text()}));
    return require_user(db, user);
  });
  identity_.follow(user);
  return enabled;
}

void People::remove(const http::Principal& who, const UserId& user) {
  refuse_oneself(who, user);
  database_.write([&](storage::Writer& db) {
    refuse_last_admin(db, require_user(db, user));
    erase(db, user);
    audit::record(db, catalog::act_of(who, "user.deleted", {"user", user.text()}));
  });
  identity_.follow(user);
}

Instant People::leave(const http::Principal& who) {
  const Milliseconds grace{grace_.load()};
  const auto until = database_.write([&](storage::Writer& db) {
    const auto user = require_user(db, who.user);
    refuse_last_admin(db, user);
    audit::record(db, catalog::act_of(who, "user.left", {"user", user.id.text()}));
    const auto at = db.now() + grace;
    if (grace.count() == 0) {
      erase(db, user.id);
      return at;
    }
    set_state(db, user.id, AccountState::Leaving, at);
    mailer_.queue(db, letter_to(user, Letter::Leaving, mailer_.link("/sign-in")));
    return at;
  });
  identity_.follow(who.user);
  return until;
}

void People::erase_leavers() {
  const auto erased = database_.write([&](storage::Writer& db) {
    const auto leavers = db.all(kLeavers, as_id, db.now());
    for (const auto& user : leavers) {
      erase(db, user);
      audit::record(db, {.action = "user.deleted", .object = {"user", user.text()}});
    }
    return leavers;
  });
  for (const auto& user : erased) identity_.follow(user);
}

void People::erase(storage::Writer& db, const UserId& user) const {
  for (const auto& part : data_) part.erase(db, user);
  for (const auto* query :
       {&kDeletePasskeys, &kDeleteFactor, &kDeleteCodes, &kDeleteTokens, &kDeleteSessions})
    db.run(*query, user);
  void_links(db, user);
  db.run(kEmpty, user);
}

}  // namespace lectern::lms
