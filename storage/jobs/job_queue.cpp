#include "storage/jobs/job_queue.h"

#include "base/error.h"
#include "base/random.h"
#include "base/trace.h"

// The columns of a job, in the order of as_job().
#define JOB_COLUMNS                                                                               \
  "id, kind, payload, state, priority, run_at, attempts, interruptions, lease_until, leased_by, " \
  "progress, last_error, dedupe_key, created_at, finished_at, trace"

// What is running, and still in the hands of whoever claimed it: ?1 the id, ?2 the holder, ?3 the attempt.
#define HELD_BY_THIS_ATTEMPT " WHERE id = ?1 AND state = 'running' AND leased_by = ?2 AND attempts = ?3"

// What is running under a lease that counts no more: of an earlier start of this node (?1 node, ?2 holder),
// or run out.
#define LEASE_IS_GONE                                 \
  " WHERE state = 'running' AND (lease_until < ?3 OR" \
  " (leased_by <> ?2 AND substr(leased_by, 1, length(?1) + 1) = ?1 || '/'))"

namespace lectern::jobs {
namespace {

using storage::Query;
using storage::Row;

const Query kInsert{"job.insert", R"sql(
  INSERT INTO job (id, kind, payload, state, priority, run_at, attempts, interruptions, progress, progress_at_claim,
                   last_error, dedupe_key, created_at, trace)
  VALUES (?1, ?2, ?3, 'queued', ?4, ?5, 0, 0, 0, 0, '', ?6, ?7, ?8))sql"};
const Query kFind{"job.find", "SELECT " JOB_COLUMNS " FROM job WHERE id = ?1"};
const Query kFindActive{"job.find_active",
                        "SELECT " JOB_COLUMNS
                        " FROM job WHERE dedupe_key = ?1 AND state IN ('queued', 'running')"};
const Query kListNewest{"job.list_newest",
                        "SELECT " JOB_COLUMNS " FROM job WHERE state = ?1 ORDER BY id DESC LIMIT ?2"};
const Query kListAfter{"job.list_after", "SELECT " JOB_COLUMNS
                                         " FROM job WHERE state = ?1 AND id < ?3 ORDER BY id DESC LIMIT ?2"};
const Query kListFiltered{
    "job.list_filtered",
    "SELECT " JOB_COLUMNS
    " FROM job WHERE state = ?1 AND id < ?2 AND (?4 = '' OR kind = ?4) ORDER BY id DESC LIMIT ?3"};
const Query kListEvery{"job.list_every",
                       "SELECT " JOB_COLUMNS
                       " FROM job WHERE id < ?1 AND (?3 = '' OR kind = ?3) ORDER BY id DESC LIMIT ?2"};
const Query kCounts{"job.counts", R"sql(
  SELECT kind, state, count(*) FROM job WHERE state IN ('queued', 'running', 'failed')
   GROUP BY kind, state ORDER BY kind, state)sql"};
const Query kClaim{"job.claim", R"sql(
  UPDATE job SET state = 'running', attempts = attempts + 1, lease_until = ?3, leased_by = ?2,
                 progress_at_claim = progress
   WHERE id = (SELECT id FROM job WHERE kind = ?1 AND state = 'queued' AND run_at <= ?4
                ORDER BY priority, run_at LIMIT 1)
  RETURNING )sql" JOB_COLUMNS};
const Query kFinish{"job.finish",
                    "UPDATE job SET state = 'done', progress = 1, last_error = '', lease_until = NULL, "
                    "leased_by = NULL, finished_at = ?4" HELD_BY_THIS_ATTEMPT};
const Query kRenew{"job.renew", "UPDATE job SET lease_until = ?4, progress = ?5" HELD_BY_THIS_ATTEMPT};
const Query kIsHeld{"job.is_held", "SELECT 1 FROM job" HELD_BY_THIS_ATTEMPT};
const Query kRelease{"job.release",
                     "UPDATE job SET state = 'queued', attempts = attempts - 1, lease_until = NULL, "
                     "leased_by = NULL, progress = ?4" HELD_BY_THIS_ATTEMPT};
const Query kTryAgain{"job.try_again",
                      "UPDATE job SET state = 'queued', run_at = ?4, last_error = ?5, lease_until = NULL, "
                      "leased_by = NULL" HELD_BY_THIS_ATTEMPT};
const Query kFailForGood{
    "job.fail_for_good",
    "UPDATE job SET state = 'failed', finished_at = ?4, last_error = ?5, lease_until = NULL, "
    "leased_by = NULL" HELD_BY_THIS_ATTEMPT};
const Query kCancel{"job.cancel", R"sql(
  UPDATE job SET state = 'cancelled', finished_at = ?2, lease_until = NULL, leased_by = NULL
   WHERE id = ?1 AND state IN ('queued', 'running'))sql"};
const Query kRetry{"job.retry", R"sql(
  UPDATE job SET state = 'queued', attempts = 0, interruptions = 0, run_at = ?2, finished_at = NULL
   WHERE id = ?1 AND state IN ('failed', 'cancelled'))sql"};
const Query kSweepFailed{
    "job.sweep_failed",
    "UPDATE job SET state = 'failed', finished_at = ?3, interruptions = interruptions + 1, "
    "last_error = ?5, lease_until = NULL, leased_by = NULL" LEASE_IS_GONE
    " AND progress <= progress_at_claim AND interruptions + 1 >= ?4 RETURNING " JOB_COLUMNS};
const Query kSweepQueued{"job.sweep_queued",
                         "UPDATE job SET state = 'queued', attempts = attempts - 1, lease_until = NULL, "
                         "leased_by = NULL, interruptions = CASE WHEN progress > progress_at_claim THEN 0 "
                         "ELSE interruptions + 1 END" LEASE_IS_GONE};
const Query kNextDue{"job.next_due", "SELECT min(run_at) FROM job WHERE kind = ?1 AND state = 'queued'"};
const Query kRemoveEnded{"job.remove_ended",
                         "DELETE FROM job WHERE state IN ('done', 'cancelled') AND finished_at < ?1"};

Job as_job(const Row& row) {
  Job job;
  job.id = row.get<JobId>(0);
  job.kind = row.get<std::string>(1);
  job.payload = row.get<std::string>(2);
  job.state = row.get<JobState>(3);
  job.priority = row.get<int>(4);
  job.run_at = row.get<Instant>(5);
  job.attempts = row.get<int>(6);
  job.interruptions = row.get<int>(7);
  job.lease_until = row.get<std::optional<Instant>>(8);
  job.leased_by = row.get<std::optional<std::string>>(9).value_or("");
  job.progress = row.get<double>(10);
  job.last_error = row.get<std::string>(11);
  job.dedupe_key = row.get<std::optional<std::string>>(12).value_or("");
  job.created_at = row.get<Instant>(13);
  job.finished_at = row.get<std::optional<Instant>>(14);
  job.trace = row.get<std::string>(15);
  return job;
}

}  // namespace

JobId enqueue(storage::Writer& db, const NewJob& job) {
  if (!job.dedupe_key.empty())
    if (const auto active = find_active(db, job.dedupe_key)) return active->id;
  const JobId id{new_id_text(db.now())};
  const auto key = job.dedupe_key.empty() ? std::nullopt : std::optional{job.dedupe_key};
  db.run(kInsert, id, job.kind, job.payload, job.priority, job.run_at.value_or(db.now()), key, db.now(),
         current_traceparent());
  db.wake(storage::Wake::Jobs);
  return id;
}

void finish(storage::Writer& db, const Job& job) {
  if (db.run(kFinish, job.id, job.leased_by, job.attempts, db.now()) == 0)
    throw Error(ErrorCode::Conflict, "This work was cancelled or handed to somebody else.",
                "job " + job.id.text());
}

bool cancel(storage::Writer& db, const JobId& id) {
  const bool was_active = db.run(kCancel, id, db.now()) > 0;
  if (was_active) db.wake(storage::Wake::Jobs);
  return was_active;
}

bool cancel_by_key(storage::Writer& db, std::string_view dedupe_key) {
  const auto active = find_active(db, dedupe_key);
  return active && cancel(db, active->id);
}

void retry(storage::Writer& db, const JobId& id) {
  if (db.run(kRetry, id, db.now()) == 0) {
    if (!find(db, id)) throw Error(ErrorCode::NotFound, "There is no such job.");
    throw Error(ErrorCode::Conflict, "Only a failed or cancelled job can be tried again.");
  }
  db.wake(storage::Wake::Jobs);
}

std::optional<Job> find(const storage::Reader& db, const JobId& id) {
  return db.first(kFind, as_job, id);
}

std::optional<Job> find_active(const storage::Reader& db, std::string_view dedupe_key) {
  return db.first(kFindActive, as_job, dedupe_key);
}

std::vector<Job> list(const storage::Reader& db, JobState state, const JobId& after, int limit) {
  if (after.empty()) return db.all(kListNewest, as_job, state, limit);
  return db.all(kListAfter, as_job, state, limit, after);
}

std::vector<Job> list(const storage::Reader& db, const JobFilter& filter, const JobId& after, int limit) {
  const JobId beyond_every_id{"~"};
  const auto& before = after.empty() ? beyond_every_id : after;
  if (filter.state) return db.all(kListFiltered, as_job, *filter.state, before, limit, filter.kind);
  return db.all(kListEvery, as_job, before, limit, filter.kind);
}

std::vector<JobCount> counts(const storage::Reader& db) {
  return db.all(kCounts, [](const Row& row) {
    return JobCount{row.get<std::string>(0), row.get<JobState>(1), row.get<std::int64_t>(2)};
  });
}

std::optional<Job> claim(storage::Writer& db, std::string_view kind, const Holder& holder,
                         Milliseconds lease) {
  return db.first(kClaim, as_job, kind, holder.text(), db.now() + lease, db.now());
}

bool renew(storage::Writer& db, const Job& job, Milliseconds lease, double progress) {
  return db.run(kRenew, job.id, job.leased_by, job.attempts, db.now() + lease, progress) > 0;
}

bool is_held(const storage::Reader& db, const Job& job) {
  return db
      .first(
          kIsHeld, [](const Row&) { return true; }, job.id, job.leased_by, job.attempts)
      .has_value();
}

void release(storage::Writer& db, const Job& job, double progress) {
  db.run(kRelease, job.id, job.leased_by, job.attempts, progress);
}

Outcome fail(storage::Writer& db, const Job& job, const Failure& failure, Attempts attempts) {
  const std::string& error = failure.detail.empty() ? failure.message : failure.detail;
  if (job.attempts < attempts.most) {
    const auto again_at = db.now() + attempts.pause;
    return db.run(kTryAgain, job.id, job.leased_by, job.attempts, again_at, error) > 0 ? Outcome::Again
                                                                                       : Outcome::NotOurs;
  }
  return db.run(kFailForGood, job.id, job.leased_by, job.attempts, db.now(), error) > 0
             ? Outcome::FailedForGood
             : Outcome::NotOurs;
}

std::vector<Job> sweep(storage::Writer& db, const Holder& holder) {
  auto failed = db.all(kSweepFailed, as_job, holder.node, holder.text(), db.now(), kMaxInterruptions,
                       kKeepsInterrupting);
  db.run(kSweepQueued, holder.node, holder.text(), db.now());
  return failed;
}

std::optional<Instant> next_due(const storage::Reader& db, std::string_view kind) {
  return db
      .first(
          kNextDue, [](const Row& row) { return row.get<std::optional<Instant>>(0); }, kind)
      .value_or(std::nullopt);
}

std::int64_t remove_ended(storage::Writer& db, Instant before) {
  return db.run(kRemoveEnded, before);
}

}  // namespace lectern::jobs
