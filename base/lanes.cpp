#include "base/lanes.h"

#include <pthread.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/metrics.h"

namespace lectern {

WorkLane::Place::~Place() {
  if (lane_ != nullptr) lane_->give_back();
}

WorkLane::WorkLane(std::string name, std::size_t threads, std::size_t capacity,
                   std::chrono::milliseconds patience)
    : name_(std::move(name)), thread_count_(threads), capacity_(capacity), patience_(patience) {}

WorkLane::~WorkLane() {
  stop();
}

void WorkLane::start() {
  for (std::size_t i = 0; i < thread_count_; ++i) {
    threads_.emplace_back([this] { run(); });
    pthread_setname_np(threads_.back().native_handle(), name_.substr(0, 15).c_str());
  }
}

void WorkLane::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  threads_.clear();
  std::deque<Waiting> rest;
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    rest.swap(queue_);
  }
  adjust(Gauge::WorkQueued, -static_cast<std::int64_t>(rest.size()));
  // Only a lane that was never started has anything left here.
  for (const Waiting& waiting : rest) waiting.task();
}

std::optional<WorkLane::Place> WorkLane::reserve() {
  {
    const std::lock_guard lock(mutex_);
    const bool is_slow =
        !queue_.empty() && std::chrono::steady_clock::now() - queue_.front().since > patience_;
    if (!stopping_ && !is_slow && queue_.size() + reserved_ < capacity_) {
      ++reserved_;
      return Place(*this);
    }
    if (is_slow) count(Counter::LaneShed);
  }
  count(Counter::LaneRefused);
  return std::nullopt;
}

void WorkLane::submit(Place place, Task task) {
  LECTERN_ASSERT(place.lane_ == this, "A place is good for the lane that gave it.");
  submit_admitted(std::move(task));
}

bool WorkLane::try_submit(Task task) {
  auto place = reserve();
  if (!place) return false;
  submit(std::move(*place), std::move(task));
  return true;
}

void WorkLane::submit_admitted(Task task) {
  {
    const std::lock_guard lock(mutex_);
    if (!ended_) {
      queue_.push_back({std::move(task), std::chrono::steady_clock::now()});
      adjust(Gauge::WorkQueued, 1);
      wake_.notify_one();
      return;
    }
  }
  task();
}

void WorkLane::run() {
  for (;;) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    const Waiting next = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    adjust(Gauge::WorkQueued, -1);
    const auto waited = std::chrono::steady_clock::now() - next.since;
    observe(Histogram::LaneWait, std::chrono::duration_cast<std::chrono::microseconds>(waited));
    next.task();
  }
}

void WorkLane::give_back() {
  const std::lock_guard lock(mutex_);
  --reserved_;
}

namespace {
std::size_t cores() {
  return std::max(1U, std::thread::hardware_concurrency());
}
}  // namespace

Lanes::Lanes()
    : worker("worker", 2 * cores(), 256),
      slow("slow", 2, 64, std::chrono::seconds(10)),
      stream("stream", 2 * cores(), 256) {}

void Lanes::start() {
  worker.start();
  slow.start();
  stream.start();
}

void Lanes::stop() {
  worker.stop();
  slow.stop();
  stream.stop();
}

}  // namespace lectern
