#pragma once
// Numbers as settings write them: plain, as a size (512M) or as a duration (12h), within a range (5m..90d).
// Pure.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lectern::config {

struct Unit {
  std::string_view suffix;
  std::uint64_t factor;
};

/// The greatest first.
inline constexpr Unit kSizeUnits[] = {{"T", std::uint64_t{1} << 40},
                                      {"G", std::uint64_t{1} << 30},
                                      {"M", std::uint64_t{1} << 20},
                                      {"K", std::uint64_t{1} << 10},
                                      {"", 1}};
inline constexpr Unit kDurationUnits[] = {
    {"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}};
inline constexpr Unit kPlainUnits[] = {{"", 1}};

struct Quantity {
  std::span<const Unit> units;
  std::string_view example;
};
inline constexpr Quantity kSizes{kSizeUnits, "a size like 512M or 50G"};
inline constexpr Quantity kDurations{kDurationUnits, "a duration like 90s, 15m, 12h or 30d"};
inline constexpr Quantity kNumbers{kPlainUnits, "a whole number"};

struct Parsed {
  std::uint64_t value = 0;
  std::optional<std::string> problem;
};

/// In bytes, milliseconds or ones; a problem, in words, where it is none or outside of the range.
Parsed parse_quantity(std::string_view text, std::string_view range, const Quantity& quantity);
/// With the greatest unit that leaves a whole number.
std::string print_with_unit(std::uint64_t value, std::span<const Unit> units);
/// "5m..90d" is "from 5m to 90d".
std::string range_words(std::string_view range);

}  // namespace lectern::config
