#pragma once
// An account as the rest of the server sees it: values only, never the password.

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "http/principal.h"

namespace lectern::lms {

struct User {
  UserId id;
  std::string email;  ///< Lower case.
  std::string name;
  http::Role role = http::Role::Student;
  std::string language;
  std::string time_zone;
  std::int64_t epoch = 0;
  Instant created_at;
};

struct NewUser {
  std::string email;
  std::string name;
  std::string password;
  http::Role role = http::Role::Student;
};

struct UserPatch {
  std::optional<std::string> name;
  std::optional<std::string> language;
  std::optional<std::string> time_zone;
};

/// Nothing for a name that is no role.
std::optional<http::Role> role_named(std::string_view name);

/// Trimmed and in lower case; nothing for what cannot be an address.
std::optional<std::string> normal_email(std::string_view text);

}  // namespace lectern::lms
