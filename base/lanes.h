#pragma once
// Bounded queues with threads of their own. A lane refuses when it is full, or when what it holds has waited
// too long already, and counts it; what it accepted it runs, also while it stops. Tasks do not throw: they
// catch where they stand.

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace lectern {

class WorkLane {
 public:
  using Task = std::function<void()>;

  /// A seat in the queue, held before there is anything to queue. Given back when it is dropped unused.
  class Place {
   public:
    Place(Place&& other) noexcept : lane_(std::exchange(other.lane_, nullptr)) {}
    Place& operator=(Place&&) = delete;
    ~Place();

   private:
    friend class WorkLane;
    explicit Place(WorkLane& lane) : lane_(&lane) {}
    WorkLane* lane_;
  };

  /// No thread runs before start().
  /// Where the oldest task has waited for `patience`, new ones are refused: those who wait longer have given
  /// up by the time that they are served.
  WorkLane(std::string name, std::size_t threads, std::size_t capacity,
           std::chrono::milliseconds patience = std::chrono::seconds(2));
  ~WorkLane();

  void start();
  /// Runs what was accepted, then ends the threads. From here on everything is refused.
  void stop();

  /// Nothing when the lane is full or stopping. Any thread; never waits.
  std::optional<Place> reserve();
  void submit(Place place, Task task);
  /// reserve() and submit() in one; false when refused.
  bool try_submit(Task task);
  /// For the next step of something that was admitted before, which cannot be refused half-way. The caller
  /// bounds how many of these there are. Runs the task at once, in the caller, if the lane has stopped.
  void submit_admitted(Task task);

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  struct Waiting {
    Task task;
    SteadyTime since;
  };

  void run();
  void give_back();

  const std::string name_;
  const std::size_t thread_count_;
  const std::size_t capacity_;
  const std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Waiting> queue_;
  std::size_t reserved_ = 0;
  bool stopping_ = false;
  bool ended_ = false;
  std::vector<std::jthread> threads_;
};

/// The lanes of one server. See "HTTP" in docs/architecture.md.
struct Lanes {
  WorkLane worker;  ///< Handlers with SQL and JSON: nothing above a second.
  WorkLane slow;    ///< Password hashing and other long CPU work.
  WorkLane stream;  ///< Blocks of uploads on their way to disk, and of long answers from there.

  Lanes();
  void start();
  void stop();
};

}  // namespace lectern
