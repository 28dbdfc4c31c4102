#include "config/quantities.h"

#include <limits>

#include "base/text.h"

namespace lectern::config {

namespace {

std::optional<std::uint64_t> parse_with_unit(std::string_view text, std::span<const Unit> units) {
  for (const auto& unit : units) {
    if (!text.ends_with(unit.suffix)) continue;
    const auto number = parse_number<std::uint64_t>(text.substr(0, text.size() - unit.suffix.size()));
    if (!number) continue;
    if (*number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) / unit.factor)
      return std::nullopt;
    return *number * unit.factor;
  }
  return std::nullopt;
}

}  // namespace

std::string print_with_unit(std::uint64_t value, std::span<const Unit> units) {
  for (const auto& unit : units)
    if (value != 0 && value % unit.factor == 0)
      return std::to_string(value / unit.factor) + std::string{unit.suffix};
  return "0" + std::string{units.back().suffix};
}

std::string range_words(std::string_view range) {
  const auto dots = range.find("..");
  return "from " + std::string{range.substr(0, dots)} + " to " + std::string{range.substr(dots + 2)};
}

Parsed parse_quantity(std::string_view text, std::string_view range, const Quantity& quantity) {
  const auto value = parse_with_unit(text, quantity.units);
  const auto dots = range.find("..");
  const auto least = parse_with_unit(range.substr(0, dots), quantity.units);
  const auto most = parse_with_unit(range.substr(dots + 2), quantity.units);
  const std::string wanted = "must be " + std::string{quantity.example} + ", " + range_words(range);
  if (!value || *value < least.value_or(0) || *value > most.value_or(0)) return {0, wanted};
  return {*value, std::nullopt};
}

}  // namespace lectern::config
