#include "catalog/videos.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/random.h"
#include "tests/support/test_appliance.h"

namespace lectern::catalog {
namespace {

using namespace std::chrono_literals;
using testing::As;
using testing::TestAppliance;

class VideosTest : public ::testing::Test {
 protected:
  template <typename Function>
  auto write(Function&& function) {
    return appliance_.database.write(std::forward<Function>(function));
  }

  std::int64_t add_version() {
    VideoSource source;
    source.lesson = made_.lesson;
    source.blob = new_id<blobs::BlobKey>(appliance_.clock);
    source.sha256 = "00";
    source.size = 3;
    source.filename = "lecture.mp4";
    appliance_.blobs.put(source.blob, "abc");
    return write([&](storage::Writer& db) {
      video_ = appliance_.videos.ensure(db, made_.lesson);
      return appliance_.videos.add_version(db, source);
    });
  }

  Change mark(Change (Videos::*change)(storage::Writer&, const VideoId&, std::int64_t),
              std::int64_t generation) {
    return write([&](storage::Writer& db) { return (appliance_.videos.*change)(db, video_, generation); });
  }

  VideoView view() const {
    return appliance_.database
        .read([&](const storage::Reader& db) { return appliance_.videos.find_view(db, made_.lesson); })
        .value();
  }

  TestAppliance appliance_;
  TestAppliance::Course made_ = appliance_.make_course(Visibility::Public);
  VideoId video_;
};

TEST_F(VideosTest, GoesFromProbingToReady) {
  const auto generation = add_version();
  EXPECT_EQ(view().state, VideoState::Probing);
  EXPECT_EQ(mark(&Videos::mark_probing, generation), Change::Made);
  EXPECT_EQ(mark(&Videos::mark_playable, generation), Change::Made);
  EXPECT_EQ(view().state, VideoState::Playable);
  EXPECT_EQ(view().playable_generation, generation);
  EXPECT_EQ(mark(&Videos::mark_ready, generation), Change::Made);
  EXPECT_EQ(view().state, VideoState::Ready);
  EXPECT_EQ(view().progress.fraction, 1.0);
}

TEST_F(VideosTest, WorkThatBeginsAgainDoesNotTakePlaybackAway) {
  const auto generation = add_version();
  mark(&Videos::mark_playable, generation);
  EXPECT_EQ(mark(&Videos::mark_probing, generation), Change::Made);
  EXPECT_EQ(view().state, VideoState::Playable);
}

TEST_F(VideosTest, AFailureCarriesItsSentence) {
  const auto generation = add_version();
  write([&](storage::Writer& db) {
    return appliance_.videos.mark_failed(db, video_, generation, "This file holds no sound and no picture.");
  });
  EXPECT_EQ(view().state, VideoState::Failed);
  EXPECT_EQ(view().error, "This file holds no sound and no picture.");
  mark(&Videos::mark_probing, generation);
  EXPECT_EQ(view().state, VideoState::Probing);
  EXPECT_FALSE(view().error);
}

TEST_F(VideosTest, TheOldVersionPlaysUntilTheNewOneDoes) {
  const auto first = add_version();
  mark(&Videos::mark_ready, first);
  const auto second = add_version();
  EXPECT_EQ(second, first + 1);
  EXPECT_EQ(view().state, VideoState::Probing);
  EXPECT_EQ(view().playable_generation, first);
  mark(&Videos::mark_playable, second);
  EXPECT_EQ(view().playable_generation, second);
}

TEST_F(VideosTest, AFailedReplacementLeavesTheOldVersionPlaying) {
  const auto first = add_version();
  mark(&Videos::mark_ready, first);
  const auto second = add_version();
  write([&](storage::Writer& db) { return appliance_.videos.mark_failed(db, video_, second, "Broken."); });
  EXPECT_EQ(view().state, VideoState::Failed);
  EXPECT_EQ(view().playable_generation, first);
}

TEST_F(VideosTest, AReadyReplacementSendsTheOldVersionAway) {
  const auto first = add_version();
  mark(&Videos::mark_ready, first);
  const auto second = add_version();
  mark(&Videos::mark_ready, second);
  EXPECT_EQ(mark(&Videos::mark_probing, first), Change::Gone);
  const auto jobs = appliance_.queued_jobs();
  EXPECT_EQ(
      std::count_if(jobs.begin(), jobs.end(), [](const auto& job) { return job.kind == "remove_files"; }), 1);
}

TEST_F(VideosTest, AVersionThatNeverPlayedGoesWhenItIsReplaced) {
  const auto first = add_version();
  const auto second = add_version();
  EXPECT_EQ(mark(&Videos::mark_playable, first), Change::Gone);
  const auto jobs = appliance_.queued_jobs();
  const auto transcodes =
      std::count_if(jobs.begin(), jobs.end(), [](const auto& job) { return job.kind == "transcode"; });
  EXPECT_EQ(transcodes, 1) << "the first one's job is cancelled";
  EXPECT_EQ(view().generation, second);
}

TEST_F(VideosTest, AGenerationIsNeverUsedTwice) {
  add_version();
  const auto second = add_version();
  write([&](storage::Writer& db) { return appliance_.videos.mark_failed(db, video_, second, "Broken."); });
  EXPECT_EQ(add_version(), second + 1);
}

TEST_F(VideosTest, NobodyMayWorkOnADeletedVideo) {
  const auto generation = add_version();
  write([&](storage::Writer& db) { appliance_.videos.remove(db, made_.lesson); });
  EXPECT_EQ(mark(&Videos::mark_playable, generation), Change::Gone);
  EXPECT_EQ(appliance_.videos.progress(video_, generation, {0.5, 2.0, 10.0}), Change::Gone);
}

TEST_F(VideosTest, EveryChangeReachesThePagesAfterItsCommit) {
  const auto generation = add_version();
  appliance_.run_until_idle();
  appliance_.live.take();
  mark(&Videos::mark_playable, generation);
  appliance_.run_until_idle();
  const auto told = appliance_.live.take();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].topic, "lessons/" + made_.lesson.text());
  EXPECT_EQ(nlohmann::json::parse(told[0].payload)["video"]["state"], "playable");
}

