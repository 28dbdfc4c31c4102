#pragma once
// An account as the rest of the server sees it: values only, never the password.

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"
#include "http/principal.h"

namespace lectern::lms {

enum class AccountState {
  Unconfirmed,  ///< The address was not shown to be theirs.
  Active,
  Disabled,  ///< By an administrator.
  Leaving,   ///< Deleted by its owner, who comes back by signing in.
  Deleted,   ///< Nothing of the person is left.
};
constexpr std::array kAccountStateTexts = {
    EnumText{AccountState::Unconfirmed, "unconfirmed"}, EnumText{AccountState::Active, "active"},
    EnumText{AccountState::Disabled, "disabled"}, EnumText{AccountState::Leaving, "leaving"},
    EnumText{AccountState::Deleted, "deleted"}};
constexpr const auto& text_table(AccountState) {
  return kAccountStateTexts;
}

struct User {
  UserId id;
  std::string email;  ///< Lower case.
  std::string name;
  http::Role role = http::Role::Student;
  std::string language;
  std::string time_zone;
  std::int64_t epoch = 0;
  Instant created_at;
  std::string username;  ///< Lower case; empty: none.
  AccountState state = AccountState::Active;
  bool asks_to_teach = false;  ///< Waits for an administrator to make them an instructor.
  std::string notify = "{}";   ///< JSON.
  std::optional<Instant> delete_at;
};

struct NewUser {
  std::string email = {};
  std::string name = {};
  std::string password = {};  ///< Empty: signs in by other means.
  http::Role role = http::Role::Student;
  std::string username = {};
  std::string language = "en";
  std::string time_zone = "UTC";
};

struct UserPatch {
  std::optional<std::string> name = {};
  std::optional<std::string> language = {};
  std::optional<std::string> time_zone = {};
  std::optional<std::string> username = {};  ///< Empty: none any more.
  std::optional<std::string> notify = {};    ///< JSON.
};

/// Whence somebody signs in, as they will recognise it in the list of their sessions.
struct Client {
  std::string address = {};
  std::string user_agent = {};
};

/// Nothing for a name that is no role.
std::optional<http::Role> role_named(std::string_view name);

/// Trimmed and in lower case; nothing for what cannot be an address.
std::optional<std::string> normal_email(std::string_view text);

inline constexpr std::string_view kUsernameRule =
    "A username has 3 to 32 letters, digits, dots, dashes or underscores and begins with a letter or digit.";
/// In lower case; nothing for what cannot be one: 3 to 32 letters, digits, dots, dashes and underscores.
std::optional<std::string> normal_username(std::string_view text);

}  // namespace lectern::lms
