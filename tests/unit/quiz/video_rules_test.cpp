#include "lms/quiz/video_rules.h"

#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

using std::chrono::seconds;

VideoMoment moment(const char* id, std::int64_t at_seconds) {
  VideoMoment moment;
  moment.id = VideoMomentId{id};
  moment.at = seconds{at_seconds};
  moment.is_required = true;
  return moment;
}

TEST(VideoRules, OneAnswerSettlesAQuestionThatLeadsNowhereBack) {
  const auto one = moment("a", 10);
  EXPECT_FALSE(is_settled(one, {}));
  EXPECT_TRUE(is_settled(one, {0}));
  EXPECT_FALSE(may_try(one, {0})) << "one try is the rule";
}

TEST(VideoRules, AWrongAnswerThatLeadsBackHoldsUntilItIsRightOrNoTryIsLeft) {
  auto one = moment("a", 10);
  one.rewind_to = seconds{5};
  one.tries = 2;
  EXPECT_FALSE(is_settled(one, {0.5}));
  EXPECT_TRUE(is_settled(one, {0.5, 0}));
  EXPECT_TRUE(is_settled(one, {1}));
  one.tries = 0;
  EXPECT_FALSE(is_settled(one, std::vector<double>(50, 0.0)));
  EXPECT_FALSE(may_try(one, {0, 1})) << "whoever was right is through";
}

TEST(VideoRules, TheFirstUnansweredRequiredQuestionHolds) {
  auto optional = moment("a", 5);
  optional.is_required = false;
  const std::vector<VideoMoment> moments = {optional, moment("b", 10), moment("c", 20)};
  EXPECT_EQ(first_stop(moments, {}), Milliseconds{seconds{10}});
  EXPECT_EQ(first_stop(moments, {{VideoMomentId{"b"}, {0}}}), Milliseconds{seconds{20}});
  EXPECT_EQ(first_stop(moments, {{VideoMomentId{"b"}, {0}}, {VideoMomentId{"c"}, {1}}}), std::nullopt);
}

TEST(VideoRules, WhatIsNotAnsweredEarnsNothingAndTheMethodChoosesAmongTries) {
  auto two_points = moment("b", 10);
  two_points.points = 2;
  const std::vector<VideoMoment> moments = {moment("a", 5), two_points};
  const VideoTries tries = {{VideoMomentId{"b"}, {0, 1, 0.5}}};
  VideoRules rules;
  EXPECT_DOUBLE_EQ(video_fraction(rules, moments, tries).value(), 2.0 / 3);
  rules.method = GradingMethod::First;
  EXPECT_DOUBLE_EQ(video_fraction(rules, moments, tries).value(), 0);
  rules.method = GradingMethod::Last;
  EXPECT_DOUBLE_EQ(video_fraction(rules, moments, tries).value(), 1.0 / 3);
  EXPECT_EQ(video_fraction(rules, {}, tries), std::nullopt);
}

TEST(VideoRules, EachTryOfEachPersonDrawsAnew) {
  const VideoMomentId id{"moment"};
  EXPECT_EQ(video_seed(id, UserId{"ada"}, 1), video_seed(id, UserId{"ada"}, 1));
  EXPECT_NE(video_seed(id, UserId{"ada"}, 1), video_seed(id, UserId{"ada"}, 2));
  EXPECT_NE(video_seed(id, UserId{"ada"}, 1), video_seed(id, UserId{"bob"}, 1));
}

}  // namespace
}  // namespace lectern::lms
