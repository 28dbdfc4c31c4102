// kill -9 at any moment: the next run goes on from the last whole segment, and the package comes out whole.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <random>
#include <thread>

#include "tests/process/transcoder/child_run.h"
#include "transcoder/package.h"

namespace lectern::transcoder {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr int kSeconds = 40;

std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream file(entry.path() / "stat");
    std::string text;
    std::getline(file, text);
    const auto after_name = text.rfind(')');
    if (after_name == std::string::npos) continue;
    if (std::stol(text.substr(after_name + 4)) == parent) found.push_back(std::stoi(name));
  }
  return found;
}

/// Runs the child in this process, and kills it after `delay`.
ChildOutcome killed_after(const fs::path& package, milliseconds delay) {
  const fs::path source =
      clip(kSeconds);  // Made before there is a killer, who knows no difference between children.
  std::jthread killer([delay](const std::stop_token& over) {
    const auto end = std::chrono::steady_clock::now() + delay;
    while (std::chrono::steady_clock::now() < end && !over.stop_requested()) {
      std::this_thread::sleep_for(milliseconds{5});
    }
    if (over.stop_requested()) return;
    for (const pid_t child : children_of(getpid())) kill(child, SIGKILL);
  });
  return run_on(source, package).outcome;
}

void expect_no_strays(const fs::path& package) {
  constexpr const char* kKnown =
      "plan\\.json|package\\.json|lock|download\\.init|poster\\.jpg|storyboard(-[0-9]+\\.jpg|\\.vtt|\\.part)|"
      "[vawi][0-9]+\\.(mp4|idx)|s[0-9]+\\.vtt";
  for (const auto& entry : fs::directory_iterator(package)) {
    EXPECT_THAT(entry.path().filename().string(), testing::MatchesRegex(kKnown));
  }
}

void expect_decodes(const fs::path& track) {
  const std::string command = "ffmpeg -nostdin -v error -xerror -i " + track.string() + " -f null - 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::string said;
  std::array<char, 4096> block;
  while (const std::size_t count = fread(block.data(), 1, block.size(), pipe))
    said.append(block.data(), count);
  EXPECT_EQ(pclose(pipe), 0);
  EXPECT_EQ(said, "") << track;
}

void expect_whole(const fs::path& package) {
  const PackageReader reader(package);
  ASSERT_TRUE(reader.is_finished());
  EXPECT_NEAR(reader.contents().summary->duration_seconds, kSeconds, 0.1);
  for (const auto& [name, track] : reader.contents().tracks) {
    std::uint64_t expected = track.segments.at(0).start;
    double total = 0;
    for (const SegmentRecord& segment : track.segments) {
      EXPECT_EQ(segment.start, expected) << name << ": a segment does not begin where the one before ends";
      expected = segment.start + segment.duration;
      total += track.seconds_of(segment);
    }
    EXPECT_NEAR(total, kSeconds, 0.15) << name;
    expect_decodes(package / (name + ".mp4"));
  }
  expect_no_strays(package);
}

TEST(Killed, AtRandomMomentsThePackageStillComesOutWhole) {
  const Workshop workshop;
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> delay(30, is_sanitized() ? 1000 : 250);
  int kills = 0;
  for (int i = 0; i < 8; ++i) {
    const ChildOutcome outcome = killed_after(workshop.package(), milliseconds{delay(random)});
    if (outcome.end == ChildEnd::Done) break;
    ASSERT_EQ(outcome.end, ChildEnd::Crashed) << outcome.message << outcome.detail;
    EXPECT_THAT(outcome.detail, testing::HasSubstr("signal 9"));
    ++kills;
  }
  const ChildRun last = run_on(clip(kSeconds), workshop.package());
  ASSERT_EQ(last.outcome.end, ChildEnd::Done) << last.outcome.message << last.outcome.detail;
  EXPECT_GT(kills, 0);
  expect_whole(workshop.package());
}

TEST(Killed, WithItsParentTheChildEndsToo) {
  const Workshop workshop;
  const fs::path source = clip(kSeconds);
  const pid_t parent = fork();
  if (parent == 0) {
    setpgid(0, 0);
    run_on(source, workshop.package());
    _exit(0);
  }
  std::vector<pid_t> children;
  for (int i = 0; i < 1000 && children.empty(); ++i) {
    std::this_thread::sleep_for(milliseconds{10});
    children = children_of(parent);
  }
  ASSERT_EQ(children.size(), 1U);
  // Only once it is past its start is it the media child that must notice.
  for (int i = 0; i < 1000 && !fs::exists(workshop.package() / "plan.json"); ++i) {
    std::this_thread::sleep_for(milliseconds{10});
  }
  kill(parent, SIGKILL);
  waitpid(parent, nullptr, 0);
  bool is_alive = true;
  for (int i = 0; i < 500 && is_alive; ++i) {
    std::this_thread::sleep_for(milliseconds{10});
    std::ifstream status("/proc/" + std::to_string(children[0]) + "/stat");
    std::string text;
    is_alive = static_cast<bool>(std::getline(status, text)) && text.find(") Z") == std::string::npos;
  }
  EXPECT_FALSE(is_alive);
}

TEST(TwoWriters, CannotWorkOnOnePackage) {
  const Workshop workshop;
  std::optional<ChildOutcome> second;
  RunOptions options;
  options.on_message = [&](const ChildMessage& message) {
    if (!second && std::holds_alternative<message::Planned>(message)) {
      second = run_on(clip(kSeconds), workshop.package()).outcome;
    }
  };
  EXPECT_EQ(run_on(clip(kSeconds), workshop.package(), options).outcome.end, ChildEnd::Done);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->end, ChildEnd::Failed);
  EXPECT_EQ(second->code, ErrorCode::Conflict);
}

}  // namespace
}  // namespace lectern::transcoder
