#include "app/schedule.h"

#include <algorithm>
#include <exception>

#include "base/log.h"

namespace lectern::app {
namespace {

/// Rare tasks have a first turn soon after the start, to clear up what a crash left.
constexpr Milliseconds kFirstTurn = std::chrono::seconds{20};

void attempt(const PeriodicTask& task) {
  try {
    task.run();
  } catch (const std::exception& error) {
    log::error("schedule.task_failed", {{"task", task.name}, {"error", error.what()}});
  }
}

}  // namespace

void Schedule::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

void Schedule::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
  for (const PeriodicTask& task : tasks_)
    if (task.at_end == AtEnd::Run) attempt(task);
}

void Schedule::loop(const std::stop_token& stop) {
  using SteadyClock = std::chrono::steady_clock;
  std::vector<SteadyClock::time_point> due;
  for (const PeriodicTask& task : tasks_)
    due.push_back(SteadyClock::now() + std::min(task.every, kFirstTurn));
  while (!stop.stop_requested() && !tasks_.empty()) {
    const auto next = std::min_element(due.begin(), due.end());
    {
      std::unique_lock lock(mutex_);
      wake_.wait_until(lock, stop, *next, [] { return false; });
    }
    if (stop.stop_requested()) return;
    attempt(tasks_[static_cast<std::size_t>(next - due.begin())]);
    *next = SteadyClock::now() + tasks_[static_cast<std::size_t>(next - due.begin())].every;
  }
}

}  // namespace lectern::app
