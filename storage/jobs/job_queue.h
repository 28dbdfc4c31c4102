#pragma once
// The queue is a table. Every change takes a Writer, so that a job is committed together with what caused it,
// and its result together with its end. A job that is taken from its holder (cancelled, lease lost) cannot be
// finished by it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/db/database.h"
#include "storage/jobs/job.h"

namespace lectern::jobs {

/// Answers the new job, or the one that is queued or running under the same dedupe key. Wakes the runner on
/// commit.
JobId enqueue(storage::Writer& db, const NewJob& job);

/// Ends a running job as done. Throws Conflict where it is no longer this holder's: the transaction then
/// rolls back.
void finish(storage::Writer& db, const Job& job);

/// Takes a job out of the queue or out of its handler's hands. False where it had already ended.
[[nodiscard]] bool cancel(storage::Writer& db, const JobId& id);
/// The same for whatever is queued or running under the dedupe key.
bool cancel_by_key(storage::Writer& db, std::string_view dedupe_key);

/// Puts a failed or cancelled job back, with its attempts forgotten. Conflict where it is not in such a
/// state.
void retry(storage::Writer& db, const JobId& id);

std::optional<Job> find(const storage::Reader& db, const JobId& id);
std::optional<Job> find_active(const storage::Reader& db, std::string_view dedupe_key);
/// The newest first, `after` a job's id.
struct JobFilter {
  std::optional<JobState> state = {};
  std::string kind = {};  ///< Empty: all.
};

/// How many jobs of a kind wait, run or failed.
struct JobCount {
  std::string kind;
  JobState state = JobState::Queued;
  std::int64_t count = 0;
};

std::vector<Job> list(const storage::Reader& db, JobState state, const JobId& after, int limit);
std::vector<Job> list(const storage::Reader& db, const JobFilter& filter, const JobId& after, int limit);
/// Of what waits, runs or failed.
std::vector<JobCount> counts(const storage::Reader& db);

/// The holder of leases: one place, one start of the program there.
struct Holder {
  std::string node;  ///< Stays the same over restarts.
  std::string boot;  ///< Differs with each start.
  std::string text() const { return node + "/" + boot; }
};

/// Takes the next due job of the kind, or nothing.
std::optional<Job> claim(storage::Writer& db, std::string_view kind, const Holder& holder,
                         Milliseconds lease);
/// False where the job is no longer the holder's.
[[nodiscard]] bool renew(storage::Writer& db, const Job& job, Milliseconds lease, double progress);
/// Whether the attempt may go on.
bool is_held(const storage::Reader& db, const Job& job);
/// Back to the queue without counting the attempt: the holder stops in good order.
void release(storage::Writer& db, const Job& job, double progress);

struct Attempts {
  int most = 1;
  Milliseconds pause{0};
};
enum class Outcome { Again, FailedForGood, NotOurs };
/// Again after the pause while attempts are left, else failed for good: it stays, with its error, and can be
/// retried.
Outcome fail(storage::Writer& db, const Job& job, const Failure& failure, Attempts attempts);

/// A job that brings down its server this often in a row without progress has failed.
constexpr int kMaxInterruptions = 20;
constexpr std::string_view kKeepsInterrupting = "The server stopped again and again while it did this.";

/// Ends the leases of this node's earlier starts, at once, and any lease that ran out. Their jobs return to
/// the queue without counting the attempt. Answers those that failed for good instead, because they keep
/// bringing it down.
std::vector<Job> sweep(storage::Writer& db, const Holder& holder);

/// When the next queued job of the kind is due.
std::optional<Instant> next_due(const storage::Reader& db, std::string_view kind);

/// Removes done and cancelled jobs that ended before `before`; failed ones stay.
std::int64_t remove_ended(storage::Writer& db, Instant before);

}  // namespace lectern::jobs
