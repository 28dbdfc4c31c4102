#include <gmock/gmock.h>

#include "base/error.h"
#include "support.h"
#include "transcoder/playlist.h"

namespace lectern::transcoder {
namespace {

using testing::contents_of;
using testing::fragments_of;
using testing::make_clip;
using testing::Recorder;
using testing::TemporaryFolder;
using testing::times_of;
using testing::transcode_clip;

constexpr double kTick = 1.5 / 90'000;
constexpr double kSoundFrame = 1024.0 / 48'000;

/// What holds for every package, whatever it was made from.
void expect_sound_package(const std::filesystem::path& package) {
  const PackageContents contents = contents_of(package);
  ASSERT_TRUE(contents.summary);
  const double end = contents.summary->duration_seconds;
  for (const auto& track : contents.summary->tracks) {
    SCOPED_TRACE(track.name);
    const auto file = package / (track.name + ".mp4");
    EXPECT_EQ(testing::decoding_complaint(file), "");
    const auto fragments = fragments_of(file);
    const TrackIndex& index = *contents.find(track.name);
    ASSERT_EQ(fragments.size(), index.segments.size());
    double expected = fragments.front().decode_time;
    EXPECT_NEAR(expected, 1, 0.05);
    for (std::size_t i = 0; i < fragments.size(); ++i) {
      EXPECT_NEAR(fragments[i].decode_time, expected, kTick) << "segment " << i;
      const auto first = std::min_element(fragments[i].times.begin(), fragments[i].times.end());
      EXPECT_NEAR(*first, fragments[i].decode_time, kTick) << "segment " << i;
      EXPECT_NEAR(static_cast<double>(index.segments[i].start) / index.timescale, expected, kTick);
      EXPECT_NEAR(index.seconds_of(index.segments[i]), fragments[i].duration, kTick);
      EXPECT_LT(fragments[i].duration, 6.5);
      expected += fragments[i].duration;
    }
    EXPECT_NEAR(expected, 1 + end, 2 * kSoundFrame) << "every track covers the whole";
  }
}

std::vector<double> starts_of(const std::filesystem::path& track) {
  std::vector<double> starts;
  for (const auto& fragment : fragments_of(track)) starts.push_back(fragment.decode_time);
  return starts;
}

TEST(Alignment, KeyFramesStandAtTheSameTimesInAllRungs) {
  const TemporaryFolder folder;
  const auto clip = make_clip(folder.path(), "clip.mkv",
                              "-f lavfi -i testsrc2=s=1280x720:r=25:d=9 -f lavfi -i sine=f=500:d=9:r=44100 "
                              "-c:v libx264 -preset ultrafast -c:a libopus");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  expect_sound_package(folder.path() / "package");
  const auto v0 = starts_of(folder.path() / "package/v0.mp4");
  EXPECT_THAT(v0, ::testing::ElementsAre(::testing::DoubleNear(1, kTick), ::testing::DoubleNear(3, kTick),
                                         ::testing::DoubleNear(5, kTick), ::testing::DoubleNear(9, kTick)));
  ASSERT_GE(recorder.plan.views.at(0).rungs.size(), 2U);
  for (const auto& rung : recorder.plan.views.at(0).rungs)
    EXPECT_EQ(starts_of(folder.path() / ("package/" + rung.name + ".mp4")), v0) << rung.name;
}

TEST(Alignment, PlayableIsToldOnceAllEarlyTracksHaveASegment) {
  const TemporaryFolder folder;
  const auto clip = make_clip(folder.path(), "clip.mkv",
                              "-f lavfi -i testsrc2=s=640x360:r=25:d=7 -f lavfi -i sine=d=7 -c:v libx264 "
                              "-preset ultrafast -c:a aac");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  const auto& events = recorder.events;
  EXPECT_EQ(std::count(events.begin(), events.end(), "playable"), 1);
  const auto told = std::find(events.begin(), events.end(), "playable");
  EXPECT_NE(std::find(events.begin(), told, "a0 0"), told);
  EXPECT_NE(std::find(events.begin(), told, "v0 0"), told);
  EXPECT_EQ(std::find(events.begin(), told, "v0 2"), told) << "told only after the third segment";
  EXPECT_EQ(events.back(), "done");
}

TEST(Alignment, FirstAndLastPictureAreKept) {
  const TemporaryFolder folder;
  const auto clip =
      make_clip(folder.path(), "clip.mkv",
                "-f lavfi -i testsrc2=s=320x180:r=30000/1001:d=5 -c:v libx264 -preset ultrafast");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  const auto times = times_of(folder.path() / "package/v0.mp4");
  EXPECT_EQ(times.size(), 150U);
  EXPECT_NEAR(times.front(), 1, 0.002);
  EXPECT_NEAR(times.back(), 1 + 149 * 1001 / 30000.0, 0.002);
}

TEST(Alignment, ASparseSourceHasAPictureOnEveryBoundary) {
  const TemporaryFolder folder;
  const auto clip = make_clip(
      folder.path(), "clip.mkv",
      "-f lavfi -i testsrc2=s=320x180:r=1/7:d=28 -f lavfi -i sine=d=28 -c:v libx264 -c:a pcm_s16le");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  expect_sound_package(folder.path() / "package");
  EXPECT_THAT(starts_of(folder.path() / "package/v0.mp4"),
              ::testing::Pointwise(::testing::DoubleNear(kTick), {1.0, 3.0, 5.0, 9.0, 15.0, 21.0, 27.0}));
}

TEST(Alignment, SoundThatStartsLateAndEndsEarlyIsPaddedWithSilence) {
  const TemporaryFolder folder;
  const auto clip = make_clip(folder.path(), "clip.mkv",
                              "-f lavfi -i testsrc2=s=320x180:r=25:d=8 -itsoffset 2 -f lavfi -i sine=d=3 "
                              "-map 0:v -map 1:a -c:v libx264 -preset ultrafast -c:a pcm_s16le");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  expect_sound_package(folder.path() / "package");
  // Counted from the first sample of the track, which stands at the start of the lecture.
  const std::string silence =
      testing::output_of("ffmpeg -nostdin -i " + (folder.path() / "package/a0.mp4").string() +
                         " -af silencedetect=n=-50dB:d=0.5 -f null - 2>&1 | grep silence_end");
  const double at = std::stod(silence.substr(silence.find("silence_end: ") + 13));
  EXPECT_NEAR(at, 2, 0.002);
}

TEST(Alignment, PicturesThatEndEarlyAreHeldUntilTheSoundEnds) {
  const TemporaryFolder folder;
  const auto clip = make_clip(folder.path(), "clip.mkv",
                              "-f lavfi -i testsrc2=s=320x180:r=25:d=3 -f lavfi -i sine=d=9 -c:v libx264 "
                              "-preset ultrafast -c:a aac");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  expect_sound_package(folder.path() / "package");
  EXPECT_THAT(starts_of(folder.path() / "package/v0.mp4"),
              ::testing::Pointwise(::testing::DoubleNear(kTick), {1.0, 3.0, 5.0, 9.0}));
}

TEST(Alignment, SoundAloneIsCutOnTheSameGrid) {
  const TemporaryFolder folder;
  const auto clip = make_clip(folder.path(), "clip.wav", "-f lavfi -i sine=d=9:r=8000");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  expect_sound_package(folder.path() / "package");
  EXPECT_TRUE(recorder.plan.views.empty());
  EXPECT_EQ(recorder.plan.audio.at(0).channels, 1);
  EXPECT_THAT(starts_of(folder.path() / "package/a0.mp4"),
              ::testing::Pointwise(::testing::DoubleNear(kSoundFrame), {1.0, 3.0, 5.0, 9.0}));
}

TEST(Alignment, ASourceThatFitsIsPassedThroughAndRulesTheBoundaries) {
  const TemporaryFolder folder;
  // Key frames every 1.6 s: none stands on the usual grid.
  const auto clip = make_clip(folder.path(), "clip.mp4",
                              "-f lavfi -i testsrc2=s=1280x720:r=25:d=13 -f lavfi -i sine=d=13 -c:v libx264 "
                              "-preset veryfast -g 40 -pix_fmt yuv420p -bf 2 -c:a aac");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  ASSERT_EQ(recorder.plan.views.at(0).rungs.at(0).making, Making::Passthrough)
      << recorder.media.video.at(0).passthrough.reason;
  expect_sound_package(folder.path() / "package");
  const auto v0 = starts_of(folder.path() / "package/v0.mp4");
  for (const auto& start : v0) EXPECT_NEAR(std::remainder(start - 1, 1.6), 0, kTick);
  EXPECT_EQ(starts_of(folder.path() / "package/v1.mp4"), v0);
  EXPECT_EQ(times_of(folder.path() / "package/v0.mp4").size(), 325U);
}

TEST(Alignment, AnOpenGroupOfPicturesIsNotPassedThrough) {
  const TemporaryFolder folder;
  const auto clip = make_clip(folder.path(), "clip.mp4",
                              "-f lavfi -i testsrc2=s=640x360:r=25:d=6 -c:v libx264 -pix_fmt yuv420p "
                              "-x264-params keyint=50:open-gop=1:bframes=3:scenecut=0");
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  EXPECT_FALSE(recorder.media.video.at(0).passthrough.possible);
  expect_sound_package(folder.path() / "package");
}

TEST(Alignment, AFileThatBreaksOffIsKeptAsFarAsItGoesAndSaysSo) {
  const TemporaryFolder folder;
  const auto clip = make_clip(folder.path(), "whole.mp4",
                              "-f lavfi -i testsrc2=s=320x180:r=25:d=20 -f lavfi -i sine=d=20 -c:v libx264 "
                              "-preset ultrafast -c:a aac -movflags +faststart");
  std::filesystem::resize_file(clip, std::filesystem::file_size(clip) / 2);
  Recorder recorder;
  transcode_clip(clip, folder.path() / "package", recorder);
  const double seconds = contents_of(folder.path() / "package").summary->duration_seconds;
  EXPECT_GT(seconds, 5);
  EXPECT_LT(seconds, 15);
  EXPECT_THAT(recorder.notes, ::testing::Contains(::testing::HasSubstr("says that it lasts 20 s")));
}

TEST(Alignment, WhatIsNoMediaFileIsRefusedInOneSentence) {
  const TemporaryFolder folder;
  write_file_atomically(folder.path() / "clip.mp4", std::string(100'000, 'x'));
  Recorder recorder;
  try {
    transcode_clip(folder.path() / "clip.mp4", folder.path() / "package", recorder);
    FAIL() << "it was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::Unsupported);
    EXPECT_EQ(error.message(), "This file is not a video or sound file that can be read.");
  }
}

}  // namespace
}  // namespace lectern::transcoder
