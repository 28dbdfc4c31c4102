#include "lms/identity/external_accounts.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "catalog/acting.h"
#include "lms/identity/accounts.h"
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

// Without a password: it is signed in to by other means only.
const storage::Query kInsertAccount{"external.insert_account", R"sql(
  INSERT INTO account (id, email, name, role, password_hash, language, time_zone, epoch, created_at)
  VALUES (?1, ?2, ?3, ?4, '', 'en', 'UTC', 0, ?5))sql"};

const storage::Query kSetRole{"external.set_role", R"sql(
  UPDATE account SET role = ?2, epoch = epoch + 1 WHERE id = ?1)sql"};

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

/// Nobody acts here but the provider; where from is known.
http::Principal nobody_at(const http::Principal& from) {
  http::Principal nobody;
  nobody.address = from.address;
  nobody.request_id = from.request_id;
  return nobody;
}

http::Role role_for(const Granted& granted) {
  return granted.role.value_or(http::Role::Student);
}

}  // namespace

struct ExternalAccounts::Known {
  UserId user;
  bool made_account = false;

  static Known from(const storage::Row& row) { return {row.get<UserId>(0), row.get<bool>(1)}; }
};

Entered ExternalAccounts::enter(storage::Writer& db, const http::Principal& from,
                                const Vouched& vouched) const {
  const auto known = db.first(kFind, Known::from, vouched.provider, vouched.profile.subject);
  auto entered = known ? return_of(db, from, *known, vouched) : make(db, from, vouched);
  follow_cohorts(db, entered.user, vouched);
  return entered;
}

Entered ExternalAccounts::return_of(storage::Writer& db, const http::Principal& from, const Known& known,
                                    const Vouched& vouched) const {
  db.run(kUsed, vouched.provider, vouched.profile.subject, db.now(), vouched.profile.email);
  // Whoever linked an account that was there before keeps the role that people here gave it.
  if (!known.made_account || !vouched.granted.roles_are_mapped) return {known.user};
  return {known.user, follow_role(db, from, known.user, vouched)};
}

bool ExternalAccounts::follow_role(storage::Writer& db, const http::Principal& from, const UserId& user,
                                   const Vouched& vouched) const {
  const auto now = require_user(db, user);
  const auto wanted = role_for(vouched.granted);
  if (now.role == wanted) return false;
  // A provider that is set up wrongly must not leave the house without anybody who can set it right.
  if (is_last_admin(db, now)) {
    log::warning("external.last_admin_kept", {{"user", user.text()}, {"provider", vouched.provider}});
    return false;
  }
  db.run(kSetRole, user, http::name_of(wanted));
  audit::record(db, catalog::act_of(nobody_at(from), "user.role_changed", {"user", user.text()},
                                    {{"before", http::name_of(now.role)},
                                     {"after", http::name_of(wanted)},
                                     {"by", vouched.provider}}));
  return true;
}

void ExternalAccounts::follow_cohorts(storage::Writer& db, const UserId& user, const Vouched& vouched) const {
  if (cohorts_ && vouched.granted.cohorts_are_mapped)
    cohorts_(db, user, vouched.granted.cohorts, vouched.provider);
}

Entered ExternalAccounts::make(storage::Writer& db, const http::Principal& from,
                               const Vouched& vouched) const {
  const auto email = normal_email(vouched.profile.email);
  if (!email)
    throw ExternalSignInFailed("no_email",
                               "The provider did not tell an e-mail address, and an account needs one.");
  if (const auto taken = find_user_by_email(db, *email)) {
    if (vouched.linking != Linking::VerifiedEmail || !vouched.profile.email_is_verified)
      throw ExternalSignInFailed(
          "not_linked", "There is an account with this address. Sign in to it and link the provider there.",
          taken->id.text());
    auto owner = nobody_at(from);
    owner.user = taken->id;
    link(db, owner, vouched);
    return {taken->id};
  }
  const auto user = UserId{new_id_text(db.now())};
  const auto role = role_for(vouched.granted);
  db.run(kInsertAccount, user, *email, cut_name(vouched, *email), http::name_of(role), db.now());
  db.run(kInsert, vouched.provider, vouched.profile.subject, user, *email, true, db.now());
  audit::record(
      db, catalog::act_of(nobody_at(from), "user.created", {"user", user.text()},
                          {{"email", *email}, {"role", http::name_of(role)}, {"by", vouched.provider}}));
  return {user};
}

void ExternalAccounts::link(storage::Writer& db, const http::Principal& who, const Vouched& vouched) const {
  const auto known = db.first(kFind, Known::from, vouched.provider, vouched.profile.subject);
  if (known && known->user == who.user) return;
  if (known)
    throw ExternalSignInFailed("linked_elsewhere", "This sign-in belongs to another account here.",
                               who.user.text());
  if (db.first(kSubject, as_text, who.user, vouched.provider))
    throw ExternalSignInFailed("linked_already", "This account is linked to somebody else at this provider.",
                               who.user.text());
  db.run(kInsert, vouched.provider, vouched.profile.subject, who.user, vouched.profile.email, false,
         db.now());
  audit::record(db, catalog::act_of(who, "user.linked", {"user", who.user.text()},
                                    {{"provider", vouched.provider}, {"email", vouched.profile.email}}));
}

void ExternalAccounts::unlink(storage::Writer& db, const http::Principal& who,
                              const std::string& provider) const {
  const auto all = list(db, who.user);
  if (all.size() == 1 && all.front().provider == provider && password_hash_of(db, who.user).empty())
    throw Error(ErrorCode::Conflict, "This is the only way into this account. Set a password first.");
  if (db.run(kDelete, who.user, provider) == 0)
    throw Error(ErrorCode::NotFound, "This provider is not linked.");
  // What it said of cohorts goes with it.
  if (cohorts_) cohorts_(db, who.user, {}, provider);
  audit::record(db,
                catalog::act_of(who, "user.unlinked", {"user", who.user.text()}, {{"provider", provider}}));
}

std::vector<ExternalIdentity> ExternalAccounts::list(const storage::Reader& db, const UserId& user) const {
  return db.all(kOfAccount, as_identity, user);
}

}  // namespace lectern::lms
