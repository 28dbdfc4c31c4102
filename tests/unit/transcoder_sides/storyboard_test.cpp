#include <gtest/gtest.h>

#include "transcoder/stills.h"

namespace lectern::transcoder {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Storyboard, IsDenseForShortAndBoundedForLongLectures) {
  EXPECT_EQ(storyboard_layout(minutes{3}, 1920, 1080).interval, seconds{1});
  EXPECT_EQ(storyboard_layout(hours{1}, 1920, 1080).interval, seconds{5});
  EXPECT_EQ(storyboard_layout(hours{10}, 1920, 1080).interval, seconds{10});
  for (const auto length :
       {minutes{1}, minutes{10}, minutes{41}, minutes{121}, minutes{601}, minutes{24 * 60}}) {
    EXPECT_LE(length / storyboard_layout(length, 1920, 1080).interval, kMostTiles);
  }
}

TEST(Storyboard, TilesKeepTheShape) {
  EXPECT_EQ(storyboard_layout(minutes{1}, 1920, 1080).tile_height, 90);
  EXPECT_EQ(storyboard_layout(minutes{1}, 1440, 1080).tile_height, 120);
  EXPECT_EQ(storyboard_layout(minutes{1}, 1080, 1920).tile_width, 90);
  EXPECT_EQ(storyboard_layout(minutes{1}, 1080, 1920).tile_height, 160);
}

TEST(Storyboard, NoSheetIsLargerThanAJpegCanBe) {
  const StoryboardLayout layout = storyboard_layout(hours{10}, 4, 4000);
  EXPECT_LE(layout.tile_height * kTileRows, 65'500);
  EXPECT_GE(layout.tile_width, 2);
}

TEST(Storyboard, CuesFollowEachOtherAcrossSheets) {
  const StoryboardLayout layout;
  const std::string text = storyboard_vtt(layout, 102, seconds{101} + std::chrono::milliseconds{500});
  EXPECT_NE(text.find("\n00:00:00.000 --> 00:00:01.000\nstoryboard-0.jpg#xywh=0,0,160,90\n"),
            std::string::npos);
  EXPECT_NE(text.find("\n00:00:11.000 --> 00:00:12.000\nstoryboard-0.jpg#xywh=160,90,160,90\n"),
            std::string::npos);
  EXPECT_NE(text.find("\n00:01:40.000 --> 00:01:41.000\nstoryboard-1.jpg#xywh=0,0,160,90\n"),
            std::string::npos);
  EXPECT_TRUE(text.ends_with("\n00:01:41.000 --> 00:01:41.500\nstoryboard-1.jpg#xywh=160,0,160,90\n"));
}

TEST(Poster, PrefersAPictureOverAnEmptyOne) {
  Picture busy = Picture::black(640, 360);
  for (std::size_t i = 0; i < 640 * 360; ++i) busy.bytes[i] = static_cast<std::uint8_t>((i * 37) % 200 + 20);
  EXPECT_GT(poster_score(busy.view()), 0.5);
  EXPECT_LT(poster_score(Picture::black(640, 360).view()), 0.1);
}

}  // namespace
}  // namespace lectern::transcoder
