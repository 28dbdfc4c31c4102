#include "lms/identity/sign_up.h"

#include <nlohmann/json.hpp>

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/random.h"
#include "base/text.h"
#include "catalog/acting.h"
#include "lms/identity/account_links.h"
#include "lms/identity/accounts.h"
#include "lms/identity/letters.h"
#include "lms/identity/password_rules.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using namespace std::chrono_literals;

const storage::Query kInsertInvitation{"sign_up.insert_invitation", R"sql(
  INSERT INTO account_invitation (id, secret_hash, email, role, invited_by, created_at, expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))sql"};

const storage::Query kInvitation{"sign_up.invitation", R"sql(
  SELECT id, email, role, created_at, expires_at FROM account_invitation
   WHERE secret_hash = ?1 AND expires_at > ?2)sql"};

const storage::Query kInvitations{"sign_up.invitations", R"sql(
  SELECT id, email, role, created_at, expires_at FROM account_invitation
   WHERE expires_at > ?1 ORDER BY expires_at DESC LIMIT 500)sql"};

const storage::Query kDeleteInvitation{"sign_up.delete_invitation", R"sql(
  DELETE FROM account_invitation WHERE id = ?1)sql"};

const storage::Query kDeleteOldInvitations{"sign_up.delete_old_invitations", R"sql(
  DELETE FROM account_invitation WHERE expires_at <= ?1)sql"};

const storage::Query kDeleteUnconfirmed{"sign_up.delete_unconfirmed", R"sql(
  DELETE FROM account WHERE email = ?1 AND state = 'unconfirmed')sql"};

constexpr Milliseconds kConfirmationLives = 48h;
constexpr Milliseconds kInvitationLives = 24h * 14;
// A lecture hall that signs up behind one address passes; a machine that does is slowed down.
constexpr QuotaRule kPerAddress{100, 10min};
constexpr QuotaRule kPerEmail{3, 1h};

std::string hash_of(const std::string& secret) {
  return to_hex(sha256(secret));
}

Invitation as_invitation(const storage::Row& row) {
  const auto role = role_named(row.get<std::string>(2));
  if (!role) row.fail(2, "a role");
  return {row.get<InvitationId>(0), row.get<std::string>(1), *role, row.get<Instant>(3), row.get<Instant>(4)};
}

[[noreturn]] void throw_used_link() {
  throw Error(ErrorCode::Gone, "This link was used already or is too old. Ask for a new one.");
}

void check(const NewUser& user) {
  std::vector<Problem> problems;
  if (auto problem = password_problem(user.password, {user.name, user.username, user.email}))
    problems.push_back({"password", *problem});
  if (!user.username.empty() && !normal_username(user.username))
    problems.push_back({"username", std::string{kUsernameRule}});
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

}  // namespace

SignUps::SignUps(storage::Database& database, Identity& identity, Mailer& mailer, SignUpPolicy policy)
    : database_(database),
      identity_(identity),
      mailer_(mailer),
      policy_(policy),
      per_address_(identity.clock(), kPerAddress),
      per_email_(identity.clock(), kPerEmail) {}

SignUpPolicy SignUps::policy() const {
  return policy_.with([](const SignUpPolicy& policy) { return policy; });
}

void SignUps::set_policy(SignUpPolicy policy) {
  policy_.with([&](SignUpPolicy& current) { current = policy; });
}

SignUps::Standing SignUps::standing_for(const SignUpWish& wish,
                                        const std::optional<Invitation>& invitation) const {
  const auto rules = policy();
  if (invitation) {
    // The mail reached them: the address is theirs.
    const bool is_same = normal_email(wish.user.email) == invitation->email;
    return {invitation->role, false, is_same};
  }
  if (rules.sign_up == SignUp::Closed)
    throw Error(ErrorCode::Forbidden, "Accounts on this server are made by its administrators.");
  if (rules.sign_up == SignUp::Invited)
    throw Error(ErrorCode::Forbidden,
                "Opening an account here takes an invitation. Open the link in its mail.");
  const bool wants_to_teach = wish.user.role == http::Role::Instructor;
  if (wish.user.role == http::Role::Admin || (wants_to_teach && rules.instructors == InstructorSignUp::Never))
    throw Error(ErrorCode::Forbidden, "This role is given by the administrators of this server.");
  const bool at_once = wants_to_teach && rules.instructors == InstructorSignUp::AtOnce;
  return {at_once ? http::Role::Instructor : http::Role::Student, wants_to_teach && !at_once, false};
}