TEST_F(VideosTest, ProgressIsToldAFewTimesASecondAndStoredEveryFewSeconds) {
  const auto generation = add_version();
  appliance_.run_until_idle();
  appliance_.live.take();
  for (int i = 0; i < 100; ++i) {
    appliance_.videos.progress(video_, generation, {i / 100.0, 4.0, 25.0});
    appliance_.clock.advance(10ms);
  }
  EXPECT_EQ(appliance_.live.take().size(), 4U);
  EXPECT_EQ(view().progress.fraction, 0.99);
  EXPECT_EQ(view().progress.speed, 4.0);

  testing::RecordingLive live;
  const Videos restarted(appliance_.database, live, appliance_.clock);
  const auto stored = appliance_.database.read(
      [&](const storage::Reader& db) { return restarted.find_view(db, made_.lesson)->progress.fraction; });
  EXPECT_EQ(stored, 0.0) << "one second is less than what is stored";
}

TEST_F(VideosTest, FactsAndNotesAreKept) {
  const auto generation = add_version();
  write([&](storage::Writer& db) {
    appliance_.videos.record_facts(db, video_, generation, {62.5, 1920, 1080, "mp4"});
    appliance_.videos.add_note(db, video_, generation, "The file ends early.");
    return appliance_.videos.add_note(db, video_, generation, "The file ends early.");
  });
  EXPECT_EQ(view().facts.duration_seconds, 62.5);
  EXPECT_EQ(view().notes, std::vector<std::string>{"The file ends early."});
}

TEST_F(VideosTest, ALostHashIsComputedBehindEverythingElse) {
  VideoSource source;
  source.lesson = made_.lesson;
  source.blob = new_id<blobs::BlobKey>(appliance_.clock);
  source.size = 3;
  appliance_.blobs.put(source.blob, "abc");
  const auto generation = write([&](storage::Writer& db) {
    video_ = appliance_.videos.ensure(db, made_.lesson);
    return appliance_.videos.add_version(db, source);
  });
  appliance_.run_until_idle();
  const auto stored = appliance_.database.read(
      [&](const storage::Reader& db) { return appliance_.videos.source_of(db, video_, generation); });
  EXPECT_EQ(stored->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace lectern::catalog
