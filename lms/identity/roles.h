#pragma once
// Roles and what they allow. Everybody has one built-in role; roles of the institution's own making add to
// it. The table is in memory, beside its rows, so that a change is effective with the next request. Nobody
// gives what they do not have, and the administrator role always has everything.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/guarded.h"
#include "base/ids.h"
#include "http/principal.h"
#include "storage/db/database.h"

namespace lectern::lms {

struct RoleRow {
  std::string id;
  std::string name;
  bool built_in = false;
  http::Permissions permissions;
  std::int64_t people = 0;

  /// Its permissions cannot be changed.
  bool is_locked() const { return id == http::name_of(http::Role::Admin); }
};

struct RolePatch {
  std::optional<std::string> name;
  std::optional<http::Permissions> permissions;
};

class Roles {
 public:
  explicit Roles(storage::Database& database);

  /// From memory: of the built-in role and of every other that was given.
  http::Permissions permissions_of(const UserId& user, http::Role role) const;
  /// Of one role; nothing for an id that is no role.
  std::optional<http::Permissions> permissions_in(const std::string& role) const;

  std::vector<RoleRow> list() const;
  RoleRow create(const http::Principal& who, const std::string& name, http::Permissions permissions);
  RoleRow change(const http::Principal& who, const std::string& id, const RolePatch& patch);
  /// Only one of the institution's own; whoever has it loses it.
  void remove(const http::Principal& who, const std::string& id);

  /// The roles beside the built-in one.
  std::vector<std::string> given_to(const storage::Reader& db, const UserId& user) const;
  /// Sets them within a transaction; load() makes it effective after the commit. Forbidden where that takes
  /// or gives more than `who` has.
  void give(storage::Writer& db, const http::Principal& who, const UserId& user,
            const std::vector<std::string>& roles);
  /// Reads the table anew.
  void load();

  /// Called with everybody whom a role of the institution's own was given to, once it allows something else.
  /// Any thread.
  void on_change(std::function<void(const UserId&)> listener) { changed_ = std::move(listener); }

 private:
  struct State {
    std::map<std::string, http::Permissions> permissions;
    std::map<UserId, std::vector<std::string>> given;
  };

  std::vector<UserId> people_with(const std::string& role) const;
  void tell(const std::vector<UserId>& people) const;
  RoleRow require(const storage::Reader& db, const std::string& id) const;
  void write_permissions(storage::Writer& db, const std::string& id, http::Permissions permissions) const;

  storage::Database& database_;
  Guarded<State> state_;
  std::function<void(const UserId&)> changed_;
};

/// Throws Forbidden unless `who` has all of them.
void require_all(const http::Principal& who, http::Permissions permissions);

std::vector<std::string> keys_of(http::Permissions permissions);

}  // namespace lectern::lms
