#include "lms/identity/quota.h"

#include <algorithm>

namespace lectern::lms {

namespace {
constexpr std::size_t kMostKeys = 20'000;
}  // namespace

std::optional<Milliseconds> Quota::admit(const std::string& key) {
  const auto now = clock_.now();
  return table_.with([&](auto& table) -> std::optional<Milliseconds> {
    if (table.size() >= kMostKeys) {
      std::erase_if(table, [&](const auto& entry) { return now - entry.second.began >= rule_.window; });
      // Still full: a flood of keys. Forgetting one of them is better than refusing everybody.
      if (table.size() >= kMostKeys) table.erase(table.begin());
    }
    auto& window = table.try_emplace(key, Window{now, 0}).first->second;
    if (now - window.began >= rule_.window) window = {now, 0};
    if (window.count >= rule_.most) return window.began + rule_.window - now;
    ++window.count;
    return std::nullopt;
  });
}

}  // namespace lectern::lms
