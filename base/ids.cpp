#include "base/ids.h"

namespace lectern {
namespace {

constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kLength = 26;

}  // namespace

std::string encode_id(const IdBytes& bytes) {
  // 130 bits of text for 128 bits of value: the first character holds only the top three.
  std::string text(kLength, '0');
  for (std::size_t i = 0; i < kLength; ++i) {
    unsigned value = 0;
    for (std::size_t bit = 0; bit < 5; ++bit) {
      const std::size_t position = i * 5 + bit;
      value <<= 1;
      if (position < 2) continue;
      const std::size_t at = position - 2;
      value |= (bytes[at / 8] >> (7 - at % 8)) & 1u;
    }
    text[i] = kAlphabet[value];
  }
  return text;
}

std::optional<IdBytes> decode_id(std::string_view text) {
  if (text.size() != kLength) return std::nullopt;
  IdBytes bytes{};
  for (std::size_t i = 0; i < kLength; ++i) {
    const std::size_t value = kAlphabet.find(text[i]);
    if (value == std::string_view::npos || (i == 0 && value > 7)) return std::nullopt;
    for (std::size_t bit = 0; bit < 5; ++bit) {
      const std::size_t position = i * 5 + bit;
      if (position < 2 || ((value >> (4 - bit)) & 1u) == 0) continue;
      const std::size_t at = position - 2;
      bytes[at / 8] = static_cast<std::uint8_t>(bytes[at / 8] | (1u << (7 - at % 8)));
    }
  }
  return bytes;
}

}  // namespace lectern
