#include "streamer/byte_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "base/text.h"

namespace lectern::streamer {
namespace {

/// 1*DIGIT. A number too large for 64 bits is still a number: it means "beyond the end".
std::optional<std::uint64_t> position(std::string_view digits) {
  if (digits.empty() ||
      !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  return parse_number<std::uint64_t>(digits).value_or(std::numeric_limits<std::uint64_t>::max());
}

/// RFC 9110 §14.1.2, suffix-range: the last `count` bytes.
ByteRange last_bytes(std::uint64_t count, std::uint64_t size) {
  if (count == 0 || size == 0) return {ByteRange::Kind::Unsatisfiable};
  const std::uint64_t length = std::min(count, size);
  return {ByteRange::Kind::Part, size - length, length};
}

}  // namespace

ByteRange select_range(std::string_view header, std::uint64_t size) {
  constexpr std::string_view unit = "bytes=";
  if (header.size() < unit.size() || !equal_ignoring_case(header.substr(0, unit.size()), unit)) return {};
  const std::string_view spec = trim(header.substr(unit.size()));
  const std::size_t dash = spec.find('-');
  if (dash == std::string_view::npos) return {};
  const std::string_view first_digits = spec.substr(0, dash);
  const std::string_view last_digits = spec.substr(dash + 1);

  if (first_digits.empty()) {
    const auto count = position(last_digits);
    return count ? last_bytes(*count, size) : ByteRange{};
  }
  const auto first = position(first_digits);
  const auto last = last_digits.empty() ? std::numeric_limits<std::uint64_t>::max() : position(last_digits);
  if (!first || !last || *last < *first) return {};
  if (*first >= size) return {ByteRange::Kind::Unsatisfiable};
  return {ByteRange::Kind::Part, *first, std::min(*last, size - 1) - *first + 1};
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
  return fmt::format("bytes {}-{}/{}", range.offset, range.offset + range.length - 1, size);
}

std::string unsatisfied_range(std::uint64_t size) {
  return fmt::format("bytes */{}", size);
}

}  // namespace lectern::streamer
