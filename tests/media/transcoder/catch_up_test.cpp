#include <gmock/gmock.h>

#include <algorithm>

#include "base/error.h"
#include "support.h"

namespace lectern::transcoder {
namespace {

using testing::contents_of;
using testing::make_clip;
using testing::on_threads;
using testing::Recorder;
using testing::TemporaryFolder;
using testing::times_of;
using testing::transcode_clip;

constexpr double kNever = 1e9;

/// On one core its large rung is not made early.
class CatchUp : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    clip_ = make_clip(folder_->path(), "lively.mkv",
                      "-f lavfi -i testsrc2=s=960x540:r=30:d=5,noise=alls=30:allf=t+u -f lavfi -i sine=d=5 "
                      "-pix_fmt yuv420p -c:v libx264 -preset ultrafast -crf 12 -c:a aac");
    Recorder recorder;
    transcode_clip(clip_, folder_->path() / "behind", recorder, with_lead(kNever));
    behind_ = recorder.events;
    ASSERT_FALSE(recorder.plan.views.at(0).rungs.at(0).early);
    ASSERT_TRUE(recorder.plan.views.at(0).rungs.at(1).early);
  }
  static void TearDownTestSuite() { delete folder_; }

  static TranscodeOptions with_lead(double seconds) {
    TranscodeOptions options = on_threads(1);
    options.lead = {seconds, -kNever};
    return options;
  }

  /// Whether segments of the large rung were there before the small one was whole.
  static bool is_interleaved(const std::vector<std::string>& events) {
    const auto first = std::find(events.begin(), events.end(), "v0 0");
    const auto last = std::find(events.begin(), events.end(), "v1 2");
    EXPECT_NE(first, events.end());
    EXPECT_NE(last, events.end());
    return first < last;
  }

  static void expect_the_same_pictures(const std::filesystem::path& package) {
    EXPECT_EQ(times_of(package / "v0.mp4"), times_of(folder_->path() / "behind/v0.mp4"));
    EXPECT_EQ(times_of(package / "v1.mp4"), times_of(folder_->path() / "behind/v1.mp4"));
    const PackageContents contents = contents_of(package);
    for (const auto& track : contents.summary->tracks)
      EXPECT_EQ(testing::decoding_complaint(package / (track.name + ".mp4")), "") << track.name;
  }

  static TemporaryFolder* folder_;
  static std::filesystem::path clip_;
  static std::vector<std::string> behind_;
};

TemporaryFolder* CatchUp::folder_ = nullptr;
std::filesystem::path CatchUp::clip_;
std::vector<std::string> CatchUp::behind_;

TEST_F(CatchUp, WithoutALeadTheLargeRungComesAfterTheSmallOneIsWhole) {
  EXPECT_FALSE(is_interleaved(behind_));
}

TEST_F(CatchUp, WithALeadTheLargeRungJoinsAndMissesNoPicture) {
  Recorder recorder;
  transcode_clip(clip_, folder_->path() / "joined", recorder, with_lead(-kNever));
  EXPECT_TRUE(is_interleaved(recorder.events));
  const auto& events = recorder.events;
  EXPECT_LT(std::find(events.begin(), events.end(), "playable"),
            std::find(events.begin(), events.end(), "v0 0"))
      << "nobody waits for the large rung";
  expect_the_same_pictures(folder_->path() / "joined");
}

TEST_F(CatchUp, StoppedAfterJoiningItGoesOnWithAllRungs) {
  const auto package = folder_->path() / "stopped";
  Recorder first;
  first.stop_after = 6;
  EXPECT_THROW(transcode_clip(clip_, package, first, with_lead(-kNever)), Error);
  Recorder second;
  transcode_clip(clip_, package, second, with_lead(-kNever));
  EXPECT_EQ(times_of(package / "v0.mp4"), times_of(folder_->path() / "behind/v0.mp4"));
  EXPECT_EQ(times_of(package / "v1.mp4"), times_of(folder_->path() / "behind/v1.mp4"));
  EXPECT_EQ(testing::decoding_complaint(package / "v0.mp4"), "");
}

TEST_F(CatchUp, WhereNobodyWaitsAllRungsAreMadeTogether) {
  Recorder recorder;
  TranscodeOptions options = on_threads(1);
  options.is_awaited = false;
  transcode_clip(clip_, folder_->path() / "together", recorder, options);
  EXPECT_TRUE(is_interleaved(recorder.events));
  EXPECT_EQ(times_of(folder_->path() / "together/v0.mp4"), times_of(folder_->path() / "behind/v0.mp4"));
}

}  // namespace
}  // namespace lectern::transcoder
