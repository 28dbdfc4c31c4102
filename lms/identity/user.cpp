#include "lms/identity/user.h"

#include "base/text.h"

namespace lectern::lms {

namespace {
constexpr std::size_t kLongestEmail = 254;  // RFC 5321 §4.5.3.1.3, without the angle brackets

bool is_plain(char c) {
  return c > ' ' && c < 127 && c != '<' && c != '>' && c != ',' && c != ';' && c != '"';
}
}  // namespace

std::optional<http::Role> role_named(std::string_view name) {
  for (const auto role : {http::Role::Student, http::Role::Instructor, http::Role::Admin}) {
    if (http::name_of(role) == name) return role;
  }
  return std::nullopt;
}

std::optional<std::string> normal_email(std::string_view text) {
  const auto trimmed = trim(text);
  const auto at = trimmed.find('@');
  if (trimmed.size() > kLongestEmail || at == std::string_view::npos || at == 0 || at + 1 == trimmed.size())
    return std::nullopt;
  if (trimmed.find('@', at + 1) != std::string_view::npos) return std::nullopt;
  for (const char c : trimmed) {
    if (!is_plain(c)) return std::nullopt;
  }
  return to_lower_ascii(trimmed);
}

}  // namespace lectern::lms
