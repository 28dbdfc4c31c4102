// Files that are small to send and enormous to decode.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/process/transcoder/child_run.h"
#include "transcoder/package.h"

namespace lectern::transcoder {
namespace {

std::filesystem::path made(const Workshop& workshop, const std::string& what, const std::string& name) {
  const auto file = workshop.folder() / name;
  const std::string command = fmt::format("ffmpeg -nostdin -v error -f lavfi -i {} {}", what, file.string());
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  return file;
}

TEST(Bomb, APictureBeyondTheCapIsRefusedInASentence) {
  const Workshop workshop;
  const auto file = made(workshop, "color=s=16000x9000:r=5:d=0.4 -c:v png", "huge.mov");
  const ChildRun run = run_on(file, workshop.package());
  EXPECT_EQ(run.outcome.end, ChildEnd::Refused) << run.outcome.detail;
  EXPECT_THAT(run.outcome.message, testing::EndsWith("."));
}

TEST(Bomb, EightKPlaysScaledDownWithinTheMemoryThatIsAllowed) {
  const Workshop workshop;
  const auto file = made(
      workshop, "testsrc2=s=7680x4320:r=30:d=0.4 -c:v libx264 -preset ultrafast -pix_fmt yuv420p", "8k.mp4");
  const ChildRun run = run_on(file, workshop.package());
  ASSERT_EQ(run.outcome.end, ChildEnd::Done) << run.outcome.message << run.outcome.detail;
  const PackageReader reader(workshop.package());
  EXPECT_LE(reader.contents().plan.views.at(0).rungs.at(0).height, 1440);
}

TEST(Bomb, AVideoThatNeedsMoreMemoryThanAllowedFailsWithAReason) {
  if (is_sanitized()) GTEST_SKIP() << "sanitized builds need their address space; run the release build";
  const Workshop workshop;
  const auto file = made(
      workshop, "testsrc2=s=7680x4320:r=30:d=0.4 -c:v libx264 -preset ultrafast -pix_fmt yuv420p", "8k.mp4");
  RunOptions options;
  options.order.memory_limit = 400ULL << 20;
  const ChildRun run = run_on(file, workshop.package(), options);
  EXPECT_NE(run.outcome.end, ChildEnd::Done);
  EXPECT_THAT(run.outcome.message, testing::EndsWith("."));
}

TEST(Bomb, NoMediaAtAllIsRefused) {
  const Workshop workshop;
  const auto file = workshop.folder() / "page.mp4";
  write_file_atomically(file, "#EXTM3U\n#EXTINF:1,\n/etc/passwd\n");
  const ChildRun run = run_on(file, workshop.package());
  EXPECT_EQ(run.outcome.end, ChildEnd::Refused);
  EXPECT_THAT(run.outcome.message, testing::EndsWith("."));
}

TEST(Bomb, AnEmptyFileIsRefused) {
  const Workshop workshop;
  const auto file = workshop.folder() / "empty.mp4";
  write_file_atomically(file, "");
  EXPECT_EQ(run_on(file, workshop.package()).outcome.end, ChildEnd::Refused);
}

}  // namespace
}  // namespace lectern::transcoder
