#include "config/accent.h"

#include <fmt/format.h>

#include <cmath>

namespace lectern::config {

namespace {

/// Relative luminance of one channel (WCAG 2.2).
double linear(int channel) {
  const double share = channel / 255.0;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

std::optional<int> hexadecimal(std::string_view two) {
  int value = 0;
  for (const char c : two) {
    const auto digit =
        std::string_view{"0123456789abcdef"}.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<int>(digit);
  }
  return value;
}

}  // namespace

std::optional<std::string> accent_problem(std::string_view text) {
  const std::string shape = "must be a colour like #24417f";
  if (text.size() != 7 || text[0] != '#') return shape;
  const auto red = hexadecimal(text.substr(1, 2));
  const auto green = hexadecimal(text.substr(3, 2));
  const auto blue = hexadecimal(text.substr(5, 2));
  if (!red || !green || !blue) return shape;
  const double luminance = 0.2126 * linear(*red) + 0.7152 * linear(*green) + 0.0722 * linear(*blue);
  const double contrast = 1.05 / (luminance + 0.05);
  if (contrast >= 4.5) return std::nullopt;
  return fmt::format("must be darker: white text on it has a contrast of {:.1f} to 1, and 4.5 to 1 is needed",
                     contrast);
}

}  // namespace lectern::config
