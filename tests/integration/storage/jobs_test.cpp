#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

#include "base/error.h"
#include "base/metrics.h"
#include "storage/jobs/job_queue.h"
#include "storage/jobs/job_runner.h"
#include "tests/integration/storage/storage_test.h"

namespace lectern::jobs {
namespace {

using lectern::testing::TempFolder;
using storage::Database;
using storage::Reader;
using storage::Writer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Milliseconds kLease{30'000};
constexpr Milliseconds kSoon{5'000};
const Holder kServer{"main", "first"};
const Holder kServerAgain{"main", "second"};
const Holder kWorker{"worker", "first"};

class JobsTest : public ::testing::Test {
 protected:
  JobId add(const NewJob& job) {
    return db.write([&](Writer& writer) { return enqueue(writer, job); });
  }
  std::optional<Job> take(const Holder& holder = kServer) {
    return db.write([&](Writer& writer) { return claim(writer, "work", holder, kLease); });
  }
  Job state_of(const JobId& id) {
    const auto job = db.read([&](const Reader& reader) { return find(reader, id); });
    EXPECT_TRUE(job.has_value());
    return job.value_or(Job{});
  }
  std::vector<Job> sweep_as(const Holder& holder) {
    return db.write([&](Writer& writer) { return sweep(writer, holder); });
  }
  JobKind kind(std::function<void(const Job&, JobContext&)> handler) {
    JobKind row;
    row.kind = "work";
    row.handler = std::move(handler);
    row.max_attempts = 3;
    return row;
  }

  TempFolder folder;
  FakeClock clock;
  Database db{{folder / "test.db", {}}, clock};
};

TEST_F(JobsTest, AJobExistsOnlyIfWhatCausedItIsCommitted) {
  EXPECT_ANY_THROW(db.write([&](Writer& writer) {
    enqueue(writer, {"work"});
    throw Error(ErrorCode::Conflict, "No.");
  }));
  EXPECT_FALSE(take());
  add({"work", R"({"a":1})"});
  const auto job = take();
  ASSERT_TRUE(job);
  EXPECT_EQ(job->payload, R"({"a":1})");
  EXPECT_EQ(job->attempts, 1);
  EXPECT_FALSE(take());
}

TEST_F(JobsTest, LowerPriorityNumbersAndEarlierTimesComeFirstAndNothingBeforeItsTime) {
  const auto late = add({"work", "{}", 0, clock.now() + kSoon});
  const auto normal = add({"work", "{}", 0});
  const auto urgent = add({"work", "{}", -1});
  add({"other", "{}", -9});
  EXPECT_EQ(take()->id, urgent);
  EXPECT_EQ(take()->id, normal);
  EXPECT_FALSE(take());
  clock.advance(kSoon);
  EXPECT_EQ(take()->id, late);
}

TEST_F(JobsTest, OneKeyIsOneJobWhileItIsQueuedOrRunning) {
  const auto first = add({"work", "{}", 0, {}, "video-1"});
  EXPECT_EQ(add({"work", "{}", 0, {}, "video-1"}), first);
  const auto job = take();
  EXPECT_EQ(add({"work", "{}", 0, {}, "video-1"}), first);
  db.write([&](Writer& writer) { finish(writer, *job); });
  EXPECT_NE(add({"work", "{}", 0, {}, "video-1"}), first);
}

TEST_F(JobsTest, ALeaseThatRanOutReturnsTheJobAndItsOldHolderCannotFinishIt) {
  const auto id = add({"work"});
  const auto job = take(kWorker);
  clock.advance(kLease);
  sweep_as(kServer);
  EXPECT_EQ(state_of(id).state, JobState::Running);
  clock.advance(Milliseconds{1});
  sweep_as(kServer);
  EXPECT_EQ(state_of(id).state, JobState::Queued);
  ASSERT_TRUE(take(kServer));
  EXPECT_THROW(db.write([&](Writer& writer) { finish(writer, *job); }), Error);
  EXPECT_FALSE(db.write([&](Writer& writer) { return renew(writer, *job, kLease, 0.5); }));
  EXPECT_EQ(state_of(id).state, JobState::Running);
}

TEST_F(JobsTest, ARenewedLeaseHolds) {
  const auto id = add({"work"});
  const auto job = take(kWorker);
  for (int i = 0; i < 5; ++i) {
    clock.advance(kLease / 2);
    EXPECT_TRUE(db.write([&](Writer& writer) { return renew(writer, *job, kLease, 0.5); }));
    sweep_as(kServer);
  }
  EXPECT_EQ(state_of(id).state, JobState::Running);
  EXPECT_EQ(state_of(id).progress, 0.5);
}

TEST_F(JobsTest, ARestartEndsItsOwnLeasesAtOnceWithoutCountingTheAttemptAndNobodyElses) {
  const auto mine = add({"work"});
  const auto theirs = add({"work"});
  EXPECT_EQ(take(kServer)->id, mine);
  EXPECT_EQ(take(kWorker)->id, theirs);
  sweep_as(kServerAgain);
  EXPECT_EQ(state_of(mine).state, JobState::Queued);
  EXPECT_EQ(state_of(mine).attempts, 0);
  EXPECT_EQ(state_of(theirs).state, JobState::Running);
  // A node whose name begins like another's is another.
  take(kServer);
  sweep_as({"mai", "x"});
  EXPECT_EQ(state_of(mine).state, JobState::Running);
}

TEST_F(JobsTest, AJobThatKeepsBringingTheServerDownFails) {
  const auto id = add({"work"});
  std::vector<Job> failed;
  int starts = 0;
  for (; failed.empty() && starts < 100; ++starts) {
    ASSERT_TRUE(take({"main", std::to_string(starts)}));
    failed = sweep_as({"main", std::to_string(starts + 1)});
  }
  EXPECT_EQ(starts, kMaxInterruptions);
  EXPECT_EQ(failed.front().id, id);
  EXPECT_EQ(state_of(id).state, JobState::Failed);
  EXPECT_EQ(state_of(id).last_error, kKeepsInterrupting);
}

TEST_F(JobsTest, AJobThatGetsOnIsNeverGivenUpForRestarts) {
  const auto id = add({"work"});
  for (int i = 0; i < 3 * kMaxInterruptions; ++i) {
    const auto job = take({"main", std::to_string(i)});
    ASSERT_TRUE(job);
    ASSERT_TRUE(db.write([&](Writer& writer) { return renew(writer, *job, kLease, 0.001 * (i + 1)); }));
    EXPECT_TRUE(sweep_as({"main", std::to_string(i + 1)}).empty());
  }
  EXPECT_EQ(state_of(id).interruptions, 0);
}

TEST_F(JobsTest, TheEndOfAJobIsCommittedWithItsResult) {
  const auto id = add({"work"});
  JobRunner runner(db, {kind([&](const Job& job, JobContext&) {
                     db.write([&](Writer& writer) {
                       enqueue(writer, {"result"});
                       finish(writer, job);
                     });
                   })});
  const auto done = value_of(Counter::JobsDone);
  EXPECT_EQ(runner.run_until_idle(), 1);
  EXPECT_EQ(state_of(id).state, JobState::Done);
  EXPECT_EQ(value_of(Counter::JobsDone), done + 1);
  EXPECT_TRUE(db.write([&](Writer& writer) { return claim(writer, "result", kServer, kLease); }));
}

TEST_F(JobsTest, AFailingJobIsTriedAgainLaterAndThenStaysVisibleUntilItIsRetried) {
  const auto id = add({"work"});
  int told = 0;
  auto row = kind([](const Job&, JobContext&) { throw Error(ErrorCode::Internal, "Sorry.", "the detail"); });
  row.on_failed = [&](Writer&, const Job& job, const Failure& failure) {
    EXPECT_EQ(job.id, id);
    EXPECT_EQ(failure.message, "Sorry.");
    ++told;
  };
  JobRunner runner(db, {row});
  EXPECT_EQ(runner.run_until_idle(), 1);
  EXPECT_EQ(state_of(id).state, JobState::Queued);
  EXPECT_GE(state_of(id).run_at, clock.now() + row.backoff.first);
  EXPECT_EQ(runner.run_until_idle(), 0);
  const auto failed = value_of(Counter::JobsFailed);
  for (int i = 0; i < 2; ++i) {
    clock.advance(row.backoff.longest);
    EXPECT_EQ(runner.run_until_idle(), 1);
  }
  EXPECT_EQ(state_of(id).state, JobState::Failed);
  EXPECT_THAT(state_of(id).last_error, HasSubstr("the detail"));
  EXPECT_EQ(value_of(Counter::JobsFailed), failed + 1);
  EXPECT_EQ(told, 1);

  db.write([&](Writer& writer) { retry(writer, id); });
  EXPECT_EQ(runner.run_until_idle(), 1);
  EXPECT_EQ(state_of(id).attempts, 1);
  EXPECT_THROW(db.write([&](Writer& writer) { retry(writer, id); }), Error);
}

TEST_F(JobsTest, WhatCanNeverSucceedFailsAtOnce) {
  const auto id = add({"work"});
  JobRunner runner(
      db, {kind([](const Job&, JobContext&) { throw Error(ErrorCode::Unsupported, "Not a video."); })});
  runner.run_until_idle();
  EXPECT_EQ(state_of(id).state, JobState::Failed);
  EXPECT_EQ(state_of(id).attempts, 1);
}

TEST_F(JobsTest, EndedJobsAreRemovedAndFailedOnesStay) {
  const auto bad = add({"work", "bad"});
  const auto good = add({"work", "good"});
  JobRunner runner(db, {kind([](const Job& job, JobContext&) {
                     if (job.payload == "bad") throw Error(ErrorCode::Invalid, "Bad.");
                   })});
  runner.run_until_idle();
  clock.advance(kSoon);
  EXPECT_EQ(db.write([&](Writer& writer) { return remove_ended(writer, clock.now()); }), 1);
  EXPECT_EQ(state_of(bad).state, JobState::Failed);
  db.read([&](const Reader& reader) { EXPECT_FALSE(find(reader, good)); });
}

TEST_F(JobsTest, ListsTheNewestFirstPageByPage) {
  std::vector<JobId> ids;
  for (int i = 0; i < 3; ++i) {
    clock.advance(Milliseconds{1});
    ids.push_back(add({"work"}));
  }
  const auto page = db.read([&](const Reader& reader) { return list(reader, JobState::Queued, {}, 2); });
  ASSERT_EQ(page.size(), 2u);
  EXPECT_EQ(page[0].id, ids[2]);
  const auto rest =
      db.read([&](const Reader& reader) { return list(reader, JobState::Queued, page[1].id, 2); });
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].id, ids[0]);
}

// From here on with the runner's threads and the system's clock.
class RunnerTest : public ::testing::Test {
 protected:
  Job state_of(const JobId& id) {
    return db.read([&](const Reader& reader) { return find(reader, id); }).value();
  }
  static JobKind kind(std::function<void(const Job&, JobContext&)> handler) {
    JobKind row;
    row.kind = "work";
    row.handler = std::move(handler);
    return row;
  }
  template <typename T>
  static void expect_soon(std::future<T>& future) {
    ASSERT_EQ(future.wait_for(kSoon), std::future_status::ready);
  }

