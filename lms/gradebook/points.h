#pragma once
// Points as people write them, kept as whole thousandths: no grade is ever off by what a binary fraction
// cannot hold. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lectern::lms {

inline constexpr std::int64_t kPoint = 1000;
inline constexpr std::int64_t kMostPoints = 1'000'000 * kPoint;

/// "12", "12.5", "0.125"; a comma does for a point. Nothing for more than three digits behind it, a sign, or
/// more than a million.
std::optional<std::int64_t> parse_points(std::string_view text);
/// The shortest way to write it: "12.5".
std::string points_text(std::int64_t thousandths);
/// For JSON.
double points_number(std::int64_t thousandths);
/// Of a number that came as JSON, to the nearest thousandth.
std::int64_t points_of(double number);

}  // namespace lectern::lms
