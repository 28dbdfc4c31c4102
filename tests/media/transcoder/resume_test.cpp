#include <gmock/gmock.h>

#include <fstream>

#include "base/error.h"
#include "support.h"

namespace lectern::transcoder {
namespace {

using testing::contents_of;
using testing::make_clip;
using testing::Recorder;
using testing::TemporaryFolder;
using testing::times_of;
using testing::transcode_clip;

class Resume : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    make_clip(
        folder_->path(), "encoded.mkv",
        "-f lavfi -i testsrc2=s=640x360:r=25:d=13 -f lavfi -i sine=f=300:d=13 -c:v libx264 -preset ultrafast "
        "-g 70 -c:a aac");
    make_clip(
        folder_->path(), "passed.mp4",
        "-f lavfi -i testsrc2=s=1280x720:r=25:d=13 -f lavfi -i sine=f=300:d=13 -c:v libx264 -preset veryfast "
        "-g 40 -pix_fmt yuv420p -c:a aac");
    for (const char* name : {"encoded.mkv", "passed.mp4"}) {
      Recorder recorder;
      transcode_clip(folder_->path() / name, folder_->path() / (std::string{name} + ".whole"), recorder);
    }
  }
  static void TearDownTestSuite() { delete folder_; }

  /// Stops after `segments` segments, does `damage`, goes on, and compares with the uninterrupted run.
  void expect_same_after_stop(const std::string& name, std::size_t segments,
                              const std::function<void(const std::filesystem::path&)>& damage = {}) {
    SCOPED_TRACE(name + " stopped after " + std::to_string(segments));
    const auto whole = folder_->path() / (name + ".whole");
    const TemporaryFolder again;
    Recorder first;
    first.stop_after = segments;
    EXPECT_THROW(transcode_clip(folder_->path() / name, again.path(), first), Error);
    if (damage) damage(again.path());
    Recorder second;
    transcode_clip(folder_->path() / name, again.path(), second);
    const PackageContents expected = contents_of(whole);
    const PackageContents made = contents_of(again.path());
    ASSERT_TRUE(made.summary);
    EXPECT_NEAR(made.summary->duration_seconds, expected.summary->duration_seconds, 0.022);
    for (const auto& track : expected.summary->tracks) {
      SCOPED_TRACE(track.name);
      EXPECT_THAT(times_of(again.path() / (track.name + ".mp4")),
                  ::testing::Pointwise(::testing::DoubleNear(2e-5), times_of(whole / (track.name + ".mp4"))));
      EXPECT_EQ(made.find(track.name)->segments.size(), expected.find(track.name)->segments.size());
      EXPECT_EQ(testing::decoding_complaint(again.path() / (track.name + ".mp4")), "");
    }
  }

  static TemporaryFolder* folder_;
};

TemporaryFolder* Resume::folder_ = nullptr;

TEST_F(Resume, GoesOnFromTheLastWholeSegmentWhereverItStopped) {
  for (const std::size_t segments : {1U, 2U, 3U, 4U, 5U}) expect_same_after_stop("encoded.mkv", segments);
}

TEST_F(Resume, GoesOnWithAPassedThroughRung) {
  for (const std::size_t segments : {2U, 5U, 9U}) expect_same_after_stop("passed.mp4", segments);
}

TEST_F(Resume, CutsOffWhatACrashLeftHalfWritten) {
  expect_same_after_stop("encoded.mkv", 5, [](const std::filesystem::path& package) {
    std::ofstream{package / "v0.mp4", std::ios::app} << std::string(10'000, 'x');
    std::ofstream{package / "v0.idx", std::ios::app} << std::string(32, '\0');
    std::ofstream{package / "a0.idx", std::ios::app} << "torn";
  });
}

TEST_F(Resume, OfAFinishedPackageDoesNothing) {
  Recorder recorder;
  transcode_clip(folder_->path() / "encoded.mkv", folder_->path() / "encoded.mkv.whole", recorder);
  EXPECT_THAT(recorder.events, ::testing::ElementsAre("done"));
}

TEST_F(Resume, IsRefusedWhileAnotherWriterIsAtWork) {
  const TemporaryFolder package;
  const PackageLock lock(package.path());
  Recorder recorder;
  try {
    transcode_clip(folder_->path() / "encoded.mkv", package.path(), recorder);
    FAIL() << "two writers";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::Conflict);
  }
}

}  // namespace
}  // namespace lectern::transcoder
