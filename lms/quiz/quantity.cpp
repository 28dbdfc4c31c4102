#include "lms/quiz/quantity.h"

#include <fmt/format.h>

#include <cctype>
#include <cmath>

#include "base/text.h"

namespace lectern::lms {

namespace {

bool is_digit(char character) {
  return std::isdigit(static_cast<unsigned char>(character)) != 0;
}

/// The digits with one point and perhaps an exponent; what is left stands in `rest`.
std::string number_text(std::string_view text, std::string_view& rest) {
  std::string digits;
  bool has_point = false;
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) {
    if (text[at] == '-') digits += '-';
    ++at;
  }
  for (; at < text.size(); ++at) {
    const char character = text[at];
    const bool digit_follows = at + 1 < text.size() && is_digit(text[at + 1]);
    if (is_digit(character)) {
      digits += character;
    } else if ((character == '.' || character == ',') && !has_point) {
      digits += '.';
      has_point = true;
    } else if ((character == ' ' || character == '\'') && digit_follows && !has_point) {
      continue;
    } else {
      break;
    }
  }
  if (at + 1 < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const std::size_t sign = text[at + 1] == '-' || text[at + 1] == '+' ? 1 : 0;
    std::size_t end = at + 1 + sign;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end > at + 1 + sign) {
      digits += 'e';
      if (text[at + 1] == '-') digits += '-';
      digits += text.substr(at + 1 + sign, end - at - 1 - sign);
      at = end;
    }
  }
  rest = text.substr(at);
  return digits;
}

}  // namespace

std::optional<Quantity> read_quantity(std::string_view text) {
  std::string_view rest;
  const auto digits = number_text(trim(text), rest);
  if (digits.find_first_of("0123456789") == std::string::npos) return std::nullopt;
  const auto number = parse_number<double>(digits);
  if (!number || !std::isfinite(*number)) return std::nullopt;
  return Quantity{*number, std::string{trim(rest)}};
}

std::string write_number(double number) {
  if (number == std::floor(number) && std::fabs(number) < 1e15) return fmt::format("{:.0f}", number);
  return fmt::format("{}", number);
}

}  // namespace lectern::lms
