// The job against a real database, real blobs and the real media child.

#include "transcoder/transcode_job.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <thread>

#include "base/random.h"
#include "storage/jobs/job_queue.h"
#include "storage/jobs/job_runner.h"
#include "tests/support/test_appliance.h"
#include "transcoder/package.h"

namespace lectern::transcoder {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using catalog::VideoState;
using jobs::JobState;
using testing::As;
using testing::TestAppliance;

constexpr int kShort = 8;
constexpr int kLong = 24;
/// Long enough to be still at work when progress is told, twice a second, on a machine with nothing else to
/// do.
constexpr int kVeryLong = 180;

/// Clips by their length, made once in a run.
std::string clip(int seconds) {
  static const testing::ScratchFolder folder;
  const fs::path file = folder.path() / fmt::format("{}.mp4", seconds);
  if (!fs::exists(file)) {
    const std::string command = fmt::format(
        "ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=320x180:rate=25 -f lavfi -i sine=frequency=440 "
        "-t {} -c:v libx264 -preset ultrafast -g 250 -pix_fmt yuv420p -c:a aac {}",
        seconds, file.string());
    EXPECT_EQ(std::system(command.c_str()), 0);
  }
  std::ostringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return bytes.str();
}

class TranscodeJobTest : public ::testing::Test {
 protected:
  void upload(const std::string& bytes) {
    catalog::VideoSource source;
    source.lesson = made_.lesson;
    source.blob = new_id<blobs::BlobKey>(appliance_.clock);
    source.sha256 = "00";
    source.size = static_cast<std::int64_t>(bytes.size());
    source.filename = "lecture.mp4";
    appliance_.blobs.put(source.blob, bytes);
    appliance_.database.write([&](storage::Writer& db) {
      video_ = appliance_.videos.ensure(db, made_.lesson);
      generation_ = appliance_.videos.add_version(db, source);
    });
  }

  jobs::JobKind kind(const std::string& fault = {}) {
    TranscodeJobOptions options;
    options.packages = appliance_.folder.path() / "packages";
    options.child = {PLANTED_CHILD};
    if (!fault.empty()) options.child.push_back(fault);
    return transcode_kind(std::move(options), appliance_.database, appliance_.blobs, appliance_.videos);
  }

  /// Answers how many attempts were made.
  int work(const std::string& fault = {}) {
    return jobs::JobRunner(appliance_.database, {kind(fault)}).run_until_idle();
  }

  fs::path package() const {
    return appliance_.folder.path() / "packages" / video_.text() / std::to_string(generation_);
  }

  catalog::VideoView view() const {
    return appliance_.database
        .read([&](const storage::Reader& db) { return appliance_.videos.find_view(db, made_.lesson); })
        .value();
  }

  std::vector<jobs::Job> transcodes(JobState state) const {
    auto all =
        appliance_.database.read([&](const storage::Reader& db) { return jobs::list(db, state, {}, 100); });
    std::erase_if(all, [](const jobs::Job& job) { return job.kind != "transcode"; });
    return all;
  }

