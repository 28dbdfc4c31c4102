// Planted crashes: whatever happens to the child, the parent gets an outcome with a sentence, and goes on.

#include <gtest/gtest.h>

#include <csignal>

#include "tests/process/transcoder/child_run.h"

namespace lectern::transcoder {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

ChildRun run_fault(const std::string& fault, RunOptions options = {}) {
  const Workshop workshop;
  options.fault = fault;
  return run_on(clip(2), workshop.package(), options);
}

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void expect_crash(const ChildRun& run, const std::string& in_detail) {
  EXPECT_EQ(run.outcome.end, ChildEnd::Crashed);
  EXPECT_TRUE(run.outcome.message.ends_with(".")) << run.outcome.message;
  EXPECT_TRUE(says(run.outcome.detail, in_detail)) << run.outcome.detail;
  EXPECT_FALSE(says(run.outcome.detail, "ESCAPED")) << run.outcome.detail;
}

TEST(PlantedCrash, ASegmentationFaultIsAnOutcome) {
  expect_crash(run_fault("segfault"), is_sanitized() ? "exit" : "signal 11");
}

TEST(PlantedCrash, AnAbortIsAnOutcome) {
  expect_crash(run_fault("abort"), "signal 6");
}

TEST(PlantedHang, ASleepingChildIsStopped) {
  RunOptions options;
  options.stall_limit = milliseconds{1500};
  const ChildRun run = run_fault("hang", options);
  EXPECT_EQ(run.outcome.end, ChildEnd::Crashed);
  EXPECT_TRUE(says(run.outcome.message, "no progress")) << run.outcome.message;
}

TEST(PlantedHang, ABusyOneIsStoppedToo) {
  RunOptions options;
  options.stall_limit = milliseconds{1500};
  EXPECT_TRUE(says(run_fault("spin", options).outcome.message, "no progress"));
}

TEST(PlantedHang, TalkingWithoutGettingOnIsAHang) {
  RunOptions options;
  options.stall_limit = milliseconds{1500};
  EXPECT_TRUE(says(run_fault("chatter", options).outcome.message, "no progress"));
}

TEST(PlantedBomb, ProcessorTimeIsBounded) {
  RunOptions options;
  options.order.processor_limit = seconds{1};
  const ChildRun run = run_fault("spin", options);
  EXPECT_EQ(run.outcome.end, ChildEnd::Crashed);
  EXPECT_TRUE(says(run.outcome.detail, "signal")) << run.outcome.detail;
  EXPECT_FALSE(says(run.outcome.message, "no progress")) << run.outcome.message;
}

TEST(PlantedBomb, MemoryIsBounded) {
  if (is_sanitized()) GTEST_SKIP() << "sanitized builds need their address space; run the release build";
  RunOptions options;
  options.order.memory_limit = 1ULL << 30;
  const ChildRun run = run_fault("eat-memory", options);
  EXPECT_EQ(run.outcome.end, ChildEnd::Refused);
  EXPECT_TRUE(says(run.outcome.message, "memory")) << run.outcome.message;
}

TEST(PlantedBomb, FilesAreBounded) {
  RunOptions options;
  options.order.file_limit = 8ULL << 20;
  const ChildRun run = run_fault("fill-disk", options);
  EXPECT_EQ(run.outcome.end, ChildEnd::Failed);
  EXPECT_EQ(run.outcome.code, ErrorCode::StorageFull);
}

class Escape : public testing::TestWithParam<const char*> {};

TEST_P(Escape, EndsTheChild) {
  expect_crash(run_fault(GetParam()), "seccomp refused system call");
}

INSTANTIATE_TEST_SUITE_P(All, Escape,
                         testing::Values("connect", "execute", "fork", "trace", "run-code", "kill-parent"));

TEST(Files, OutsideThePackageCannotBeRead) {
  const ChildRun run = run_fault("read-passwords");
  EXPECT_EQ(run.outcome.message, "It could not be opened.") << run.outcome.detail;
}

TEST(Files, OutsideThePackageCannotBeWritten) {
  const Workshop workshop;
  RunOptions options;
  options.fault = "write-outside";
  const ChildRun run = run_on(clip(2), workshop.package(), options);
  EXPECT_EQ(run.outcome.message, "It could not be written.") << run.outcome.detail;
  EXPECT_FALSE(std::filesystem::exists(workshop.folder() / "outside"));
}

TEST(Nonsense, IsDroppedAndTheWorkGoesOn) {
  const ChildRun run = run_fault("talk-nonsense");
  EXPECT_EQ(run.outcome.end, ChildEnd::Done) << run.outcome.message << run.outcome.detail;
}

TEST(Stop, EndsSoonAndCountsAsStopped) {
  const Workshop workshop;
  std::stop_source stop;
  RunOptions options;
  options.stop = stop.get_token();
  options.on_message = [&](const ChildMessage& message) {
    if (std::holds_alternative<message::Segment>(message)) stop.request_stop();
  };
  EXPECT_EQ(run_on(clip(30), workshop.package(), options).outcome.end, ChildEnd::Stopped);
}

TEST(Program, ThatDoesNotExistIsAnErrorNotACrash) {
  ChildOptions options;
  options.program = {"/nonexistent/lectern"};
  EXPECT_THROW(run_child(options, [](const ChildMessage&) {}, {}), Error);
}

}  // namespace
}  // namespace lectern::transcoder
