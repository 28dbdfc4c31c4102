#include "lms/identity/roles.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "base/random.h"
#include "base/text.h"
#include "catalog/acting.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using http::Permission;
using http::Permissions;
using storage::Query;
using storage::Row;

const Query kRoles{"roles.all",
                   "SELECT id, name, built_in FROM role ORDER BY built_in DESC, created_at, name"};
const Query kRole{"roles.one", "SELECT id, name, built_in FROM role WHERE id = ?1"};
const Query kPermissions{"roles.permissions", "SELECT permission FROM role_permission WHERE role_id = ?1"};
const Query kGivenToAll{"roles.given_to_all", "SELECT account_id, role_id FROM account_role"};
const Query kGivenTo{"roles.given_to",
                     "SELECT role_id FROM account_role WHERE account_id = ?1 ORDER BY role_id"};
const Query kPeopleGiven{"roles.people_given", "SELECT count(*) FROM account_role WHERE role_id = ?1"};
const Query kPeopleOf{"roles.people_of", "SELECT count(*) FROM account WHERE role = ?1"};
const Query kInsert{"roles.insert", R"sql(
  INSERT INTO role (id, name, built_in, created_at) VALUES (?1, ?2, 0, ?3) ON CONFLICT (name) DO NOTHING)sql"};
const Query kNamed{"roles.named", "SELECT id FROM role WHERE name = ?1"};
const Query kRename{"roles.rename", "UPDATE role SET name = ?2 WHERE id = ?1"};
const Query kDelete{"roles.delete", "DELETE FROM role WHERE id = ?1 AND built_in = 0"};
const Query kForget{"roles.forget_permissions", "DELETE FROM role_permission WHERE role_id = ?1"};
const Query kAllow{"roles.allow", "INSERT INTO role_permission (role_id, permission) VALUES (?1, ?2)"};
const Query kTake{"roles.take", "DELETE FROM account_role WHERE account_id = ?1"};
const Query kGive{"roles.give", "INSERT INTO account_role (account_id, role_id) VALUES (?1, ?2)"};

std::string as_text(const Row& row) {
  return row.get<std::string>(0);
}

std::int64_t as_number(const Row& row) {
  return row.get<std::int64_t>(0);
}

/// One that an older or newer version knew allows nothing here.
Permissions permissions_of_role(const storage::Reader& db, const std::string& role) {
  if (role == http::name_of(http::Role::Admin)) return Permissions::all();
  Permissions permissions;
  for (const auto& key : db.all(kPermissions, as_text, role))
    if (const auto known = from_text<Permission>(key)) permissions.add(*known);
  return permissions;
}

RoleRow as_role(const storage::Reader& db, const Row& row) {
  RoleRow role{row.get<std::string>(0), row.get<std::string>(1), row.get<bool>(2), {}, 0};
  role.permissions = permissions_of_role(db, role.id);
  role.people = db.first(role.built_in ? kPeopleOf : kPeopleGiven, as_number, role.id).value_or(0);
  return role;
}

void check_name(const storage::Reader& db, const std::string& id, const std::string& name) {
  const auto other = db.first(kNamed, as_text, name);
  if (other && *other != id) throw Error(ErrorCode::Conflict, "There is a role with this name already.");
}

nlohmann::json facts_of(const RoleRow& role) {
  return {{"name", role.name}, {"permissions", keys_of(role.permissions)}};
}

}  // namespace

void require_all(const http::Principal& who, Permissions permissions) {
  if (!who.all_permissions().covers(permissions))
    throw Error(ErrorCode::Forbidden, "You can only give or take what your own roles allow.");
}

std::vector<std::string> keys_of(Permissions permissions) {
  std::vector<std::string> keys;
  for (const auto& row : http::kPermissions)
    if (permissions.has(row.value)) keys.emplace_back(row.text);
  return keys;
}

Roles::Roles(storage::Database& database) : database_(database) {
  load();
}

void Roles::load() {
  auto fresh = database_.read([](const storage::Reader& db) {
    State state;
    for (const auto& id : db.all(kRoles, as_text)) state.permissions[id] = permissions_of_role(db, id);
    db.each(kGivenToAll,
            [&](const Row& row) { state.given[row.get<UserId>(0)].push_back(row.get<std::string>(1)); });
    return state;
  });
  state_.with([&](State& state) { state = std::move(fresh); });
}

Permissions Roles::permissions_of(const UserId& user, http::Role role) const {
  if (role == http::Role::Admin) return Permissions::all();
  return state_.with([&](const State& state) {
    const auto allowed_by = [&](const std::string& id) {
      const auto found = state.permissions.find(id);
      return found == state.permissions.end() ? Permissions{} : found->second;
    };
    auto permissions = allowed_by(std::string{http::name_of(role)});
    if (const auto given = state.given.find(user); given != state.given.end())
      for (const auto& id : given->second) permissions.add(allowed_by(id));
    return permissions;
  });
}

