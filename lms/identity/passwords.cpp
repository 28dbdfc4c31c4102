#include "lms/identity/passwords.h"

#include "base/crypto.h"
#include "base/error.h"
#include "catalog/acting.h"
#include "lms/identity/account_links.h"
#include "lms/identity/accounts.h"
#include "lms/identity/letters.h"
#include "lms/identity/password_rules.h"
#include "storage/db/database.h"

namespace lectern::lms {

namespace {

using namespace std::chrono_literals;

constexpr Milliseconds kResetLives = 1h;
constexpr Milliseconds kNewEmailLives = 48h;
constexpr QuotaRule kPerAddress{30, 10min};
// Nobody's inbox is filled by others.
constexpr QuotaRule kPerAccount{3, 1h};

void check(const std::string& field, const std::string& password, const User& user) {
  if (auto problem = password_problem(password, {user.name, user.username, user.email}))
    throw InvalidInput(std::vector<Problem>{{field, *problem}});
}

bool may_sign_in(const User& user) {
  return user.state == AccountState::Active || user.state == AccountState::Leaving;
}

[[noreturn]] void throw_used_link() {
  throw Error(ErrorCode::Gone, "This link was used already or is too old. Ask for a new one.");
}

}  // namespace

Passwords::Passwords(storage::Database& database, Identity& identity, Mailer& mailer)
    : database_(database),
      identity_(identity),
      mailer_(mailer),
      per_address_(identity.clock(), kPerAddress),
      per_account_(identity.clock(), kPerAccount) {}

void Passwords::send_reset(const std::string& login, const Client& client) {
  if (const auto wait = per_address_.admit(network_of(client.address))) throw_wait(*wait);
  database_.write([&](storage::Writer& db) {
    const auto user = find_user_by_login(db, login);
    if (!user || !may_sign_in(*user) || per_account_.admit(user->id.text())) return;
    queue_reset(db, *user);
  });
}

void Passwords::send_reset_to(const http::Principal& who, const UserId& id) {
  database_.write([&](storage::Writer& db) {
    const auto user = require_user(db, id);
    if (!may_sign_in(user))
      throw Error(ErrorCode::Conflict, "This account cannot sign in as it is. Enable it first.");
    queue_reset(db, user);
    audit::record(db, catalog::act_of(who, "user.reset_sent", {"user", id.text()}));
  });
}

void Passwords::queue_reset(storage::Writer& db, const User& user) const {
  const auto expires_at = db.now() + kResetLives;
  const auto secret = issue_link(db, LinkPurpose::Reset, {user.id, user.email}, expires_at);
  auto mail = letter_to(user, Letter::Reset, mailer_.link("/reset#" + secret));
  mail.expires_at = expires_at;
  mailer_.queue(db, mail);
}

void Passwords::reset(const std::string& secret, const std::string& password) {
  if (auto problem = password_problem(password))
    throw InvalidInput(std::vector<Problem>{{"password", *problem}});
  const auto hash = hash_password(password);
  const auto user = database_.write([&](storage::Writer& db) -> std::optional<User> {
    const auto link = take_link(db, LinkPurpose::Reset, secret);
    if (!link) return std::nullopt;
    const auto owner = require_user(db, link->user);
    check("password", password, owner);  // What it throws gives the link back.
    store(db, owner, hash);
    return owner;
  });
  if (!user) throw_used_link();
  identity_.end_sessions(user->id);
}

void Passwords::change(const http::Principal& who, const std::string& present, const std::string& wanted,
                       const Client& client) {
  identity_.reassure(who, present, client.address);
  check("new_password", wanted, identity_.me(who));
  const auto hash = hash_password(wanted);
  database_.write([&](storage::Writer& db) { store(db, require_user(db, who.user), hash); });
  identity_.end_sessions(who.user, who.session);
}

void Passwords::store(storage::Writer& db, const User& user, const std::string& hash) const {
  set_password_hash(db, user.id, hash);
  void_links(db, user.id);
  mailer_.queue(db, letter_to(user, Letter::PasswordChanged, mailer_.link("/forgot")));
}

void Passwords::send_new_email(const http::Principal& who, const std::string& email,
                               const std::string& password, const Client& client) {
  identity_.reassure(who, password, client.address);
  if (const auto wait = per_account_.admit("email " + who.user.text())) throw_wait(*wait);
  database_.write([&](storage::Writer& db) {
    auto user = require_user(db, who.user);
    // Nothing is told of an address that has an account: only its owner would get the link, and it leads
    // nowhere.
    if (find_user_by_email(db, email)) return;
    const auto expires_at = db.now() + kNewEmailLives;
    const auto secret = issue_link(db, LinkPurpose::Email, {user.id, email}, expires_at);
    user.email = email;
    auto mail = letter_to(user, Letter::NewEmail, mailer_.link("/new-address#" + secret));
    mail.expires_at = expires_at;
    mailer_.queue(db, mail);
  });
}

void Passwords::confirm_new_email(const std::string& secret) {
  const bool is_done = database_.write([&](storage::Writer& db) {
    const auto link = take_link(db, LinkPurpose::Email, secret);
    if (!link) return false;
    const auto user = require_user(db, link->user);
    if (find_user_by_email(db, link->target))
      throw Error(ErrorCode::Conflict, "There is an account with this address already.");
    set_email(db, user.id, link->target);
    void_links(db, user.id);
    mailer_.queue(db, letter_to(user, Letter::EmailChanged));
    return true;
  });
  if (!is_done) throw_used_link();
}

}  // namespace lectern::lms
