#include "storage/db/writer_thread.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/log.h"

namespace lectern::storage {
namespace {

const Query kBegin{"transaction.begin", "BEGIN IMMEDIATE"};
const Query kCommit{"transaction.commit", "COMMIT"};
const Query kRollback{"transaction.rollback", "ROLLBACK"};
const Query kSavepoint{"transaction.savepoint", "SAVEPOINT closure"};
const Query kRelease{"transaction.release", "RELEASE closure"};
const Query kRollbackTo{"transaction.rollback_to", "ROLLBACK TO closure"};

// Bounds how long the first of a batch waits for the rest.
constexpr std::size_t kLargestBatch = 128;

// What was read or written since then is in the kernel's memory too, and cheap to have again.
constexpr std::chrono::seconds kBetweenRests{30};

}  // namespace

WriterThread::WriterThread(std::unique_ptr<Connection> connection, const Clock& clock,
                           std::function<void(std::uint32_t)> on_wakes)
    : connection_(std::move(connection)),
      clock_(clock),
      on_wakes_(std::move(on_wakes)),
      thread_([this] { loop(); }) {}

WriterThread::~WriterThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  queued_.notify_one();
  thread_.join();
}

void WriterThread::run(const std::function<void(Writer&)>& closure) {
  Task task;
  task.closure = &closure;
  {
    const std::lock_guard lock(mutex_);
    LECTERN_ASSERT(!stopping_, "Stop whoever writes before the database is closed.");
    queue_.push_back(&task);
  }
  queued_.notify_one();
  task.answered.acquire();
  if (task.error) std::rethrow_exception(task.error);
}

void WriterThread::loop() {
  for (Batch batch = next_batch(); !batch.empty(); batch = next_batch()) {
    write(batch);
    rest();
  }
  try {
    connection_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (const Error& error) {
    // The log stays beside the file, and the next start reads it: nothing is lost.
    log::warning("checkpoint_failed", {{"error", error.what()}});
  }
}

void WriterThread::rest() {
  const auto now = std::chrono::steady_clock::now();
  if (now - rested_ < kBetweenRests) return;
  rested_ = now;
  connection_->release_memory();
}

WriterThread::Batch WriterThread::next_batch() {
  std::unique_lock lock(mutex_);
  queued_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  const auto size = std::min(queue_.size(), kLargestBatch);
  Batch batch(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size));
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(size));
  return batch;
}

void WriterThread::write(const Batch& batch) {
  std::uint32_t wakes = 0;
  try {
    storage::run(*connection_, kBegin);
    for (Task* task : batch) run_in_savepoint(*task);
    storage::run(*connection_, kCommit);
    for (const Task* task : batch) wakes |= task->wakes;
  } catch (...) {
    // Nothing of the batch is on disk, so everyone is told so; who already failed keeps its own reason.
    if (connection_->in_transaction()) storage::run(*connection_, kRollback);
    answer(batch, std::current_exception());
    return;
  }
  answer(batch, nullptr);
  if (wakes != 0) on_wakes_(wakes);
}

void WriterThread::run_in_savepoint(Task& task) {
  storage::run(*connection_, kSavepoint);
  Writer writer(*connection_, clock_);
  try {
    (*task.closure)(writer);
    storage::run(*connection_, kRelease);
    task.wakes = writer.wakes_;
  } catch (...) {
    task.error = std::current_exception();
    // A full disk or a read error makes SQLite give up the whole transaction, the others' work included.
    if (!connection_->in_transaction()) throw;
    storage::run(*connection_, kRollbackTo);
    storage::run(*connection_, kRelease);
  }
}

// The task lives on its caller's stack: once it is answered, it is gone, and its exception belongs to the
// caller alone.
void WriterThread::answer(const Batch& batch, const std::exception_ptr& failure) {
  for (Task* task : batch) {
    if (failure && !task->error) task->error = failure;
    task->answered.release();
  }
}

}  // namespace lectern::storage
