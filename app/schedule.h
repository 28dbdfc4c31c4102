#pragma once
// What is done again and again: a table of tasks, one thread. A task that throws is logged and done again at
// its next turn.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"

namespace lectern::app {

/// Whether a task is done once more when the server stops: those that write down what was gathered.
enum class AtEnd { Skip, Run };

struct PeriodicTask {
  std::string name;
  Milliseconds every;
  std::function<void()> run;
  AtEnd at_end = AtEnd::Skip;
};

class Schedule {
 public:
  explicit Schedule(std::vector<PeriodicTask> tasks) : tasks_(std::move(tasks)) {}
  ~Schedule() { stop(); }

  void start();
  /// Finishes the task in hand, then runs those that are due at the end. Idempotent.
  void stop();

 private:
  void loop(const std::stop_token& stop);

  std::vector<PeriodicTask> tasks_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;
};

}  // namespace lectern::app
