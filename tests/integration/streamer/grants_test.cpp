#include "streamer/grants.h"

#include <gtest/gtest.h>

#include <optional>
#include <thread>

#include "base/random.h"
#include "sample_database.h"

namespace lectern::streamer {
namespace {

class GrantsTest : public testing::Test {
 protected:
  Grant sample() {
    Grant grant;
    grant.id = new_id<GrantId>(data_.clock);
    grant.user = data_.user;
    grant.session = session_;
    grant.video = video_;
    grant.lesson = data_.lesson;
    grant.course = data_.course;
    grant.generation = 1;
    grant.created_at = data_.clock.now();
    grant.expires_at = grant.created_at + std::chrono::hours{12};
    return grant;
  }

  Grant issued(const Grant& grant) {
    const auto answer = grants_.issue(grant, grants_.revocations());
    EXPECT_TRUE(answer);
    return grant;
  }

  static PlaybackClaims claims_of(const Grant& grant) {
    PlaybackClaims claims;
    claims.grant = decode_id(grant.id.text()).value();
    claims.expires_at = grant.expires_at;
    return claims;
  }

  /// As after a restart.
  Grants& reloaded() {
    again_.emplace(data_.database, data_.clock);
    again_->load();
    return *again_;
  }

  SampleDatabase data_;
  SessionId session_ = new_id<SessionId>(data_.clock);
  VideoId video_ = new_id<VideoId>(data_.clock);
  Grants grants_{data_.database, data_.clock};
  std::optional<Grants> again_;
};

TEST_F(GrantsTest, AdmitWhatWasIssued) {
  EXPECT_EQ(grants_.admit(claims_of(issued(sample()))), Admission::Admitted);
}

TEST_F(GrantsTest, KnowNothingOfOthers) {
  EXPECT_EQ(grants_.admit(claims_of(sample())), Admission::Ended);
}

TEST_F(GrantsTest, EndByThemselves) {
  const Grant grant = issued(sample());
  data_.clock.advance(std::chrono::hours{12});
  EXPECT_EQ(grants_.admit(claims_of(grant)), Admission::Expired);
}

TEST_F(GrantsTest, EndAtOnceForWhomeverTheyAreRevoked) {
  const GrantFilter filters[] = {{.user = data_.user},     {.session = session_},
                                 {.video = video_},        {.lesson = data_.lesson},
                                 {.course = data_.course}, {.user = data_.user, .course = data_.course}};
  for (const auto& filter : filters) {
    const Grant grant = issued(sample());
    EXPECT_EQ(grants_.revoke(filter), 1u);
    EXPECT_EQ(grants_.admit(claims_of(grant)), Admission::Ended);
    EXPECT_EQ(reloaded().admit(claims_of(grant)), Admission::Ended);
  }
}

TEST_F(GrantsTest, GoOnForOthers) {
  const Grant grant = issued(sample());
  EXPECT_EQ(grants_.revoke({.user = new_id<UserId>(data_.clock)}), 0u);
  EXPECT_EQ(grants_.revoke({.user = data_.user, .course = new_id<CourseId>(data_.clock)}), 0u);
  EXPECT_EQ(grants_.admit(claims_of(grant)), Admission::Admitted);
}

TEST_F(GrantsTest, EndOneByOne) {
  const Grant first = issued(sample());
  const Grant second = issued(sample());
  EXPECT_TRUE(grants_.revoke(first.id));
  EXPECT_FALSE(grants_.revoke(new_id<GrantId>(data_.clock)));
  EXPECT_EQ(grants_.admit(claims_of(first)), Admission::Ended);
  EXPECT_EQ(grants_.admit(claims_of(second)), Admission::Admitted);
}

TEST_F(GrantsTest, AreNotIssuedOnAStandingThatMayHaveEnded) {
  const std::uint64_t before = grants_.revocations();
  const Grant grant = sample();
  grants_.revoke({.user = data_.user});
  EXPECT_FALSE(grants_.issue(grant, before));
  EXPECT_EQ(grants_.admit(claims_of(grant)), Admission::Ended);
  EXPECT_EQ(reloaded().admit(claims_of(grant)), Admission::Ended);
}

TEST_F(GrantsTest, AreUsedAgainUntilHalfTheirLifeIsOver) {
  const Grant grant = issued(sample());
  const auto again = grants_.find_reusable(sample());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, grant.id);
  data_.clock.advance(std::chrono::hours{6});
  EXPECT_FALSE(grants_.find_reusable(sample()));
}

TEST_F(GrantsTest, AreNotUsedAgainForAnythingElse) {
  issued(sample());
  Grant other = sample();
  other.session = new_id<SessionId>(data_.clock);
  EXPECT_FALSE(grants_.find_reusable(other));
  other = sample();
  other.generation = 2;
  EXPECT_FALSE(grants_.find_reusable(other));
  other = sample();
  other.allowance = Allowance::Download;
  EXPECT_FALSE(grants_.find_reusable(other));
  other = sample();
  other.expires_at = other.created_at + std::chrono::minutes{5};
  EXPECT_FALSE(grants_.find_reusable(other)) << "The right ends sooner than the grant.";
  grants_.revoke({.session = session_});
  EXPECT_FALSE(grants_.find_reusable(sample()));
}

TEST_F(GrantsTest, SurviveARestartWithWhatWasDelivered) {
  Grant grant = sample();
  grant.allowance = Allowance::Original;
  issued(grant);
  const IdBytes key = decode_id(grant.id.text()).value();
  EXPECT_EQ(grants_.admit(claims_of(grant)), Admission::Admitted);
  for (const std::uint32_t segment : {0u, 1u, 63u, 64u, 1000u, 1000u})
    grants_.record_segment(key, 10, segment);
  grants_.record(key, 5);
  grants_.flush();
  const auto found = reloaded().find(grant.id);
  ASSERT_TRUE(found);
  EXPECT_EQ(count_delivered(*found), 5u);
  EXPECT_EQ(found->bytes, 65u);
  EXPECT_EQ(found->requests, 7u);
  EXPECT_EQ(found->allowance, Allowance::Original);
  EXPECT_EQ(found->user, grant.user);
  EXPECT_EQ(found->expires_at, grant.expires_at);
  EXPECT_EQ(found->last_seen_at, data_.clock.now());
}

TEST_F(GrantsTest, KeepTheirBitmapWithinBounds) {
  const Grant grant = issued(sample());
  grants_.record_segment(decode_id(grant.id.text()).value(), 1, 999'999'999);
  EXPECT_TRUE(grants_.find(grant.id)->delivered.empty());
}

TEST_F(GrantsTest, AreForgottenOnceExpired) {
  const Grant grant = issued(sample());
  data_.clock.advance(std::chrono::hours{13});
  grants_.sweep();
  EXPECT_FALSE(grants_.find(grant.id));
  EXPECT_TRUE(grants_.of_lesson(data_.lesson).empty());
}

TEST_F(GrantsTest, BelongToALessonThatExists) {
  Grant grant = sample();
  grant.lesson = new_id<LessonId>(data_.clock);
  EXPECT_ANY_THROW(grants_.issue(grant, grants_.revocations()));
  EXPECT_EQ(grants_.admit(claims_of(grant)), Admission::Ended);
}

TEST_F(GrantsTest, TheReachRisesOnlyAndSurvivesARestart) {
  Grant grant = sample();
  grant.reach = 3;
  issued(grant);
  EXPECT_EQ(grants_.admit(claims_of(grant), 3), Admission::Admitted);
  EXPECT_EQ(grants_.admit(claims_of(grant), 4), Admission::TooFar);
  grants_.extend(grant.id, 5);
  grants_.extend(grant.id, 2);
  EXPECT_EQ(grants_.admit(claims_of(grant), 5), Admission::Admitted);
  grants_.flush();
  EXPECT_EQ(reloaded().admit(claims_of(grant), 6), Admission::TooFar);
  EXPECT_EQ(again_->admit(claims_of(grant), 5), Admission::Admitted);
}

TEST_F(GrantsTest, WhatWasSentAfterTheRequestWasNotedIsWrittenToo) {
  const Grant grant = issued(sample());
  grants_.admit(claims_of(grant));
  grants_.flush();
  grants_.record_segment(decode_id(grant.id.text()).value(), 10, 7);
  grants_.flush();
  EXPECT_EQ(count_delivered(*reloaded().find(grant.id)), 1u);
}

TEST_F(GrantsTest, AViewersAreFoundByTheLesson) {
  const Grant first = issued(sample());
  session_ = new_id<SessionId>(data_.clock);
  const Grant second = issued(sample());
  grants_.revoke(first.id);
  EXPECT_EQ(grants_.of_viewer(data_.user, data_.lesson).size(), 2u);
  EXPECT_TRUE(grants_.of_viewer(data_.user, data_.other_lesson).empty());
  data_.clock.advance(std::chrono::hours{13});
  grants_.sweep();
  EXPECT_TRUE(grants_.of_viewer(data_.user, data_.lesson).empty());
}

TEST_F(GrantsTest, AreSharedByThreads) {
  const Grant grant = issued(sample());
  const IdBytes key = decode_id(grant.id.text()).value();
  {
    std::vector<std::jthread> threads;
    for (std::uint32_t i = 0; i < 4; ++i)
      threads.emplace_back([&, i] {
        for (std::uint32_t n = 0; n < 500; ++n) {
          grants_.admit(claims_of(grant));
          grants_.record_segment(key, 1, n * 4 + i);
        }
      });
    for (int i = 0; i < 5; ++i) grants_.flush();
  }
  EXPECT_EQ(count_delivered(*grants_.find(grant.id)), 2000u);
}

}  // namespace
}  // namespace lectern::streamer
