#pragma once
// Who is asking. Plain values; nobody is the default.

#include <string_view>

#include "base/ids.h"

namespace lectern::http {

enum class Role { Student, Instructor, Admin };

std::string_view name_of(Role role);

struct Principal {
  UserId user;
  SessionId session;
  Role role = Role::Student;

  bool is_signed_in() const { return !user.empty(); }
  bool is_admin() const { return is_signed_in() && role == Role::Admin; }
  /// Admins may do what instructors may.
  bool is_instructor() const { return is_signed_in() && role != Role::Student; }
};

}  // namespace lectern::http
