#include "lms/gradebook/points.h"

#include <fmt/format.h>

#include <cmath>

#include "base/text.h"

namespace lectern::lms {

namespace {

constexpr std::size_t kDigits = 3;
constexpr std::size_t kMostDigits = 7;

bool is_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<std::int64_t> parse_points(std::string_view text) {
  const auto point = text.find_first_of(".,");
  const auto whole = text.substr(0, point);
  std::string behind{point == std::string_view::npos ? "" : text.substr(point + 1)};
  if (whole.empty() || whole.size() > kMostDigits || !is_digits(whole) || !is_digits(behind))
    return std::nullopt;
  if (behind.size() > kDigits || (point != std::string_view::npos && behind.empty())) return std::nullopt;
  behind.resize(kDigits, '0');
  const auto points = *parse_number<std::int64_t>(whole) * kPoint + *parse_number<std::int64_t>(behind);
  return points <= kMostPoints ? std::optional{points} : std::nullopt;
}

std::string points_text(std::int64_t thousandths) {
  auto text = fmt::format("{}.{:03}", thousandths / kPoint, thousandths % kPoint);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

double points_number(std::int64_t thousandths) {
  return static_cast<double>(thousandths) / kPoint;
}

std::int64_t points_of(double number) {
  return std::llround(number * kPoint);
}

}  // namespace lectern::lms
