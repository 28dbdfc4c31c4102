#include "lms/admin/users.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "catalog/acting.h"
#include "lms/identity/accounts.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

// The columns of as_user().
#define ACCOUNT_COLUMNS                                                              \
  "SELECT id, email, name, role, language, time_zone, epoch, created_at, username, " \
  "state, asks_to_teach, notify, delete_at FROM account"

// ?1 words in lower case, ?2 role, ?3 state
#define ACCOUNT_FILTER                                                   \
  " AND (?1 = '' OR instr(lower(name), ?1) > 0 OR instr(email, ?1) > 0)" \
  " AND (?2 = '' OR role = ?2) AND (?3 = '' OR state = ?3) AND state <> 'deleted'"

namespace lectern::lms {

namespace {

using http::Permissions;
using storage::Query;
using storage::Row;

const Query kOne{"users.one", ACCOUNT_COLUMNS " WHERE id = ?1"};
const Query kByEmail{"users.by_email", ACCOUNT_COLUMNS " WHERE email = ?1"};
const Query kNewest{"users.newest",
                    ACCOUNT_COLUMNS " WHERE id < ?4" ACCOUNT_FILTER " ORDER BY id DESC LIMIT ?5"};
const Query kByName{"users.by_name", ACCOUNT_COLUMNS
                    " WHERE lower(name) >= lower(?4) AND (lower(name), id) > (lower(?4), ?6)" ACCOUNT_FILTER
                    " ORDER BY lower(name), id LIMIT ?5"};
const Query kByAddress{"users.by_address",
                       ACCOUNT_COLUMNS " WHERE email > ?4" ACCOUNT_FILTER " ORDER BY email LIMIT ?5"};
const Query kSessions{"users.sessions", R"sql(
  SELECT count(*), max(created_at) FROM session WHERE account_id = ?1 AND expires_at > ?2)sql"};
const Query kEnrolments{"users.enrolments", "SELECT count(*) FROM enrolment WHERE account_id = ?1"};
const Query kCourses{"users.courses", "SELECT count(*) FROM course WHERE owner_id = ?1"};

constexpr char kBeyondEveryId[] = "~";
constexpr int kExportPage = 1'000;

std::int64_t as_number(const Row& row) {
  return row.get<std::int64_t>(0);
}

nlohmann::json before_and_after(std::string_view before, std::string_view after) {
  return {{"before", before}, {"after", after}};
}

/// Thrown out of a transaction that is to leave nothing behind.
struct Undone {
  ImportResult result;
};

std::string field_of(const CsvTable& table, const CsvRow& row, std::string_view column) {
  const auto place = find_column(table, column);
  return place ? std::string{trim(without_guard(row.fields[*place]))} : std::string{};
}

std::optional<bool> flag_named(const std::string& text) {
  if (text == "yes" || text == "true" || text == "1") return true;
  if (text == "no" || text == "false" || text == "0") return false;
  return std::nullopt;
}

[[noreturn]] void refuse(std::string reason) {
  throw Error(ErrorCode::Invalid, std::move(reason));
}

AccountPatch patch_of(const CsvTable& table, const CsvRow& row) {
  AccountPatch patch;
  if (auto name = field_of(table, row, "name"); !name.empty()) patch.name = std::move(name);
  if (patch.name && count_characters(*patch.name) > 100) refuse("A name has at most 100 characters.");
  if (const auto role = to_lower_ascii(field_of(table, row, "role")); !role.empty()) {
    patch.role = role_named(role);
    if (!patch.role) refuse("The role is student, instructor or admin; it is '" + role + "'.");
  }
  if (const auto disabled = to_lower_ascii(field_of(table, row, "disabled")); !disabled.empty()) {
    patch.disabled = flag_named(disabled);
    if (!patch.disabled) refuse("The column disabled says yes or no; it says '" + disabled + "'.");
  }
  return patch;
}

void check_columns(const CsvTable& table) {
  static const std::set<std::string> kKnown{"email", "name", "role", "disabled"};
  for (const auto& column : table.header)
    if (!kKnown.contains(column))
      throw InvalidInput(std::vector<Problem>{
          {"csv",
           "Line 1: the columns are email, name, role and disabled; there is also '" + column + "'."}});
  if (!find_column(table, "email"))
    throw InvalidInput(std::vector<Problem>{{"csv", "Line 1: the column email is missing."}});
}

}  // namespace

catalog::Page<User> Users::list(const AccountFilter& filter, const http::Paging& paging) const {
  const auto words = to_lower_ascii(trim(filter.words));
  return database_.read([&](const storage::Reader& db) {
    const auto last = UserId::parse(paging.after);
    const auto from = last ? db.first(kOne, as_user, *last) : std::nullopt;
    if (!paging.after.empty() && !from)
      throw InvalidInput(std::vector<Problem>{{"after", "This must be what an earlier page named as next."}});
    const auto all = [&](const Query& query, const std::string& after, const auto&... more) {
      return db.all(query, as_user, words, filter.role, filter.state, after, paging.limit + 1, more...);
    };
    std::vector<User> accounts;
    if (filter.sort == AccountSort::Newest)
      accounts = all(kNewest, from ? from->id.text() : kBeyondEveryId);
    else if (filter.sort == AccountSort::Name)
      accounts = all(kByName, from ? from->name : "", from ? from->id.text() : std::string{});
    else
      accounts = all(kByAddress, from ? from->email : "");
    return catalog::as_page(std::move(accounts), paging.limit,
                            [](const User& account) { return account.id.text(); });
  });
}

std::vector<std::optional<catalog::Picture>> Users::pictures_of(const std::vector<User>& accounts) const {
  return database_.read([&](const storage::Reader& db) {
    std::vector<std::optional<catalog::Picture>> pictures;
    pictures.reserve(accounts.size());
    for (const auto& account : accounts)
      pictures.push_back(catalog::picture_of(db, {catalog::PictureUse::Account, account.id.text()}));
    return pictures;
  });
}

User Users::require(const storage::Reader& db, const UserId& id) const {
  auto account = db.first(kOne, as_user, id);
  if (!account) throw Error(ErrorCode::NotFound, "There is no such account.");
  return std::move(*account);
}

AccountDetails Users::find(const UserId& id) const {
  return database_.read([&](const storage::Reader& db) {
    AccountDetails details;
    details.account = require(db, id);
    details.picture = catalog::picture_of(db, {catalog::PictureUse::Account, id.text()});
    details.roles = roles_.given_to(db, id);
    db.first(
        kSessions,
        [&](const Row& row) {
          details.sessions = row.get<std::int64_t>(0);
          details.last_sign_in = row.get<std::optional<Instant>>(1);
          return true;
        },
        id, db.now());
    details.enrolments = db.first(kEnrolments, as_number, id).value_or(0);
    details.courses = db.first(kCourses, as_number, id).value_or(0);
    return details;
  });
}

void Users::require_power_over(const http::Principal& who, const storage::Reader& db,
                               const User& account) const {
  auto permissions = roles_.permissions_in(std::string{http::name_of(account.role)}).value_or(Permissions{});
  for (const auto& role : roles_.given_to(db, account.id))
    permissions.add(roles_.permissions_in(role).value_or(Permissions{}));
  if (!who.all_permissions().covers(permissions))
    throw Error(ErrorCode::Forbidden,
                "This account may do more than yours; only who may do as much can change it.");
}

void Users::check_changes(const storage::Reader& db, const http::Principal& who, const User& before,
                          const AccountPatch& patch) const {
  require_power_over(who, db, before);
  if (patch.email && *patch.email != before.email && db.first(kByEmail, as_user, *patch.email))
    throw Error(ErrorCode::Conflict, "There is an account with this address already.");
  if (patch.role && *patch.role != before.role)
    require_all(who,
                roles_.permissions_in(std::string{http::name_of(*patch.role)}).value_or(Permissions::all()));
  const bool stays = patch.role.value_or(before.role) == http::Role::Admin && !patch.disabled.value_or(false);
  if (!stays) refuse_last_admin(db, before);
}

bool Users::write_changes(storage::Writer& db, const http::Principal& who, const User& before,
                          const AccountPatch& patch) const {
  check_changes(db, who, before, patch);
  bool changed = false;
  const auto note = [&](const char* action, const nlohmann::json& details) {
    audit::record(db, catalog::act_of(who, action, {"user", before.id.text()}, details));
    changed = true;
  };
  if (patch.name && *patch.name != before.name) {
    set_name(db, before.id, *patch.name);
    note("user.renamed", before_and_after(before.name, *patch.name));
  }
  if (patch.email && *patch.email != before.email) {
    set_email(db, before.id, *patch.email);
    note("user.address_changed", before_and_after(before.email, *patch.email));
  }
  if (patch.role && *patch.role != before.role) {
    set_role(db, before.id, *patch.role);
    note("user.role_changed", before_and_after(http::name_of(before.role), http::name_of(*patch.role)));
  }
  if (patch.disabled && *patch.disabled != (before.state == AccountState::Disabled)) {
    set_state(db, before.id, *patch.disabled ? AccountState::Disabled : AccountState::Active);
    note(*patch.disabled ? "user.disabled" : "user.enabled", nlohmann::json::object());
  }
  return changed;
}

AccountDetails Users::change(const http::Principal& who, const UserId& id, const AccountPatch& patch) {
  database_.write([&](storage::Writer& db) {
    write_changes(db, who, require(db, id), patch);
    if (!patch.roles) return;
    const auto given = roles_.given_to(db, id);
    if (given == *patch.roles) return;
    roles_.give(db, who, id, *patch.roles);
    audit::record(db, catalog::act_of(who, "user.roles_changed", {"user", id.text()},
                                      {{"before", given}, {"after", *patch.roles}}));
  });
  if (patch.roles) roles_.load();
  identity_.follow(id);
  return find(id);
}

void Users::send_reset(const http::Principal& who, const UserId& id) {
  database_.read([&](const storage::Reader& db) { require_power_over(who, db, require(db, id)); });
  passwords_.send_reset_to(who, id);
}

void Users::sign_out(const http::Principal& who, const UserId& id) {
  database_.write([&](storage::Writer& db) {
    require_power_over(who, db, require(db, id));
    audit::record(db, catalog::act_of(who, "user.signed_out", {"user", id.text()}));
  });
  identity_.end_sessions(id);
}

Users::Change Users::import_row(storage::Writer& db, const http::Principal& who, const CsvTable& table,
                                const CsvRow& row) {
  const auto email = normal_email(field_of(table, row, "email"));
  if (!email) refuse("This is not an e-mail address.");
  const auto patch = patch_of(table, row);
  const auto known = db.first(kByEmail, as_user, *email);
  if (known) return write_changes(db, who, *known, patch) ? Change::Updated : Change::Unchanged;
  if (!patch.name) refuse("A new account needs a name.");
  const auto role = patch.role.value_or(http::Role::Student);
  require_all(who, roles_.permissions_in(std::string{http::name_of(role)}).value_or(Permissions::all()));
  NewUser user;
  user.email = *email;
  user.name = *patch.name;
  user.role = role;
  const auto state = patch.disabled.value_or(false) ? AccountState::Disabled : AccountState::Active;
  const auto id = insert_user(db, user, /*password_hash=*/{}, state).id;
  audit::record(db, catalog::act_of(who, "user.created", {"user", id.text()},
                                    {{"email", *email}, {"role", http::name_of(role)}, {"by", "import"}}));
  return Change::Created;
}

ImportResult Users::import_rows(storage::Writer& db, const http::Principal& who, const CsvTable& table) {
  ImportResult result;
  std::set<std::string> seen;
  for (const auto& row : table.rows) {
    const auto email = to_lower_ascii(field_of(table, row, "email"));
    try {
      if (!seen.insert(email).second) refuse("This address is in the file twice.");
      const auto change = import_row(db, who, table, row);
      ++(change == Change::Created   ? result.created
         : change == Change::Updated ? result.updated
                                     : result.unchanged);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::Internal) throw;
      result.errors.push_back({row.line, email, error.message()});
    }
  }
  return result;
}

