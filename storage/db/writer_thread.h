#pragma once
// The one thread that writes. See Note: group-commit in database.h.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

#include "storage/db/connection.h"
#include "storage/db/database.h"

namespace lectern::storage {

class WriterThread {
 public:
  /// `on_wakes` is called after a commit with one bit per Wake, on the writer thread.
  WriterThread(std::unique_ptr<Connection> connection, const Clock& clock,
               std::function<void(std::uint32_t)> on_wakes);
  WriterThread(const WriterThread&) = delete;
  WriterThread& operator=(const WriterThread&) = delete;
  /// Whatever is queued is written first.
  ~WriterThread();

  /// Waits for the commit. Throws what the closure threw, or why the commit failed.
  void run(const std::function<void(Writer&)>& closure);

 private:
  struct Task {
    const std::function<void(Writer&)>* closure = nullptr;
    std::exception_ptr error;
    std::binary_semaphore answered{0};
    std::uint32_t wakes = 0;
  };
  using Batch = std::vector<Task*>;

  void loop();
  Batch next_batch();
  void write(const Batch& batch);
  void run_in_savepoint(Task& task);
  void rest();
  static void answer(const Batch& batch, const std::exception_ptr& failure);

  std::unique_ptr<Connection> connection_;
  const Clock& clock_;
  std::function<void(std::uint32_t)> on_wakes_;
  std::chrono::steady_clock::time_point rested_;
  std::mutex mutex_;
  std::condition_variable queued_;
  std::deque<Task*> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace lectern::storage