std::optional<Permissions> Roles::permissions_in(const std::string& role) const {
  return state_.with([&](const State& state) -> std::optional<Permissions> {
    const auto found = state.permissions.find(role);
    return found == state.permissions.end() ? std::nullopt : std::optional{found->second};
  });
}

std::vector<RoleRow> Roles::list() const {
  return database_.read([](const storage::Reader& db) {
    return db.all(kRoles, [&](const Row& row) { return as_role(db, row); });
  });
}

RoleRow Roles::require(const storage::Reader& db, const std::string& id) const {
  auto role = db.first(
      kRole, [&](const Row& row) { return as_role(db, row); }, id);
  if (!role) throw Error(ErrorCode::NotFound, "There is no such role.");
  return std::move(*role);
}

void Roles::write_permissions(storage::Writer& db, const std::string& id, Permissions permissions) const {
  db.run(kForget, id);
  for (const auto& key : keys_of(permissions)) db.run(kAllow, id, key);
}

RoleRow Roles::create(const http::Principal& who, const std::string& name, Permissions permissions) {
  require_all(who, permissions);
  auto role = database_.write([&](storage::Writer& db) {
    check_name(db, "", name);
    const auto id = new_id_text(db.now());
    db.run(kInsert, id, name, db.now());
    write_permissions(db, id, permissions);
    auto made = require(db, id);
    audit::record(db, catalog::act_of(who, "role.created", {"role", id}, facts_of(made)));
    return made;
  });
  load();
  return role;
}

RoleRow Roles::change(const http::Principal& who, const std::string& id, const RolePatch& patch) {
  auto role = database_.write([&](storage::Writer& db) {
    const auto before = require(db, id);
    if (patch.permissions) {
      if (before.is_locked())
        throw Error(ErrorCode::Conflict, "Administrators may do everything; this cannot be changed.");
      auto touched = before.permissions;
      touched.add(*patch.permissions);
      auto kept = before.permissions;
      kept.keep(*patch.permissions);
      for (const auto& row : http::kPermissions)
        if (touched.has(row.value) && !kept.has(row.value)) require_all(who, {row.value});
      write_permissions(db, id, *patch.permissions);
    }
    if (patch.name && *patch.name != before.name) {
      if (before.built_in) throw Error(ErrorCode::Conflict, "A built-in role keeps its name.");
      check_name(db, id, *patch.name);
      db.run(kRename, id, *patch.name);
    }
    auto after = require(db, id);
    audit::record(db, catalog::act_of(who, "role.changed", {"role", id},
                                      {{"before", facts_of(before)}, {"after", facts_of(after)}}));
    return after;
  });
  load();
  if (patch.permissions) tell(people_with(id));
  return role;
}

std::vector<UserId> Roles::people_with(const std::string& role) const {
  return state_.with([&](const State& state) {
    std::vector<UserId> people;
    for (const auto& [user, roles] : state.given)
      if (std::find(roles.begin(), roles.end(), role) != roles.end()) people.push_back(user);
    return people;
  });
}

void Roles::tell(const std::vector<UserId>& people) const {
  if (!changed_) return;
  for (const auto& user : people) changed_(user);
}

void Roles::remove(const http::Principal& who, const std::string& id) {
  const auto people = people_with(id);
  database_.write([&](storage::Writer& db) {
    const auto role = require(db, id);
    if (role.built_in) throw Error(ErrorCode::Conflict, "A built-in role cannot be deleted.");
    require_all(who, role.permissions);
    db.run(kDelete, id);
    auto facts = facts_of(role);
    facts["people"] = role.people;
    audit::record(db, catalog::act_of(who, "role.deleted", {"role", id}, facts));
  });
  load();
  tell(people);
}

std::vector<std::string> Roles::given_to(const storage::Reader& db, const UserId& user) const {
  return db.all(kGivenTo, as_text, user);
}

void Roles::give(storage::Writer& db, const http::Principal& who, const UserId& user,
                 const std::vector<std::string>& roles) {
  const auto before = given_to(db, user);
  const auto is_in = [](const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  for (const auto& id : roles) {
    const auto role = require(db, id);
    if (role.built_in)
      throw InvalidInput(std::vector<Problem>{{"roles", "The built-in role is named by the field role."}});
    if (!is_in(before, id)) require_all(who, role.permissions);
  }
  for (const auto& id : before)
    if (!is_in(roles, id)) require_all(who, require(db, id).permissions);
  db.run(kTake, user);
  for (const auto& id : std::set<std::string>(roles.begin(), roles.end())) db.run(kGive, user, id);
}

}  // namespace lectern::lms
