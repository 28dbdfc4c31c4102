#include "catalog/folded.h"

#include <cstdint>

namespace lectern::catalog {

namespace {

constexpr char32_t kFirst = 0xC0;
// The base letters of U+00C0 to U+017F; a space leaves the character as it is.
constexpr std::string_view kBase =
    "aaaaaaaceeeeiiiidnooooo ouuuuyt aaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kBase.size() == 0x180 - kFirst);

struct Decoded {
  char32_t point;
  std::size_t length;
};

Decoded decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t point = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t at = 1; at < length && at < text.size(); ++at)
    point = (point << 6U) | (static_cast<unsigned char>(text[at]) & 0x3FU);
  return {point, length};
}

void append_two_bytes(std::string& text, char32_t point) {
  text += static_cast<char>(0xC0U | (point >> 6U));
  text += static_cast<char>(0x80U | (point & 0x3FU));
}

/// Greek and Cyrillic in lower case; everything else as it is.
char32_t lower(char32_t point) {
  if (point >= 0x391 && point <= 0x3A9) return point + 0x20;
  if (point >= 0x410 && point <= 0x42F) return point + 0x20;
  if (point >= 0x400 && point <= 0x40F) return point + 0x50;
  return point;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto [point, length] = decode(text);
    if (point < 0x80) {
      result += point >= 'A' && point <= 'Z' ? static_cast<char>(point + 0x20) : static_cast<char>(point);
    } else if (point == 0xDF) {
      result += "ss";
    } else if (point >= kFirst && point < 0x180 && kBase[point - kFirst] != ' ') {
      result += kBase[point - kFirst];
    } else if (point < 0x800) {
      append_two_bytes(result, lower(point));
    } else {
      result += text.substr(0, length);
    }
    text.remove_prefix(std::min(length, text.size()));
  }
  return result;
}

}  // namespace lectern::catalog