  TempFolder folder;
  SystemClock clock;
  Database db{{folder / "test.db", {}}, clock};
};

TEST_F(RunnerTest, ACommittedJobStartsByWakeUpNotByPolling) {
  std::promise<void> ran;
  auto future = ran.get_future();
  JobRunner runner(db, {kind([&](const Job&, JobContext&) { ran.set_value(); })});
  runner.start();
  // Long enough for the watcher to have gone to sleep for its ten seconds.
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const auto before = std::chrono::steady_clock::now();
  db.write([](Writer& writer) { return enqueue(writer, {"work"}); });
  expect_soon(future);
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(2));
}

TEST_F(RunnerTest, AJobForLaterStartsAtItsTime) {
  std::promise<Instant> ran;
  auto future = ran.get_future();
  JobRunner runner(db, {kind([&](const Job&, JobContext&) { ran.set_value(clock.now()); })});
  runner.start();
  const auto at = clock.now() + Milliseconds{150};
  db.write([&](Writer& writer) { return enqueue(writer, {"work", "{}", 0, at}); });
  expect_soon(future);
  EXPECT_GE(future.get(), at);
}

TEST_F(RunnerTest, AKindRunsOnItsNumberOfThreads) {
  std::atomic<int> now = 0, most = 0, done = 0;
  std::promise<void> all;
  auto future = all.get_future();
  auto row = kind([&](const Job&, JobContext&) {
    most = std::max(most.load(), ++now);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    --now;
    if (++done == 6) all.set_value();
  });
  row.threads = 2;
  JobRunner runner(db, {row});
  runner.start();
  for (int i = 0; i < 6; ++i) db.write([](Writer& writer) { return enqueue(writer, {"work"}); });
  expect_soon(future);
  EXPECT_LE(most, 2);
}

TEST_F(RunnerTest, CancellingStopsTheHandler) {
  std::promise<void> started, stopped;
  auto started_soon = started.get_future(), stopped_soon = stopped.get_future();
  JobRunner runner(db, {kind([&](const Job& job, JobContext& context) {
                     started.set_value();
                     while (!context.stop_token().stop_requested()) std::this_thread::yield();
                     stopped.set_value();
                     db.write([&](Writer& writer) { finish(writer, job); });
                   })});
  runner.start();
  const auto id = db.write([](Writer& writer) { return enqueue(writer, {"work"}); });
  expect_soon(started_soon);
  EXPECT_TRUE(db.write([&](Writer& writer) { return cancel(writer, id); }));
  expect_soon(stopped_soon);
  runner.stop();
  EXPECT_EQ(state_of(id).state, JobState::Cancelled);
}

TEST_F(RunnerTest, StoppingReturnsTheJobToTheQueueWithItsProgressAndWithoutAnAttempt) {
  std::promise<void> started;
  auto started_soon = started.get_future();
  JobRunner runner(db, {kind([&](const Job&, JobContext& context) {
                     context.progress(0.25);
                     started.set_value();
                     while (!context.stop_token().stop_requested()) std::this_thread::yield();
                     throw Error(ErrorCode::Cancelled, "Stopped.");
                   })});
  runner.start();
  const auto id = db.write([](Writer& writer) { return enqueue(writer, {"work"}); });
  expect_soon(started_soon);
  runner.stop();
  const auto job = state_of(id);
  EXPECT_EQ(job.state, JobState::Queued);
  EXPECT_EQ(job.attempts, 0);
  EXPECT_EQ(job.interruptions, 0);
  EXPECT_EQ(job.progress, 0.25);
}

TEST_F(RunnerTest, HeartbeatsKeepALeaseThatIsShorterThanTheWork) {
  std::promise<void> done;
  auto future = done.get_future();
  std::atomic<int> runs = 0;
  auto row = kind([&](const Job& job, JobContext&) {
    ++runs;
    std::this_thread::sleep_for(std::chrono::milliseconds(700));
    db.write([&](Writer& writer) { finish(writer, job); });
    done.set_value();
  });
  row.lease = Milliseconds{200};
  JobRunner runner(db, {row});
  runner.start();
  const auto id = db.write([](Writer& writer) { return enqueue(writer, {"work"}); });
  expect_soon(future);
  runner.stop();
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(state_of(id).state, JobState::Done);
}

TEST(JobsAfterKill9, AreRunAgainAtOnceByTheNextStart) {
  const TempFolder folder;
  const SystemClock clock;
  lectern::testing::kill_after(1, [&](const auto& acknowledge) {
    Database db{{folder / "test.db", {}}, clock};
    JobKind row;
    row.kind = "work";
    row.handler = [&](const Job&, JobContext&) {
      acknowledge(1);
      ::pause();
    };
    JobRunner runner(db, {row});
    runner.start();
    db.write([](Writer& writer) { return enqueue(writer, {"work"}); });
    ::pause();
  });
  Database db{{folder / "test.db", {}}, clock};
  int attempts = 0;
  JobKind row;
  row.kind = "work";
  row.handler = [&](const Job& job, JobContext&) { attempts = job.attempts; };
  JobRunner runner(db, {row});
  EXPECT_EQ(runner.run_until_idle(), 1);
  EXPECT_EQ(attempts, 1);
}

}  // namespace
}  // namespace lectern::jobs
