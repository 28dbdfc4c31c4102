#include "lms/identity/guess_throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/encoding.h"

namespace lectern::lms {

namespace {

using namespace std::chrono_literals;

constexpr int kFreeGuesses = 5;
constexpr Milliseconds kFirstWait = 2s;
constexpr Milliseconds kLongestWait = 15min;
constexpr Milliseconds kForgottenAfter = 1h;
constexpr std::size_t kMostPairs = 10'000;

Milliseconds wait_after(int guesses) {
  if (guesses < kFreeGuesses) return 0ms;
  const int doublings = std::min(guesses - kFreeGuesses, 16);
  return std::min(kFirstWait * (1 << doublings), kLongestWait);
}

std::string pair_of(std::string_view account, std::string_view address) {
  return std::string{account} + "\n" + network_of(address);
}

}  // namespace

std::string network_of(std::string_view address) {
  std::array<char, 16> bytes{};
  if (inet_pton(AF_INET6, std::string{address}.c_str(), bytes.data()) != 1) return std::string{address};
  static constexpr std::string_view kMapped{"\0\0\0\0\0\0\0\0\0\0\xff\xff", 12};  // RFC 4291 §2.5.5.2
  const std::string_view whole{bytes.data(), bytes.size()};
  return to_hex(whole.substr(0, 12) == kMapped ? whole : whole.substr(0, 8));
}

std::optional<Milliseconds> GuessThrottle::admit(std::string_view account, std::string_view address) {
  const auto now = clock_.now();
  return table_.with([&](auto& table) -> std::optional<Milliseconds> {
    if (table.size() >= kMostPairs) make_room(table);
    auto& guesses = table[pair_of(account, address)];
    if (now < guesses.blocked_until) return guesses.blocked_until - now;
    if (guesses.count > 0 && now - guesses.last > kForgottenAfter) guesses = {};
    guesses.last = now;
    guesses.blocked_until = now + wait_after(++guesses.count);
    return std::nullopt;
  });
}

void GuessThrottle::take_back(std::string_view account, std::string_view address) {
  table_.with([&](auto& table) {
    const auto found = table.find(pair_of(account, address));
    if (found == table.end()) return;
    auto& guesses = found->second;
    guesses.count = std::max(guesses.count - 1, 0);
    guesses.blocked_until = guesses.last + wait_after(guesses.count);
  });
}

void GuessThrottle::forget(std::string_view account, std::string_view address) {
  table_.with([&](auto& table) { table.erase(pair_of(account, address)); });
}

void GuessThrottle::make_room(std::unordered_map<std::string, Guesses>& table) const {
  const auto now = clock_.now();
  std::erase_if(table, [&](const auto& entry) { return now - entry.second.last > kForgottenAfter; });
  while (table.size() >= kMostPairs) {
    table.erase(std::min_element(table.begin(), table.end(),
                                 [](const auto& a, const auto& b) { return a.second.last < b.second.last; }));
  }
}

}  // namespace lectern::lms
