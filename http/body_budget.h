#pragma once
// The memory that all request bodies share. A stream keeps what it was given until it ends, so once admitted
// it is never stopped half-way for want of memory.

#include <atomic>
#include <cstdint>

namespace lectern::http {

class BodyBudget {
 public:
  static constexpr std::uint64_t kLargestBlock = 1U << 20;
  static constexpr std::uint64_t kSmallestBlock = 64U << 10;

  explicit BodyBudget(std::uint64_t bytes) : total_(bytes) {}

  bool take(std::uint64_t bytes);
  void give_back(std::uint64_t bytes) { used_.fetch_sub(bytes, std::memory_order_relaxed); }
  /// The size of the block a new stream may fill: smaller the less there is. 0 where there is nothing left.
  std::uint64_t take_block();
  std::uint64_t used() const { return used_.load(std::memory_order_relaxed); }

 private:
  const std::uint64_t total_;
  std::atomic<std::uint64_t> used_ = 0;
};

}  // namespace lectern::http
