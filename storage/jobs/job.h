#pragma once
// A job: work that outlives the request that asked for it, and the server that began it. Values only.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::jobs {

enum class JobState { Queued, Running, Done, Failed, Cancelled };

constexpr std::array kJobStateTexts = {
    EnumText{JobState::Queued, "queued"},       EnumText{JobState::Running, "running"},
    EnumText{JobState::Done, "done"},           EnumText{JobState::Failed, "failed"},
    EnumText{JobState::Cancelled, "cancelled"},
};
constexpr const auto& text_table(JobState) {
  return kJobStateTexts;
}

struct NewJob {
  std::string kind = {};
  std::string payload = "{}";          ///< JSON.
  int priority = 0;                    ///< Lower runs first.
  std::optional<Instant> run_at = {};  ///< Now, where absent.
  std::string dedupe_key =
      {};  ///< While a job with this key is queued or running, enqueueing answers that job.
};

struct Job {
  JobId id;
  std::string kind;
  std::string payload;
  JobState state = JobState::Queued;
  int priority = 0;
  Instant run_at;
  int attempts = 0;       ///< This one included.
  int interruptions = 0;  ///< Times that the server died under it without progress in between.
  std::optional<Instant> lease_until;
  std::string leased_by;
  double progress = 0;
  std::string last_error;
  std::string dedupe_key;
  Instant created_at;
  std::optional<Instant> finished_at;
  std::string trace;  ///< The traceparent of whoever caused it; empty where nobody did.
};

/// Why a job failed: a sentence for people, and the detail for the log.
struct Failure {
  std::string message;
  std::string detail;
};

/// What a running handler may use.
class JobContext {
 public:
  virtual ~JobContext() = default;
  /// 0…1. Kept in memory and written with the next heartbeat. Any thread.
  virtual void progress(double fraction) = 0;
  /// Asked to stop: the job was cancelled, its lease was lost, or the server stops. Return or throw soon, do
  /// not finish.
  virtual std::stop_token stop_token() const = 0;
};

struct Backoff {
  Milliseconds first{5'000};
  Milliseconds longest{600'000};
};

/// One row of the table of kinds.
struct JobKind {
  std::string kind = {};
  /// Must be idempotent. Finishes by jobs::finish(writer, job) in its own write, together with its results;
  /// where there is nothing to write it may simply return. Throwing fails the attempt; Invalid, Unsupported,
  /// TooLarge and NotFound fail the job for good at once.
  std::function<void(const Job&, JobContext&)> handler = {};
  unsigned threads = 1;
  Milliseconds lease{30'000};
  int max_attempts = 5;
  Backoff backoff;
  /// Called in the transaction that marks the job as failed for good. May be empty.
  std::function<void(storage::Writer&, const Job&, const Failure&)> on_failed;
};

}  // namespace lectern::jobs
