#include "lms/identity/user.h"

#include <algorithm>

#include "base/text.h"

namespace lectern::lms {

namespace {
constexpr std::size_t kShortestUsername = 3;
constexpr std::size_t kLongestUsername = 32;
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

std::optional<std::string> normal_username(std::string_view text) {
  const auto name = to_lower_ascii(trim(text));
  const auto is_letter_or_digit = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const auto may_stand = [&](char c) { return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_'; };
  if (name.size() < kShortestUsername || name.size() > kLongestUsername) return std::nullopt;
  if (!is_letter_or_digit(name.front()) || !std::all_of(name.begin(), name.end(), may_stand))
    return std::nullopt;
  return name;
}

}  // namespace lectern::lms
