#include "lms/identity/external_accounts.h"

#include <optional>

#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "lms/identity/user.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

constexpr std::size_t kLongestName = 100;

const storage::Query kFind{"external.find", R"sql(
  SELECT account_id, made_account FROM external_identity WHERE provider = ?1 AND subject = ?2)sql"};

const storage::Query kOfAccount{"external.of_account", R"sql(
  SELECT provider, email, created_at, last_used_at FROM external_identity WHERE account_id = ?1 ORDER BY provider)sql"};

const storage::Query kSubject{"external.subject", R"sql(
  SELECT subject FROM external_identity WHERE account_id = ?1 AND provider = ?2)sql"};

const storage::Query kInsert{"external.insert", R"sql(
  INSERT INTO external_identity (provider, subject, account_id, email, made_account, created_at, last_used_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6))sql"};

const storage::Query kUsed{"external.used", R"sql(
  UPDATE external_identity SET last_used_at = ?3, email = ?4 WHERE provider = ?1 AND subject = ?2)sql"};

const storage::Query kDelete{"external.delete", R"sql(
  DELETE FROM external_identity WHERE account_id = ?1 AND provider = ?2)sql"};

const storage::Query kAccountByEmail{"external.account_by_email", R"sql(
  SELECT id FROM account WHERE email = ?1)sql"};

const storage::Query kAccount{"external.account", R"sql(
  SELECT role, password_hash FROM account WHERE id = ?1)sql"};

// Without a password: it is signed in to by other means only.
const storage::Query kInsertAccount{"external.insert_account", R"sql(
  INSERT INTO account (id, email, name, role, password_hash, language, time_zone, epoch, created_at)
  VALUES (?1, ?2, ?3, ?4, '', 'en', 'UTC', 0, ?5))sql"};

const storage::Query kSetRole{"external.set_role", R"sql(
  UPDATE account SET role = ?2, epoch = epoch + 1 WHERE id = ?1)sql"};

struct Known {
  UserId user;
  bool made_account = false;
};

Known as_known(const storage::Row& row) {
  return {row.get<UserId>(0), row.get<bool>(1)};
}

std::string as_text(const storage::Row& row) {
  return row.get<std::string>(0);
}

ExternalIdentity as_identity(const storage::Row& row) {
  return {row.get<std::string>(0), row.get<std::string>(1), row.get<Instant>(2), row.get<Instant>(3)};
}

std::string cut_name(const Vouched& vouched, const std::string& email) {
  std::string name = vouched.profile.name.empty() ? email.substr(0, email.find('@')) : vouched.profile.name;
  if (!is_utf8(name)) return email;
  while (count_characters(name) > kLongestName) name.pop_back();
  return name;
}

http::Role role_for(const Granted& granted) {
  return granted.role.value_or(http::Role::Student);
}

}  // namespace

Entered ExternalAccounts::enter(storage::Writer& db, const Vouched& vouched) const {
  const auto known = db.first(kFind, as_known, vouched.provider, vouched.profile.subject);
  auto entered = known ? return_of(db, known->user, vouched, known->made_account) : make(db, vouched);
  if (cohorts_ != nullptr && !vouched.granted.cohorts.empty())
    cohorts_->join(db, entered.user, vouched.granted.cohorts);
  return entered;
}

Entered ExternalAccounts::return_of(storage::Writer& db, const UserId& user, const Vouched& vouched,
                                    bool account_was_made) const {
  db.run(kUsed, vouched.provider, vouched.profile.subject, db.now(), vouched.profile.email);
  // Whoever linked an account that was there before keeps the role that people here gave it.
  if (!account_was_made || !vouched.granted.roles_are_mapped) return {user};
  const auto now = db.first(kAccount, as_text, user);
  const auto wanted = role_for(vouched.granted);
  if (!now || *now == http::name_of(wanted)) return {user};
  db.run(kSetRole, user, http::name_of(wanted));
  log::info(
      "external.role_changed",
      {{"user", user.text()}, {"provider", vouched.provider}, {"from", *now}, {"to", http::name_of(wanted)}});
  return {user, true};
}

Entered ExternalAccounts::make(storage::Writer& db, const Vouched& vouched) const {
  const auto email = normal_email(vouched.profile.email);
  if (!email)
    throw ExternalSignInFailed("no_email",
                               "The provider did not tell an e-mail address, and an account needs one.");
  if (const auto taken = db.first(kAccountByEmail, as_text, *email)) {
    if (vouched.linking != Linking::VerifiedEmail || !vouched.profile.email_is_verified)
      throw ExternalSignInFailed(
          "not_linked", "There is an account with this address. Sign in to it and link the provider there.",
          *taken);
    const UserId user{*taken};
    link(db, user, vouched);
    return {user};
  }
  const auto user = UserId{new_id_text(db.now())};
  db.run(kInsertAccount, user, *email, cut_name(vouched, *email), http::name_of(role_for(vouched.granted)),
         db.now());
  db.run(kInsert, vouched.provider, vouched.profile.subject, user, *email, true, db.now());
  log::info("external.account_made", {{"user", user.text()}, {"provider", vouched.provider}});
  return {user};
}

void ExternalAccounts::link(storage::Writer& db, const UserId& user, const Vouched& vouched) const {
  const auto known = db.first(kFind, as_known, vouched.provider, vouched.profile.subject);
  if (known && known->user == user) return;
  if (known)
    throw ExternalSignInFailed("linked_elsewhere", "This sign-in belongs to another account here.",
                               user.text());
  if (db.first(kSubject, as_text, user, vouched.provider))
    throw ExternalSignInFailed("linked_already", "This account is linked to somebody else at this provider.",
                               user.text());
  db.run(kInsert, vouched.provider, vouched.profile.subject, user, vouched.profile.email, false, db.now());
  log::info("external.linked", {{"user", user.text()}, {"provider", vouched.provider}});
}

void ExternalAccounts::unlink(storage::Writer& db, const UserId& user, const std::string& provider) const {
  const auto all = list(db, user);
  const auto password = db.first(
      kAccount, [](const storage::Row& row) { return row.get<std::string>(1); }, user);
  if (all.size() == 1 && all.front().provider == provider && password && password->empty())
    throw Error(ErrorCode::Conflict, "This is the only way into this account. Set a password first.");
  if (db.run(kDelete, user, provider) == 0) throw Error(ErrorCode::NotFound, "This provider is not linked.");
  log::info("external.unlinked", {{"user", user.text()}, {"provider", provider}});
}

std::vector<ExternalIdentity> ExternalAccounts::list(const storage::Reader& db, const UserId& user) const {
  return db.all(kOfAccount, as_identity, user);
}

}  // namespace lectern::lms
