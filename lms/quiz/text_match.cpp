#include "lms/quiz/text_match.h"

#include <cctype>
#include <string>
#include <vector>

#include "base/text.h"
#include "catalog/folded.h"

namespace lectern::lms {

namespace {

std::string with_single_spaces(std::string_view text) {
  std::string result;
  for (const char character : trim(text)) {
    const bool is_space = std::isspace(static_cast<unsigned char>(character)) != 0;
    if (!is_space) {
      result += character;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  return result;
}

std::string characters_of(std::string_view text, std::size_t from, std::size_t& next) {
  const auto lead = static_cast<unsigned char>(text[from]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  next = std::min(from + length, text.size());
  return std::string{text.substr(from, next - from)};
}

/// With accents kept, only the case of each letter is folded: a letter and its fold differ by case alone
/// where they are ASCII, or where the fold of both cases is the same and the letter is none of the accented
/// ones.
std::string folded_case(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at;
    auto character = characters_of(text, at, next);
    if (character.size() == 2 && static_cast<unsigned char>(character[0]) == 0xC3) {
      // U+00C0 to U+00DE are the capitals of U+00E0 to U+00FE.
      const auto tail = static_cast<unsigned char>(character[1]);
      if (tail >= 0x80 && tail <= 0x9E && tail != 0x97) character[1] = static_cast<char>(tail + 0x20);
      result += character;
    } else if (character.size() == 1) {
      result += to_lower_ascii(character);
    } else {
      const auto fold = catalog::folded(character);
      result += fold.size() == character.size() ? fold : character;
    }
    at = next;
  }
  return result;
}

std::string prepared(std::string_view text, const TextRules& rules) {
  const auto spaced = with_single_spaces(text);
  if (rules.letters == Case::Matters) return spaced;  // Accents are then part of the spelling.
  return rules.accents == Accents::Ignored ? catalog::folded(spaced) : folded_case(spaced);
}

/// The wanted text between its asterisks.
std::vector<std::string> parts_of(std::string_view wanted) {
  std::vector<std::string> parts(1);
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    if (wanted[at] == '\\' && at + 1 < wanted.size() && wanted[at + 1] == '*') {
      parts.back() += '*';
      ++at;
    } else if (wanted[at] == '*') {
      parts.emplace_back();
    } else {
      parts.back() += wanted[at];
    }
  }
  return parts;
}

}  // namespace

bool matches(std::string_view typed, std::string_view wanted, const TextRules& rules) {
  const auto text = prepared(typed, rules);
  const auto parts = parts_of(prepared(wanted, rules));
  if (parts.size() == 1) return text == parts.front();
  if (!text.starts_with(parts.front())) return false;
  std::size_t at = parts.front().size();
  for (std::size_t part = 1; part + 1 < parts.size(); ++part) {
    const auto found = text.find(parts[part], at);
    if (found == std::string::npos) return false;
    at = found + parts[part].size();
  }
  return text.size() >= at + parts.back().size() && text.ends_with(parts.back());
}

}  // namespace lectern::lms
