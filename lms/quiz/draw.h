#pragma once
// Chance that can be drawn again: everything an attempt shuffles or picks comes from its seed, so that what
// was shown can be shown again at any time without being stored.

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace lectern::lms {

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same on every machine, which the standard
/// library's distributions are not.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }
  /// From 0 to below `count`, which is small: the bias of the remainder does not matter.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  /// From 0 to below 1.
  double fraction() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

  /// The numbers 0 to `count` - 1 in an order by chance (Fisher and Yates).
  std::vector<std::size_t> order(std::size_t count) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t left = count; left > 1; --left) std::swap(order[left - 1], order[below(left)]);
    return order;
  }

 private:
  std::uint64_t state_;
};

inline std::vector<std::size_t> in_order(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

}  // namespace lectern::lms
