#pragma once
// Small questions about text.

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern {

bool is_utf8(std::string_view text);
/// Code points, for text that is_utf8.
std::size_t count_characters(std::string_view text);
/// Without white space (ASCII) at either end.
std::string_view trim(std::string_view text);
std::string to_lower_ascii(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::vector<std::string_view> split(std::string_view text, char separator);

/// The whole text is one number in range, or nothing.
template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace lectern
