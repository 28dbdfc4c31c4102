#include "transcoder/ladder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/error.h"

namespace lectern::transcoder {
namespace {

using std::chrono::seconds;

VideoInfo video(int width, int height, int frames = 30) {
  VideoInfo info;
  info.stream = 0;
  info.codec = "h264";
  info.width = info.coded_width = width;
  info.height = info.coded_height = height;
  info.frame_rate = {frames, 1};
  info.duration = seconds{600};
  return info;
}

AudioInfo sound(int channels, const std::string& language = {}) {
  AudioInfo info;
  info.stream = 1;
  info.codec = "aac";
  info.channels = channels;
  info.sample_rate = 48'000;
  info.duration = seconds{600};
  info.language = language;
  return info;
}

MediaInfo media(std::vector<VideoInfo> videos, std::vector<AudioInfo> sounds) {
  MediaInfo info;
  info.container = "mov";
  info.claimed_duration = seconds{600};
  info.video = std::move(videos);
  info.audio = std::move(sounds);
  return info;
}

Plan plan_of(const VideoInfo& info, ContentClass content = ContentClass::Camera, LadderPolicy policy = {}) {
  ContentFacts facts;
  facts.content = content;
  return plan_for(media({info}, {sound(2)}), {{info.stream, facts}}, policy);
}

std::vector<VideoRung> rungs_of(const VideoInfo& info, ContentClass content = ContentClass::Camera) {
  return plan_of(info, content).views.at(0).rungs;
}

std::vector<int> heights(const Plan& plan) {
  std::vector<int> result;
  for (const VideoRung& rung : plan.views.at(0).rungs) result.push_back(rung.height);
  return result;
}

TEST(Ladder, CameraFootageGetsTheFullLadder) {
  const Plan plan = plan_of(video(1920, 1080));
  EXPECT_THAT(heights(plan), testing::ElementsAre(1080, 720, testing::Le(504), testing::Le(252)));
}

TEST(Ladder, SlidesGetFewerAndFarCheaperRungs) {
  const Plan camera = plan_of(video(1920, 1080));
  const Plan slides = plan_of(video(1920, 1080), ContentClass::Screen);
  EXPECT_LT(slides.views[0].rungs.size(), camera.views[0].rungs.size());
  EXPECT_EQ(slides.views[0].rungs[0].height, 1080);
  EXPECT_LE(2 * slides.views[0].rungs[0].max_rate, camera.views[0].rungs[0].max_rate);
}

TEST(Ladder, NothingIsScaledUp) {
  for (const auto& [width, height] :
       {std::pair{320, 180}, {568, 320}, {960, 400}, {161, 121}, {1080, 1920}, {7680, 4320}}) {
    for (const ContentClass content : {ContentClass::Camera, ContentClass::Screen}) {
      for (const VideoRung& rung : rungs_of(video(width, height), content)) {
        EXPECT_LE(rung.width, width);
        EXPECT_LE(rung.height, height);
      }
    }
  }
}

TEST(Ladder, AllSizesAreEvenAndKeepTheShape) {
  for (const auto& [width, height] :
       {std::pair{1920, 1080}, {1280, 720}, {1440, 1080}, {960, 400}, {1080, 1920}, {854, 480}}) {
    for (const VideoRung& rung : rungs_of(video(width, height))) {
      EXPECT_EQ(rung.width % 2, 0);
      EXPECT_EQ(rung.height % 2, 0);
      const double shape = static_cast<double>(width) / height;
      EXPECT_NEAR(static_cast<double>(rung.width) / rung.height / shape, 1, 0.005) << width << "x" << height;
    }
  }
}

TEST(Ladder, SixteenToNineStaysExact) {
  for (const VideoRung& rung : rungs_of(video(1920, 1080))) {
    EXPECT_EQ(rung.width * 9, rung.height * 16);
  }
}

TEST(Ladder, AnOddSizeLosesItsLastLine) {
  const Plan plan = plan_of(video(161, 121));
  ASSERT_EQ(plan.views[0].rungs.size(), 1U);
  EXPECT_EQ(plan.views[0].rungs[0].width, 160);
  EXPECT_EQ(plan.views[0].rungs[0].height, 120);
}

TEST(Ladder, RungsThatWouldBeNoChoiceAreLeftOut) {
  const std::vector<int> sizes = heights(plan_of(video(1422, 800)));
  for (std::size_t i = 1; i < sizes.size(); ++i) EXPECT_LE(sizes[i], 0.86 * sizes[i - 1]);
}

TEST(Ladder, CameraFootageBeyondFullHdIsScaledDownToIt) {
  EXPECT_EQ(plan_of(video(3840, 2160)).views[0].rungs[0].height, 1080);
}

TEST(Ladder, LowRungsOfFastSourcesShowThirtyPictures) {
  const auto rungs = plan_of(video(1920, 1080, 60)).views[0].rungs;
  EXPECT_EQ(rungs.front().max_frame_rate, 60);
  EXPECT_EQ(rungs.back().max_frame_rate, 30);
  EXPECT_GT(rungs.front().max_rate, plan_of(video(1920, 1080, 30)).views[0].rungs.front().max_rate);
}

TEST(Ladder, RatesAndSizesFallTogether) {
  for (const ContentClass content : {ContentClass::Camera, ContentClass::Screen}) {
    const auto rungs = plan_of(video(1920, 1080), content).views[0].rungs;
    for (std::size_t i = 1; i < rungs.size(); ++i) {
      EXPECT_LT(rungs[i].max_rate, rungs[i - 1].max_rate);
      EXPECT_LT(rungs[i].width, rungs[i - 1].width);
    }
  }
}

TEST(Ladder, AConformantSourceIsItsOwnTopRung) {
  VideoInfo info = video(1920, 1080);
  info.passthrough.possible = true;
  info.bit_rate = 3'000'000;
  const auto rungs = plan_of(info).views[0].rungs;
  EXPECT_EQ(rungs[0].making, Making::Passthrough);
  EXPECT_TRUE(rungs[0].early);
  EXPECT_EQ(rungs[1].making, Making::Encode);
  EXPECT_EQ(rungs[1].height, 720);
}

TEST(Ladder, ATooDearOrUnmeasuredSourceIsEncoded) {
  VideoInfo info = video(1920, 1080);
  info.passthrough.possible = true;
  info.bit_rate = 25'000'000;
  EXPECT_EQ(plan_of(info).views[0].rungs[0].making, Making::Encode);
  info.bit_rate = 0;
  EXPECT_EQ(plan_of(info).views[0].rungs[0].making, Making::Encode);
}

TEST(Ladder, TheEarlySetHoldsWhatTheCoresKeepUpWith) {
  const auto on_two = plan_of(video(1920, 1080, 60), ContentClass::Camera, {2}).views[0].rungs;
  EXPECT_FALSE(on_two.front().early);
  EXPECT_TRUE(on_two.back().early);
  const auto on_many = plan_of(video(1920, 1080, 60), ContentClass::Camera, {32}).views[0].rungs;
  for (const VideoRung& rung : on_many) EXPECT_TRUE(rung.early);
  const auto slides = plan_of(video(1920, 1080, 30), ContentClass::Screen, {2}).views[0].rungs;
  for (const VideoRung& rung : slides) EXPECT_TRUE(rung.early);
}

TEST(Ladder, NothingIsHurriedWhereNobodyWaits) {
  LadderPolicy policy{1};
  policy.early_speed = 0;
  const Plan plan = plan_of(video(3840, 2160, 60), ContentClass::Camera, policy);
  for (const VideoRung& rung : plan.views[0].rungs) EXPECT_TRUE(rung.early);
}

TEST(Ladder, TheSmallRungOfAScreenShowsFewerPicturesAndTheBestOneAll) {
  const Plan plan = plan_of(video(1920, 1080), ContentClass::Screen);
  EXPECT_GE(plan.views[0].rungs.front().max_frame_rate, 30);
  EXPECT_EQ(plan.views[0].rungs.back().max_frame_rate, 15);
  EXPECT_FALSE(plan.views[0].encoder.parameters.empty());
  const Plan small = plan_of(video(854, 480), ContentClass::Screen);
  ASSERT_EQ(small.views[0].rungs.size(), 1U);
  EXPECT_GE(small.views[0].rungs[0].max_frame_rate, 30) << "its only rung is its best";
  EXPECT_TRUE(plan_of(video(1920, 1080)).views[0].encoder.parameters.empty());
}

TEST(Views, TwoThatRunTheWholeLengthAreBothKept) {
  VideoInfo small = video(320, 180);
  VideoInfo large = video(480, 270);
  large.stream = 3;
  const Plan plan = plan_for(media({small, large}, {}), {}, {});
  ASSERT_EQ(plan.views.size(), 2U);
  EXPECT_EQ(plan.views[0].stream, 3);
  EXPECT_EQ(plan.views[0].rungs[0].name, "v0");
  EXPECT_EQ(plan.views[1].rungs[0].name, "w0");
}

TEST(Views, AShortSecondStreamIsNoView) {
  VideoInfo intro = video(1280, 720);
  intro.stream = 1;
  intro.duration = seconds{100};
  EXPECT_EQ(plan_for(media({video(1280, 720), intro}, {}), {}, {}).views.size(), 1U);
}

TEST(Views, OfTwoAlikeTheLivelierIsShownFirst) {
  VideoInfo other = video(1280, 720);
  other.stream = 4;
  ContentFacts calm;
  ContentFacts lively;
  lively.activity = 0.7;
  const Plan plan = plan_for(media({video(1280, 720), other}, {}), {{0, calm}, {4, lively}}, {});
  EXPECT_EQ(plan.views[0].stream, 4);
}

TEST(Views, ACoverPictureIsNone) {
  VideoInfo cover = video(600, 600);
  cover.is_still = true;
  const Plan plan = plan_for(media({cover}, {sound(1)}), {}, {});
  EXPECT_TRUE(plan.views.empty());
  EXPECT_EQ(plan.trick.width, 0);
}

TEST(Views, NeitherPictureNorSoundIsRefusedInASentence) {
  try {
    plan_for(media({}, {}), {}, {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::Unsupported);
    EXPECT_TRUE(error.message().ends_with("."));
  }
}

TEST(Sound, MonoStaysMonoAndSurroundBecomesStereo) {
  EXPECT_EQ(plan_for(media({}, {sound(1)}), {}, {}).audio[0].channels, 1);
  const Plan plan = plan_for(media({}, {sound(6)}), {}, {});
  EXPECT_EQ(plan.audio[0].channels, 2);
  EXPECT_GT(plan.audio[0].bit_rate, 96'000);
}

TEST(Sound, TracksHaveDistinctLabelsAndOneDefault) {
  const Plan plan = plan_for(media({}, {sound(2, "ger"), sound(2, "ger"), sound(2, "eng")}), {}, {});
  EXPECT_EQ(plan.audio[0].label, "Deutsch");
  EXPECT_EQ(plan.audio[1].label, "Deutsch 2");
  EXPECT_EQ(plan.audio[2].language, "en");
  EXPECT_TRUE(plan.audio[0].is_default);
  EXPECT_FALSE(plan.audio[1].is_default);
}

TEST(Sound, ATrackWithoutChannelsIsLeftOut) {
  EXPECT_TRUE(plan_for(media({video(640, 360)}, {sound(0)}), {}, {}).audio.empty());
}

TEST(Subtitles, PicturesAreLeftOutAndSaid) {
  MediaInfo info = media({video(640, 360)}, {});
  info.subtitles = {{2, "subrip", true, true, "fre", ""}, {3, "dvd_subtitle", false, false, "eng", ""}};
  const Plan plan = plan_for(info, {}, {});
  ASSERT_EQ(plan.subtitles.size(), 1U);
  EXPECT_EQ(plan.subtitles[0].name, "s0");
  EXPECT_EQ(plan.subtitles[0].language, "fr");
  EXPECT_EQ(plan.notes.size(), 1U);
}

TEST(Subtitles, AtMostOneIsTheDefault) {
  auto info = media({video(1280, 720)}, {sound(2)});
  info.subtitles = {{2, "subrip", true, false, "fre", ""},
                    {3, "subrip", true, true, "eng", ""},
                    {4, "subrip", true, true, "ger", ""}};
  const Plan plan = plan_for(info, {}, {});
  ASSERT_EQ(plan.subtitles.size(), 3U);
  EXPECT_FALSE(plan.subtitles[0].is_default);
  EXPECT_TRUE(plan.subtitles[1].is_default);
  EXPECT_FALSE(plan.subtitles[2].is_default);
}

// Matroska: the streams are silent about their length, and one begins a little late.
TEST(Plan, AStreamThatIsSilentAboutItsLengthClaimsNothing) {
  auto info = media({video(1280, 720)}, {sound(2)});
  info.video[0].duration = info.audio[0].duration = Microseconds{0};
  info.video[0].start = Microseconds{23'000};
  EXPECT_EQ(plan_for(info, {}, {}).duration, info.claimed_duration);
}

TEST(Plan, ExpectsTheLengthOfTheStreamsRatherThanTheContainers) {
  MediaInfo info = media({video(640, 360)}, {});
  info.claimed_duration = std::chrono::hours{40};
  EXPECT_EQ(plan_for(info, {}, {}).duration, seconds{600});
}

}  // namespace
}  // namespace lectern::transcoder
