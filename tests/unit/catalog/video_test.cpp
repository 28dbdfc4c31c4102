#include "catalog/video.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace lectern::catalog {
namespace {

TEST(VideoState, GoesForwardAndFails) {
  EXPECT_TRUE(may_follow(VideoState::Probing, VideoState::Playable));
  EXPECT_TRUE(may_follow(VideoState::Playable, VideoState::Ready));
  EXPECT_TRUE(may_follow(VideoState::Playable, VideoState::Failed));
  EXPECT_TRUE(may_follow(VideoState::Failed, VideoState::Probing));
}

TEST(VideoState, NeverGoesBackFromWhatPlays) {
  EXPECT_FALSE(may_follow(VideoState::Playable, VideoState::Probing));
  EXPECT_FALSE(may_follow(VideoState::Ready, VideoState::Probing));
  EXPECT_FALSE(may_follow(VideoState::Ready, VideoState::Playable));
  EXPECT_FALSE(may_follow(VideoState::Ready, VideoState::Failed));
}

TEST(VideoView, TellsNothingOfASpeedThatNobodyMeasured) {
  VideoView view;
  view.state = VideoState::Probing;
  EXPECT_TRUE(as_json(view)["speed"].is_null());
  view.progress = {0.25, 3.5, 60.0};
  EXPECT_EQ(as_json(view)["speed"], 3.5);
  EXPECT_EQ(as_json(view)["seconds_left"], 60.0);
}

}  // namespace
}  // namespace lectern::catalog
