#include "base/outbound_rules.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace lectern {

namespace {
constexpr Milliseconds kMostPatience{5'000};
}

bool is_idempotent(std::string_view method) {
  constexpr std::array<std::string_view, 5> kMethods = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"};
  return std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
}

bool is_passing_trouble(int status) {
  return status == 429 || status == 502 || status == 503 || status == 504;
}

std::optional<Milliseconds> pause_before_attempt(int attempt, Milliseconds first, double jitter,
                                                 std::optional<std::string_view> retry_after) {
  if (const auto seconds = retry_after ? parse_number<std::uint32_t>(trim(*retry_after)) : std::nullopt) {
    const Milliseconds asked = std::chrono::seconds{*seconds};
    if (asked > kMostPatience) return std::nullopt;
    return asked;
  }
  const int doublings = std::clamp(attempt - 2, 0, 16);
  const auto whole = std::min(first * (1 << doublings), kMostPatience);
  return Milliseconds{static_cast<Milliseconds::rep>(static_cast<double>(whole.count()) * (1.0 - jitter))};
}

bool goes_without_proxy(std::string_view no_proxy, std::string_view host) {
  for (const auto piece : split(no_proxy, ',')) {
    auto name = trim(piece);
    if (name == "*") return true;
    if (name.starts_with('.')) name.remove_prefix(1);
    if (name.empty()) continue;
    if (equal_ignoring_case(name, host)) return true;
    const bool is_below = host.size() > name.size() && host[host.size() - name.size() - 1] == '.';
    if (is_below && equal_ignoring_case(host.substr(host.size() - name.size()), name)) return true;
  }
  return false;
}

}  // namespace lectern