std::optional<SignIn> SignUps::sign_up(const SignUpWish& wish, const Client& client) {
  if (const auto wait = per_address_.admit(network_of(client.address))) throw_wait(*wait);
  const auto invitation =
      wish.invitation.empty() ? std::nullopt : std::optional{find_invitation(wish.invitation)};
  const auto standing = standing_for(wish, invitation);
  check(wish.user);
  const bool must_confirm = policy().confirm_email == EmailConfirmation::Required && !standing.is_confirmed;
  const auto hash = hash_password(wish.user.password);
  const auto email = normal_email(wish.user.email).value();
  if (must_confirm) {
    // Where a mail tells the owner, nobody else learns that the address has an account.
    if (per_email_.admit(email)) return std::nullopt;
    if (tell_owner(email)) return std::nullopt;
  }
  auto fresh = wish.user;
  fresh.role = standing.role;
  const auto user = database_.write([&](storage::Writer& db) {
    // Whoever signed up before with this address did not show that it is theirs.
    db.run(kDeleteUnconfirmed, email);
    const auto made =
        insert_user(db, fresh, hash, must_confirm ? AccountState::Unconfirmed : AccountState::Active);
    if (standing.asks_to_teach) set_asks_to_teach(db, made.id, Teaching::Asked);
    if (invitation) db.run(kDeleteInvitation, invitation->id);
    if (must_confirm) queue_confirmation(db, made);
    return require_user(db, made.id);
  });
  if (must_confirm) return std::nullopt;
  return identity_.begin_session(user, client);
}

bool SignUps::tell_owner(const std::string& email) const {
  return database_.write([&](storage::Writer& db) {
    const auto owner = find_user_by_email(db, email);
    if (!owner || owner->state == AccountState::Unconfirmed) return false;
    mailer_.queue(db, letter_to(*owner, Letter::AlreadyHere, mailer_.link("/sign-in")));
    return true;
  });
}

void SignUps::queue_confirmation(storage::Writer& db, const User& user) const {
  const auto expires_at = db.now() + kConfirmationLives;
  const auto secret = issue_link(db, LinkPurpose::Confirm, {user.id, user.email}, expires_at);
  auto mail = letter_to(user, Letter::Confirm, mailer_.link("/confirm#" + secret));
  mail.expires_at = expires_at;
  mailer_.queue(db, mail);
}

SignIn SignUps::confirm(const std::string& secret, const Client& client) {
  const auto user = database_.write([&](storage::Writer& db) -> std::optional<User> {
    const auto link = take_link(db, LinkPurpose::Confirm, secret);
    if (!link) return std::nullopt;
    auto owner = require_user(db, link->user);
    if (owner.state == AccountState::Unconfirmed) set_state(db, owner.id, AccountState::Active);
    return require_user(db, owner.id);
  });
  if (!user) throw_used_link();
  return identity_.begin_session(*user, client);
}

void SignUps::send_confirmation_again(const std::string& email, const Client& client) {
  if (const auto wait = per_address_.admit(network_of(client.address))) throw_wait(*wait);
  const auto normal = normal_email(email);
  if (!normal || per_email_.admit(*normal)) return;
  database_.write([&](storage::Writer& db) {
    const auto owner = find_user_by_email(db, *normal);
    if (owner && owner->state == AccountState::Unconfirmed) queue_confirmation(db, *owner);
  });
}

Invitation SignUps::invite(const http::Principal& who, const std::string& email, http::Role role,
                           const std::string& language) {
  const auto secret = random_token();
  return database_.write([&](storage::Writer& db) {
    if (find_user_by_email(db, email))
      throw Error(ErrorCode::Conflict, "There is an account with this address already.");
    const Invitation invitation{InvitationId{new_id_text(db.now())}, email, role, db.now(),
                                db.now() + kInvitationLives};
    db.run(kInsertInvitation, invitation.id, hash_of(secret), email, http::name_of(role), who.user, db.now(),
           invitation.expires_at);
    User guest;
    guest.email = email;
    guest.language = language;
    auto mail = letter_to(guest, Letter::Invitation, mailer_.link("/sign-up#" + secret));
    mail.expires_at = invitation.expires_at;
    mailer_.queue(db, mail);
    audit::record(db, catalog::act_of(who, "user.invited", {"invitation", invitation.id.text()},
                                      {{"email", email}, {"role", http::name_of(role)}}));
    return invitation;
  });
}

std::vector<Invitation> SignUps::invitations() const {
  return database_.read(
      [](const storage::Reader& db) { return db.all(kInvitations, as_invitation, db.now()); });
}

void SignUps::withdraw(const http::Principal& who, const InvitationId& id) {
  database_.write([&](storage::Writer& db) {
    if (db.run(kDeleteInvitation, id) == 0) http::throw_no_such_thing();
    audit::record(db, catalog::act_of(who, "invitation.withdrawn", {"invitation", id.text()}));
  });
}

Invitation SignUps::find_invitation(const std::string& secret) const {
  auto found = database_.read([&](const storage::Reader& db) {
    return db.first(kInvitation, as_invitation, hash_of(secret), db.now());
  });
  if (!found)
    throw Error(ErrorCode::Gone, "This invitation was used already or is too old. Ask for a new one.");
  return std::move(*found);
}

void SignUps::forget_expired() {
  database_.write([](storage::Writer& db) {
    db.run(kDeleteOldInvitations, db.now());
    forget_expired_links(db);
  });
}

}  // namespace lectern::lms
