#include "lms/reports/risk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Instant kNow = from_rfc3339("2026-03-01T12:00:00Z").value();

LearnerFacts active_one() {
  LearnerFacts facts;
  facts.enrolled = kNow - days{50};
  facts.last_active = kNow - days{1};
  facts.completed_lessons = 5;
  facts.needed_lessons = 10;
  return facts;
}

TEST(Risks, AreNoneForWhoIsOnTheWay) {
  EXPECT_THAT(risks_of(active_one(), {}, kNow), IsEmpty());
}

TEST(Risks, OfNoActivityBeginOnTheDay) {
  auto facts = active_one();
  facts.last_active = kNow - days{14} + Milliseconds{1};
  EXPECT_THAT(risks_of(facts, {}, kNow), IsEmpty());
  facts.last_active = kNow - days{14};
  EXPECT_THAT(risks_of(facts, {}, kNow), ElementsAre(Risk{RiskReason::Inactive, 14, 14}));
}

TEST(Risks, OfWhoNeverBeganCountFromTheCoursesStart) {
  auto facts = active_one();
  facts.last_active.reset();
  EXPECT_THAT(risks_of(facts, {}, kNow), ElementsAre(Risk{RiskReason::NeverActive, 50, 14}));
  facts.starts = kNow - days{3};
  EXPECT_THAT(risks_of(facts, {}, kNow), IsEmpty());
}

TEST(Risks, OfFallingBehindCompareLessonsWithTime) {
  auto facts = active_one();
  facts.ends = kNow + days{50};
  EXPECT_THAT(risks_of(facts, {}, kNow), IsEmpty());
  facts.completed_lessons = 3;
  EXPECT_THAT(risks_of(facts, {}, kNow), ElementsAre(Risk{RiskReason::Behind, 30, 50}));
  facts.ends.reset();
  EXPECT_THAT(risks_of(facts, {}, kNow), IsEmpty()) << "without an end nobody is late";
}

TEST(Risks, OfFailingNeedAGrade) {
  auto facts = active_one();
  facts.total = 4'999;
  EXPECT_THAT(risks_of(facts, {}, kNow), ElementsAre(Risk{RiskReason::Failing, 49, 50}));
  facts.total = 5'000;
  EXPECT_THAT(risks_of(facts, {}, kNow), IsEmpty());
}

TEST(Risks, AreOverWithTheCourse) {
  auto facts = active_one();
  facts.last_active.reset();
  facts.total = 0;
  facts.is_completed = true;
  EXPECT_THAT(risks_of(facts, {}, kNow), IsEmpty());
}

TEST(Risks, SayWhyInASentence) {
  EXPECT_EQ(sentence_for({RiskReason::Behind, 30, 50}),
            "30 % of the lessons are completed; 50 % would be on time.");
}

}  // namespace
}  // namespace lectern::lms
