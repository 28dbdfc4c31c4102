#pragma once
// Who is asking, and from where. Plain values; nobody is the default.

#include <string>
#include <string_view>

#include "base/ids.h"
#include "http/permission.h"

namespace lectern::http {

enum class Role { Student, Instructor, Admin };

std::string_view name_of(Role role);

/// What a built-in role allows before an administrator changes it.
Permissions first_permissions_of(Role role);

struct Principal {
  UserId user = {};
  SessionId session = {};
  Role role = Role::Student;
  Permissions permissions = {};  ///< Of the role, and of every other role that was given.
  std::string address = {};      ///< Filled by the pipeline, with the next: for the audit log.
  std::string request_id = {};

  bool is_signed_in() const { return !user.empty(); }
  bool is_admin() const { return is_signed_in() && role == Role::Admin; }
  /// Admins may do what instructors may.
  bool is_instructor() const { return is_signed_in() && role != Role::Student; }
  /// Admins may everything.
  bool may(Permission permission) const {
    return is_signed_in() && (role == Role::Admin || permissions.has(permission));
  }
  Permissions all_permissions() const { return is_admin() ? Permissions::all() : permissions; }
};

/// Throws Forbidden, naming the permission, for who does not have it.
void require(const Principal& principal, Permission permission);

}  // namespace lectern::http
