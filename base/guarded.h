#pragma once
// A value that can only be reached while its mutex is held.

#include <mutex>
#include <utility>

namespace lectern {

template <typename T>
class Guarded {
 public:
  Guarded() = default;
  explicit Guarded(T value) : value_(std::move(value)) {}

  template <typename Function>
  auto with(Function&& function) {
    const std::lock_guard lock(mutex_);
    return function(value_);
  }
  template <typename Function>
  auto with(Function&& function) const {
    const std::lock_guard lock(mutex_);
    return function(value_);
  }

 private:
  mutable std::mutex mutex_;
  T value_{};
};

}  // namespace lectern