  /// Until a track of the package has so many segments; false where that takes too long.
  bool wait_for_segments(std::size_t count) const {
    for (int i = 0; i < 3000; ++i) {
      if (fs::exists(package() / "plan.json") && fs::exists(package() / "v0.idx")) {
        const PackageReader reader(package());
        const auto* track = reader.contents().find("v0");
        if (track != nullptr && track->segments.size() >= count) return true;
      }
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(catalog::Visibility::Public);
  VideoId video_;
  std::int64_t generation_ = 0;
};

TEST_F(TranscodeJobTest, MakesALectureReadyWithItsFacts) {
  upload(clip(kShort));
  EXPECT_EQ(work(), 1);
  EXPECT_EQ(view().state, VideoState::Ready);
  EXPECT_EQ(view().playable_generation, generation_);
  EXPECT_NEAR(view().facts.duration_seconds.value_or(0), kShort, 0.1);
  EXPECT_EQ(view().facts.width, 320);
  EXPECT_EQ(view().facts.height, 180);
  EXPECT_EQ(view().facts.container, "mov");  // The family's name: MP4 is one of it.
  EXPECT_TRUE(PackageReader(package()).is_finished());
  EXPECT_EQ(transcodes(JobState::Done).size(), 1U);
}

TEST_F(TranscodeJobTest, TellsItsProgressToThePages) {
  upload(clip(kVeryLong));
  appliance_.live.take();
  // The appliance's clock stands still, and progress is told a few times a second.
  const std::jthread ticking([&](const std::stop_token& over) {
    while (!over.stop_requested()) {
      appliance_.clock.advance(20ms);
      std::this_thread::sleep_for(10ms);
    }
  });
  work();
  double furthest = 0;
  int told = 0;
  for (const testing::Published& published : appliance_.live.take()) {
    EXPECT_EQ(published.topic, "lessons/" + made_.lesson.text());
    const auto video = nlohmann::json::parse(published.payload).at("video");
    const double fraction = video.at("progress").get<double>();
    if (fraction <= 0 || fraction >= 1) continue;
    ++told;
    EXPECT_GE(fraction, furthest) << "never backwards";
    furthest = fraction;
    EXPECT_GT(video.at("speed").get<double>(), 0);
    EXPECT_GE(video.at("seconds_left").get<double>(), 0);
  }
  EXPECT_GT(told, 0);
}

TEST_F(TranscodeJobTest, RefusesForGoodWhatIsNoMedia) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "This is the manuscript of a lecture, not a recording of it.\n";
  upload(text);
  EXPECT_EQ(work(), 1) << "the same bytes would be refused again";
  EXPECT_EQ(view().state, VideoState::Failed);
  EXPECT_THAT(view().error.value_or(""), ::testing::EndsWith("."));
  EXPECT_THAT(view().error.value_or(""), ::testing::Not(::testing::HasSubstr("went wrong")));
  EXPECT_EQ(transcodes(JobState::Failed).size(), 1U);
  EXPECT_EQ(transcodes(JobState::Queued).size(), 0U);
}

TEST_F(TranscodeJobTest, FailsAfterItsChildHasBrokenTwice) {
  upload(clip(kShort));
  EXPECT_EQ(work("segfault"), 1);
  EXPECT_EQ(view().state, VideoState::Probing) << "once may be chance";
  ASSERT_EQ(transcodes(JobState::Queued).size(), 1U);
  appliance_.clock.advance(1h);
  EXPECT_EQ(work("segfault"), 1);
  EXPECT_EQ(view().state, VideoState::Failed);
  EXPECT_THAT(view().error.value_or(""), ::testing::HasSubstr("decoder"));
  EXPECT_EQ(transcodes(JobState::Failed).size(), 1U);
}

TEST_F(TranscodeJobTest, ACrashThatDoesNotComeBackIsForgotten) {
  upload(clip(kShort));
  work("abort");
  appliance_.clock.advance(1h);
  EXPECT_EQ(work(), 1);
  EXPECT_EQ(view().state, VideoState::Ready);
  EXPECT_FALSE(view().error);
}

TEST_F(TranscodeJobTest, StoppedItGoesOnFromItsLastWholeSegment) {
  upload(clip(kLong));
  std::vector<SegmentRecord> before;
  {
    jobs::JobRunner runner(appliance_.database, {kind()});
    runner.start();
    ASSERT_TRUE(wait_for_segments(1));
    runner.stop();
    if (PackageReader(package()).is_finished()) GTEST_SKIP() << "it was made before it could be stopped";
    before = PackageReader(package()).contents().find("v0")->segments;
  }
  ASSERT_FALSE(before.empty());
  const auto waiting = transcodes(JobState::Queued);
  ASSERT_EQ(waiting.size(), 1U) << "given back, not failed";
  EXPECT_EQ(waiting[0].attempts, 0) << "a stop is no attempt";

  work();
  EXPECT_EQ(view().state, VideoState::Ready);
  const PackageReader reader(package());
  ASSERT_TRUE(reader.is_finished());
  const auto& after = reader.contents().find("v0")->segments;
  ASSERT_GE(after.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(after[i].offset, before[i].offset) << "what was published stays where it is";
    EXPECT_EQ(after[i].length, before[i].length);
  }
}

TEST_F(TranscodeJobTest, AVersionThatIsDeletedMeanwhileLeavesNothing) {
  upload(clip(kLong));
  jobs::JobRunner runner(appliance_.database, {kind()});
  runner.start();
  ASSERT_TRUE(wait_for_segments(1));
  appliance_.lessons.remove(appliance_.person(As::Teacher).principal, made_.lesson);
  runner.stop();
  appliance_.clock.advance(1min);
  appliance_.run_until_idle();
  EXPECT_FALSE(fs::exists(package().parent_path()));
  EXPECT_EQ(transcodes(JobState::Queued).size() + transcodes(JobState::Running).size(), 0U);
}

TEST_F(TranscodeJobTest, AVersionThatIsReplacedMeanwhileGivesWay) {
  upload(clip(kLong));
  const fs::path replaced = package();
  jobs::JobRunner runner(appliance_.database, {kind()});
  runner.start();
  ASSERT_TRUE(wait_for_segments(1));
  upload(clip(kShort));
  for (int i = 0; i < 3000 && view().state != VideoState::Ready; ++i) std::this_thread::sleep_for(10ms);
  runner.stop();
  EXPECT_EQ(view().state, VideoState::Ready);
  EXPECT_EQ(view().generation, generation_);
  appliance_.clock.advance(2h);
  appliance_.run_until_idle();
  EXPECT_FALSE(fs::exists(replaced));
  EXPECT_TRUE(fs::exists(package()));
}

TEST_F(TranscodeJobTest, AJobOfADeletedVersionMakesNoFiles) {
  upload(clip(kShort));
  const auto job = transcodes(JobState::Queued).at(0);
  appliance_.lessons.remove(appliance_.person(As::Teacher).principal, made_.lesson);
  appliance_.database.write([&](storage::Writer& db) {
    jobs::NewJob again;
    again.kind = job.kind;
    again.payload = job.payload;
    jobs::enqueue(db, again);
  });
  EXPECT_EQ(work(), 1);
  EXPECT_FALSE(fs::exists(package()));
  EXPECT_EQ(transcodes(JobState::Failed).size(), 0U);
}

TEST_F(TranscodeJobTest, APackageThatAnotherWorkerHoldsIsNotTouched) {
  upload(clip(kShort));
  fs::create_directories(package());
  std::optional<PackageLock> lock(package());
  EXPECT_EQ(work(), 1);
  EXPECT_FALSE(fs::exists(package() / "plan.json"));
  EXPECT_EQ(transcodes(JobState::Queued).size(), 1U) << "tried again later";
  EXPECT_EQ(view().state, VideoState::Probing);
  lock.reset();
  appliance_.clock.advance(1h);
  work();
  EXPECT_EQ(view().state, VideoState::Ready);
}

TEST_F(TranscodeJobTest, ThePackageOfAnEarlierStartIsWaitedFor) {
  upload(clip(kShort));
  fs::create_directories(package());
  std::optional<PackageLock> lock(package());
  const std::jthread leaves([&lock] {
    std::this_thread::sleep_for(600ms);
    lock.reset();
  });
  EXPECT_EQ(work(), 1) << "within the same attempt";
  EXPECT_EQ(view().state, VideoState::Ready);
}

TEST_F(TranscodeJobTest, OfTwoWorkersOneGetsTheJob) {
  upload(clip(kShort));
  jobs::JobRunner server(appliance_.database, {kind()}, "main");
  jobs::JobRunner worker(appliance_.database, {kind()}, "worker-1");
  server.start();
  worker.start();
  for (int i = 0; i < 6000 && view().state != VideoState::Ready; ++i) std::this_thread::sleep_for(10ms);
  server.stop();
  worker.stop();
  EXPECT_EQ(view().state, VideoState::Ready);
  const auto done = transcodes(JobState::Done);
  ASSERT_EQ(done.size(), 1U);
  EXPECT_EQ(done[0].attempts, 1);
}

}  // namespace
}  // namespace lectern::transcoder
