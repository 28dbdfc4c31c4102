#include "lms/identity/password_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "lms/identity/common_passwords.h"

namespace lectern::lms {

namespace {

constexpr std::size_t kShortestPassword = 8;
constexpr std::size_t kShortestOwnWord = 4;
/// So many characters beside one's own words make a password one's own again.
constexpr std::size_t kEnoughBeside = 6;

bool is_common(std::string_view lower) {
  return kCommonPasswords.find(fmt::format("\n{}\n", lower)) != std::string_view::npos;
}

bool is_one_pattern(std::string_view text) {
  const auto is_run = [&](int by) {
    return std::adjacent_find(text.begin(), text.end(), [&](char a, char b) { return b - a != by; }) ==
           text.end();
  };
  return is_run(0) || is_run(1) || is_run(-1);
}

std::vector<std::string> parts_of(const std::vector<std::string>& own_words) {
  std::vector<std::string> parts;
  for (const auto& words : own_words) {
    const auto lower = to_lower_ascii(words);
    for (std::size_t at = 0; at < lower.size();) {
      const auto end = std::min(lower.find_first_of(" @._-+", at), lower.size());
      if (end - at >= kShortestOwnWord) parts.push_back(lower.substr(at, end - at));
      at = end + 1;
    }
  }
  return parts;
}

bool is_made_of(std::string_view lower, const std::vector<std::string>& own_words) {
  std::string rest{lower};
  for (const auto& part : parts_of(own_words)) {
    for (auto at = rest.find(part); at != std::string::npos; at = rest.find(part))
      rest.erase(at, part.size());
  }
  return rest.size() < lower.size() && count_characters(rest) < kEnoughBeside;
}

}  // namespace

std::optional<std::string> password_problem(std::string_view password) {
  return password_problem(password, {});
}

std::optional<std::string> password_problem(std::string_view password,
                                            const std::vector<std::string>& own_words) {
  if (!is_utf8(password)) return "A password is text in UTF-8.";
  if (count_characters(password) < kShortestPassword) return "A password has at least 8 characters.";
  if (password.size() > kLongestPassword) return "A password has at most 512 bytes.";
  const auto lower = to_lower_ascii(password);
  if (is_common(lower) || is_one_pattern(lower))
    return "This password is among the first that others try. Choose a less common one.";
  if (is_made_of(lower, own_words))
    return "This password is made of your name or address. Add words that others do not know.";
  return std::nullopt;
}

}  // namespace lectern::lms