ImportResult Users::import(const http::Principal& who, std::string_view csv, ImportMode mode, ImportRun run) {
  CsvProblem problem;
  const auto table = read_csv(csv, problem);
  if (!table)
    throw InvalidInput(
        std::vector<Problem>{{"csv", "Line " + std::to_string(problem.line) + ": " + problem.sentence}});
  check_columns(*table);
  ImportResult result;
  try {
    result = database_.write([&](storage::Writer& db) {
      auto outcome = import_rows(db, who, *table);
      const bool is_refused = mode == ImportMode::AllOrNothing && !outcome.errors.empty();
      if (run == ImportRun::Rehearsal || is_refused) throw Undone{std::move(outcome)};
      outcome.applied = true;
      return outcome;
    });
  } catch (Undone& undone) {
    return std::move(undone.result);
  }
  for (const auto& row : table->rows) {
    const auto email = to_lower_ascii(field_of(*table, row, "email"));
    const auto account =
        database_.read([&](const storage::Reader& db) { return db.first(kByEmail, as_user, email); });
    if (account) identity_.follow(account->id);
  }
  return result;
}

std::string Users::as_csv() const {
  std::string text;
  append_csv(text, {"email", "name", "role", "disabled"});
  http::Paging paging{kExportPage, {}};
  do {
    const auto page = list({.words = {}, .role = {}, .state = {}, .sort = AccountSort::Email}, paging);
    for (const auto& account : page.items)
      append_csv(text, {account.email, account.name, std::string{http::name_of(account.role)},
                        account.state == AccountState::Disabled ? "yes" : "no"});
    paging.after = page.next;
  } while (!paging.after.empty());
  return text;
}

}  // namespace lectern::lms
