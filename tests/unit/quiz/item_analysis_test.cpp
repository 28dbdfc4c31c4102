#include "lms/quiz/item_analysis.h"

#include <gtest/gtest.h>

namespace lectern::lms {
namespace {

constexpr double kHand = 0.0001;  // Worked out on paper, to four places.

/// Four people, three questions of 1, 1 and 2 points. Totals 4, 3, 1, 0: mean 2, variance 10/3.
const PointsTable kTable{{{1, 1, 2}, {1, 0, 2}, {0, 1, 0}, {0, 0, 0}}, {1, 1, 2}};

TEST(ItemAnalysis, TheWholeQuizEqualsWhatWasWorkedOutByHand) {
  const auto facts = analyse(kTable);
  EXPECT_EQ(facts.people, 4);
  EXPECT_NEAR(facts.mean, 2, kHand);
  EXPECT_NEAR(facts.median, 2, kHand);
  EXPECT_NEAR(facts.standard_deviation.value(), 1.8257, kHand);  // √(10/3)
  EXPECT_NEAR(facts.skewness.value(), 0, kHand);
  // m2 = 10/4, m4 = 34/4; k4 = 16 (5·8.5 − 9·6.25) / 6 = −36.6667; over (10/3)².
  EXPECT_NEAR(facts.kurtosis.value(), -3.3, kHand);
  // 100 · 3/2 · (1 − (1/3 + 1/3 + 4/3) / (10/3))
  EXPECT_NEAR(facts.internal_consistency.value(), 60, kHand);
  EXPECT_NEAR(facts.error_ratio.value(), 63.2456, kHand);    // 100 √0.4
  EXPECT_NEAR(facts.standard_error.value(), 1.1547, kHand);  // 0.632456 · 1.825742
}

TEST(ItemAnalysis, EachQuestionEqualsWhatWasWorkedOutByHand) {
  const auto items = analyse(kTable).items;
  ASSERT_EQ(items.size(), 3U);
  for (const auto& item : items) {
    EXPECT_NEAR(item.facility, 50, kHand);
    EXPECT_NEAR(item.standard_deviation.value(), 57.7350, kHand);
  }
  EXPECT_NEAR(items[0].intended_weight, 25, kHand);
  EXPECT_NEAR(items[2].intended_weight, 50, kHand);
  // Covariances with the total are 1, 1/3 and 2; their roots add up to 2.9916.
  EXPECT_NEAR(items[0].effective_weight.value(), 33.4273, kHand);
  EXPECT_NEAR(items[1].effective_weight.value(), 19.2993, kHand);
  EXPECT_NEAR(items[2].effective_weight.value(), 47.2734, kHand);
  // The rest of the quiz is 3 2 1 0, 3 3 0 0 and 2 1 1 0.
  EXPECT_NEAR(items[0].discrimination_index.value(), 89.4427, kHand);  // (2/3) / √(1/3 · 5/3)
  EXPECT_NEAR(items[1].discrimination_index.value(), 0, kHand);
  EXPECT_NEAR(items[2].discrimination_index.value(), 70.7107, kHand);  // (2/3) / √(4/3 · 2/3)
  EXPECT_NEAR(items[0].discrimination_efficiency.value(), 100, kHand);
  EXPECT_NEAR(items[1].discrimination_efficiency.value(), 0, kHand);
  EXPECT_NEAR(items[2].discrimination_efficiency.value(), 100, kHand);
}

TEST(ItemAnalysis, WhatCannotBeComputedIsAbsent) {
  const auto nobody = analyse({{}, {1, 1}});
  EXPECT_EQ(nobody.people, 0);
  EXPECT_FALSE(nobody.standard_deviation);
  const auto one = analyse({{{1, 0}}, {1, 1}});
  EXPECT_NEAR(one.items[0].facility, 100, kHand);
  EXPECT_FALSE(one.items[0].discrimination_index);
  const auto alike = analyse({{{1, 1}, {1, 1}, {1, 1}}, {1, 1}});
  EXPECT_FALSE(alike.items[0].discrimination_index);
  EXPECT_FALSE(alike.items[0].effective_weight);
  EXPECT_FALSE(alike.internal_consistency);
}

TEST(ItemAnalysis, AQuestionThatWorksAgainstTheRestHasNoWeight) {
  const auto items = analyse({{{0, 3}, {1, 2}, {2, 0}}, {2, 3}}).items;
  EXPECT_FALSE(items[0].effective_weight);
  EXPECT_LT(items[0].discrimination_index.value(), 0);
}

}  // namespace
}  // namespace lectern::lms
