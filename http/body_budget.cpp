#include "http/body_budget.h"

#include <algorithm>

namespace lectern::http {

bool BodyBudget::take(std::uint64_t bytes) {
  std::uint64_t used = used_.load(std::memory_order_relaxed);
  do {
    if (used + bytes > total_) return false;
  } while (!used_.compare_exchange_weak(used, used + bytes, std::memory_order_relaxed));
  return true;
}

std::uint64_t BodyBudget::take_block() {
  const std::uint64_t left = total_ - std::min(total_, used());
  for (std::uint64_t size = std::clamp(left / 8, kSmallestBlock, kLargestBlock); size >= kSmallestBlock;
       size /= 2)
    if (take(size)) return size;
  return 0;
}

}  // namespace lectern::http
