#include "catalog/language_tag.h"

#include <algorithm>

#include "base/text.h"

namespace lectern::catalog {

namespace {

constexpr std::size_t kLongestTag = 35;  // RFC 5646 §4.4.1
constexpr std::size_t kLongestSubtag = 8;
constexpr std::size_t kScript = 4;
constexpr std::size_t kRegion = 2;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_subtag(std::string_view part) {
  return !part.empty() && part.size() <= kLongestSubtag &&
         std::all_of(part.begin(), part.end(), [](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

/// RFC 5646 §2.1.1: scripts begin with a capital, regions are capitals, all else is small.
std::string usual_letters(std::string_view part) {
  std::string text = to_lower_ascii(part);
  const auto raise = [](char& c) { c = is_letter(c) ? static_cast<char>(c & ~0x20) : c; };
  if (text.size() == kRegion) std::for_each(text.begin(), text.end(), raise);
  if (text.size() == kScript && is_letter(text.front())) raise(text.front());
  return text;
}

}  // namespace

std::optional<std::string> parse_language_tag(std::string_view text) {
  const auto parts = split(text, '-');
  const std::string_view primary = parts.front();
  if (text.size() > kLongestTag || primary.size() < 2 ||
      !std::all_of(primary.begin(), primary.end(), is_letter) ||
      !std::all_of(parts.begin(), parts.end(), is_subtag))
    return std::nullopt;
  std::string tag = to_lower_ascii(primary);
  for (std::size_t i = 1; i < parts.size(); ++i) tag += "-" + usual_letters(parts[i]);
  return tag;
}

}  // namespace lectern::catalog
