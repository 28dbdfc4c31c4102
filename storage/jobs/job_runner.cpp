#include "storage/jobs/job_runner.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <list>
#include <thread>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/random.h"
#include "base/trace.h"
#include "storage/jobs/job_queue.h"

namespace lectern::jobs {
namespace {

// How long the watcher sleeps at most, and so how late it may find a lease of another node that ran out.
constexpr Milliseconds kLongestSleep{10'000};
constexpr Milliseconds kShortestSleep{5};
constexpr Milliseconds kAfterTrouble{1'000};
// A lease is renewed when a third of it is over: two renewals may fail.
constexpr int kRenewalsPerLease = 3;

constexpr std::array kPermanent = {ErrorCode::Invalid, ErrorCode::Unsupported, ErrorCode::TooLarge,
                                   ErrorCode::NotFound};

// One attempt in progress.
struct Attempt final : JobContext {
  Attempt(Job claimed, const JobKind& of) : job(std::move(claimed)), kind(of), fraction(job.progress) {}
  void progress(double value) override { fraction = std::clamp(value, 0.0, 1.0); }
  std::stop_token stop_token() const override { return stop.get_token(); }

  Job job;
  const JobKind& kind;
  std::atomic<double> fraction;
  std::stop_source stop;
  Instant renew_at;
  std::atomic<bool> ended = false;
  std::thread thread;
};

Milliseconds pause_after(const Job& job, const Backoff& backoff) {
  Milliseconds pause = backoff.first;
  for (int i = 1; i < job.attempts && pause < backoff.longest; ++i) pause *= 2;
  pause = std::min(pause, backoff.longest);
  // A tenth of jitter, so that what failed together does not come back together.
  const auto random = static_cast<unsigned char>(random_bytes(1).front());
  return pause + pause * random / 2550;
}

struct Thrown {
  Failure failure;
  bool is_permanent = false;
};

}  // namespace

class JobRunner::State {
 public:
  State(storage::Database& db, std::vector<JobKind> kinds, std::string node)
      : db_(db), kinds_(std::move(kinds)), holder_{std::move(node), random_token(9)} {}

  void start() {
    watcher_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
  }

  void stop() {
    if (!watcher_.joinable()) return;
    watcher_.request_stop();
    watcher_.join();
  }

  int run_until_idle() {
    int made = 0;
    sweep_leases();
    for (bool found = true; found;) {
      found = false;
      for (const auto& kind : kinds_) {
        auto job = claim_next(kind);
        if (!job) continue;
        Attempt attempt(std::move(*job), kind);
        run(attempt);
        ++made;
        found = true;
      }
    }
    return made;
  }

 private:
  void watch(const std::stop_token& stop);
  void look_around();
  void join_ended();
  void renew_leases();
  void stop_lost();
  void sweep_leases();
  void start_due();
  Milliseconds until_next() const;
  std::optional<Job> claim_next(const JobKind& kind);
  void run(Attempt& attempt);
  std::optional<Thrown> call_handler(Attempt& attempt);
  void settle(Attempt& attempt, const std::optional<Thrown>& thrown);
  void record_failure(Attempt& attempt, const Thrown& thrown);
  std::size_t running_of(const JobKind& kind) const;

  storage::Database& db_;
  const std::vector<JobKind> kinds_;
  const Holder holder_;
  std::list<Attempt> attempts_;  // The watcher's alone.
  std::jthread watcher_;
};

void JobRunner::State::watch(const std::stop_token& stop) {
  auto& signal = db_.signal(storage::Wake::Jobs);
  while (!stop.stop_requested()) {
    const auto seen = signal.count();
    Milliseconds sleep = kAfterTrouble;
    try {
      look_around();
      sleep = until_next();
    } catch (const std::exception& error) {
      log::error("job_watch_failed", {{"error", error.what()}});
    }
    signal.wait_beyond(seen, sleep, stop);
  }
  for (auto& attempt : attempts_) attempt.stop.request_stop();
  for (auto& attempt : attempts_) attempt.thread.join();
  attempts_.clear();
}

void JobRunner::State::look_around() {
  join_ended();
  renew_leases();  // Before the sweep: after a machine's sleep all leases have run out, ours are still in
                   // good hands.
  stop_lost();
  sweep_leases();
  start_due();
}

void JobRunner::State::join_ended() {
  for (auto attempt = attempts_.begin(); attempt != attempts_.end();) {
    if (!attempt->ended) {
      ++attempt;
      continue;
    }
    attempt->thread.join();
    attempt = attempts_.erase(attempt);
  }
}

void JobRunner::State::renew_leases() {
  const Instant now = db_.clock().now();
  const bool any_due = std::any_of(attempts_.begin(), attempts_.end(), [&](const Attempt& attempt) {
    return !attempt.ended && attempt.renew_at <= now;
  });
  if (!any_due) return;
  db_.write([&](storage::Writer& writer) {
    for (auto& attempt : attempts_) {
      if (attempt.ended) continue;
      if (!renew(writer, attempt.job, attempt.kind.lease, attempt.fraction)) attempt.stop.request_stop();
      attempt.renew_at = now + attempt.kind.lease / kRenewalsPerLease;
    }
  });
}

void JobRunner::State::stop_lost() {
  if (attempts_.empty()) return;
  db_.read([&](const storage::Reader& reader) {
    for (auto& attempt : attempts_)
      if (!attempt.ended && !is_held(reader, attempt.job)) attempt.stop.request_stop();
  });
}

void JobRunner::State::sweep_leases() {
  db_.write([&](storage::Writer& writer) {
    for (const auto& job : sweep(writer, holder_)) {
      count(Counter::JobsFailed);
      const auto kind =
          std::find_if(kinds_.begin(), kinds_.end(), [&](const auto& row) { return row.kind == job.kind; });
      if (kind == kinds_.end() || !kind->on_failed) continue;
      kind->on_failed(writer, job, {std::string{kKeepsInterrupting}, {}});
    }
  });
}

std::optional<Job> JobRunner::State::claim_next(const JobKind& kind) {
  // Asked on a reader first: an idle queue costs no write.
  const auto due = db_.read([&](const storage::Reader& reader) { return next_due(reader, kind.kind); });
  if (!due || *due > db_.clock().now()) return std::nullopt;
  return db_.write([&](storage::Writer& writer) { return claim(writer, kind.kind, holder_, kind.lease); });
}

std::size_t JobRunner::State::running_of(const JobKind& kind) const {
  return static_cast<std::size_t>(
      std::count_if(attempts_.begin(), attempts_.end(),
                    [&](const Attempt& attempt) { return &attempt.kind == &kind && !attempt.ended; }));
}

void JobRunner::State::start_due() {
  for (const auto& kind : kinds_) {
    while (running_of(kind) < kind.threads) {
      auto job = claim_next(kind);
      if (!job) break;
      auto& attempt = attempts_.emplace_back(std::move(*job), kind);
      attempt.renew_at = db_.clock().now() + kind.lease / kRenewalsPerLease;
      attempt.thread = std::thread([this, &attempt] {
        run(attempt);
        attempt.ended = true;
        db_.signal(storage::Wake::Jobs).raise();
      });
    }
  }
}

Milliseconds JobRunner::State::until_next() const {
  const Instant now = db_.clock().now();
  Instant next = now + kLongestSleep;
  for (const auto& attempt : attempts_) next = std::min(next, attempt.renew_at);
  for (const auto& kind : kinds_) {
    if (running_of(kind) >= kind.threads) continue;  // Its end wakes us.
    const auto due = db_.read([&](const storage::Reader& reader) { return next_due(reader, kind.kind); });
    if (due) next = std::min(next, *due);
  }
  return std::max(next - now, kShortestSleep);
}

void JobRunner::State::run(Attempt& attempt) {
  adjust(Gauge::JobsRunning, 1);
  const auto thrown = call_handler(attempt);
  adjust(Gauge::JobsRunning, -1);
  try {
    settle(attempt, thrown);
  } catch (const std::exception& error) {
    // It keeps its lease until that runs out; then the sweep returns it to the queue.
    log::error("job_not_settled", {{"job", attempt.job.id.text()}, {"error", error.what()}});
  }
}

std::optional<Thrown> JobRunner::State::call_handler(Attempt& attempt) {
  const TraceScope trace(traceparent_of(continue_trace(attempt.job.trace, new_span())));
  try {
    attempt.kind.handler(attempt.job, attempt);
    return std::nullopt;
  } catch (const Error& error) {
    const bool is_permanent =
        std::find(kPermanent.begin(), kPermanent.end(), error.code()) != kPermanent.end();
    return Thrown{{error.message(), error.what()}, is_permanent};
  } catch (const std::exception& error) {
    return Thrown{{"Something went wrong on the server.", error.what()}, false};
  }
}

void JobRunner::State::settle(Attempt& attempt, const std::optional<Thrown>& thrown) {
  if (attempt.stop.stop_requested()) {
    // Nothing happens where the handler finished all the same, or where the job is no longer ours.
    db_.write([&](storage::Writer& writer) { release(writer, attempt.job, attempt.fraction); });
  } else if (thrown) {
    record_failure(attempt, *thrown);
    return;
  } else {
    db_.write([&](storage::Writer& writer) {
      if (is_held(writer, attempt.job)) finish(writer, attempt.job);
    });
  }
  const auto after = db_.read([&](const storage::Reader& reader) { return find(reader, attempt.job.id); });
  if (after && after->state == JobState::Done) count(Counter::JobsDone);
}

void JobRunner::State::record_failure(Attempt& attempt, const Thrown& thrown) {
  const Attempts attempts{thrown.is_permanent ? 0 : attempt.kind.max_attempts,
                          pause_after(attempt.job, attempt.kind.backoff)};
  const auto outcome = db_.write([&](storage::Writer& writer) {
    const auto result = fail(writer, attempt.job, thrown.failure, attempts);
    if (result == Outcome::FailedForGood && attempt.kind.on_failed)
      attempt.kind.on_failed(writer, attempt.job, thrown.failure);
    return result;
  });
  if (outcome == Outcome::FailedForGood) count(Counter::JobsFailed);
  log::warning("job_attempt_failed", {{"job", attempt.job.id.text()},
                                      {"kind", attempt.job.kind},
                                      {"attempt", attempt.job.attempts},
                                      {"error", thrown.failure.detail}});
}

JobRunner::JobRunner(storage::Database& db, std::vector<JobKind> kinds, std::string node)
    : state_(std::make_unique<State>(db, std::move(kinds), std::move(node))) {}

JobRunner::~JobRunner() {
  stop();
}

void JobRunner::start() {
  state_->start();
}

void JobRunner::stop() {
  state_->stop();
}

int JobRunner::run_until_idle() {
  return state_->run_until_idle();
}

}  // namespace lectern::jobs
