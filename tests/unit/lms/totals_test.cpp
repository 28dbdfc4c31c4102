#include "lms/gradebook/totals.h"

#include <gtest/gtest.h>

#include "lms/gradebook/points.h"

namespace lectern::lms {
namespace {

constexpr std::int64_t kP = kPoint;
const GradeCategoryId kHomework{"homework"};
const GradeCategoryId kExams{"exams"};

TEST(Points, AreReadAndWrittenExactly) {
  EXPECT_EQ(parse_points("12"), 12'000);
  EXPECT_EQ(parse_points("12.5"), 12'500);
  EXPECT_EQ(parse_points("12,005"), 12'005);
  EXPECT_EQ(parse_points("0"), 0);
  for (const char* text : {"", "-1", "1.", ".5", "1.2345", "1e3", "12345678", "1 2", "٣"})
    EXPECT_FALSE(parse_points(text)) << text;
  for (const char* text : {"0", "7", "12.5", "0.001", "1000000"})
    EXPECT_EQ(points_text(*parse_points(text)), text);
  EXPECT_EQ(points_of(0.1 + 0.2), 300);
}

TEST(Totals, PointsAreAddedUp) {
  const GradingScheme scheme{Weighting::Points, {}, {{{}, 10 * kP}, {{}, 20 * kP}}};
  EXPECT_EQ(total_of(scheme, {5 * kP, 20 * kP}), 8333) << "25 of 30, rounded once";
  EXPECT_EQ(total_of(scheme, {5 * kP, std::nullopt}), 5000) << "what has no grade does not count";
  EXPECT_EQ(total_of(scheme, {std::nullopt, std::nullopt}), std::nullopt);
}

TEST(Totals, RoundingIsHalfUpAndHappensOnce) {
  const GradingScheme scheme{Weighting::Points, {}, {{{}, 16 * kP}}};
  EXPECT_EQ(total_of(scheme, {kP}), 625);
  const GradingScheme thirds{
      Weighting::Weights, {{kHomework, 1, 0}, {kExams, 2, 0}}, {{kHomework, 3 * kP}, {kExams, 3 * kP}}};
  EXPECT_EQ(total_of(thirds, {1 * kP, 1 * kP}), 3333) << "a third is a third, whatever the weights";
  EXPECT_EQ(total_of(thirds, {2 * kP, 2 * kP}), 6667);
}

TEST(Totals, WeightsOfCategoriesThatDoNotCountAreLeftOut) {
  const GradingScheme scheme{Weighting::Weights,
                             {{kHomework, 40, 0}, {kExams, 60, 0}},
                             {{kHomework, 10 * kP}, {kExams, 50 * kP}, {{}, 100 * kP}}};
  EXPECT_EQ(total_of(scheme, {10 * kP, 25 * kP, std::nullopt}), 7000);
  EXPECT_EQ(total_of(scheme, {10 * kP, std::nullopt, std::nullopt}), 10'000);
  EXPECT_EQ(total_of(scheme, {std::nullopt, std::nullopt, 5 * kP}), std::nullopt)
      << "what is in no category has no weight";
}

TEST(Totals, TheWorstAreDroppedByTheirShare) {
  GradingScheme scheme{Weighting::Weights,
                       {{kHomework, 1, 1}},
                       {{kHomework, 10 * kP}, {kHomework, 100 * kP}, {kHomework, 10 * kP}}};
  EXPECT_EQ(total_of(scheme, {4 * kP, 50 * kP, 10 * kP}), 5455) << "60 of 110: 4 of 10 goes";
  EXPECT_EQ(total_of(scheme, {5 * kP, 50 * kP, 10 * kP}), 7500) << "of equals the larger goes";
  EXPECT_EQ(total_of(scheme, {2 * kP, std::nullopt, std::nullopt}), 2000) << "one always stays";
  scheme.categories[0].drop_lowest = 9;
  EXPECT_EQ(total_of(scheme, {4 * kP, 50 * kP, 10 * kP}), 10'000);
}

TEST(Totals, ExtraCreditAddsAndIsNeverToBeHad) {
  const GradingScheme scheme{
      Weighting::Weights, {{kHomework, 1, 1}}, {{kHomework, 10 * kP}, {kHomework, 5 * kP, true}}};
  EXPECT_EQ(total_of(scheme, {8 * kP, 3 * kP}), 11'000);
  EXPECT_EQ(total_of(scheme, {8 * kP, std::nullopt}), 8000);
  EXPECT_EQ(total_of(scheme, {std::nullopt, 3 * kP}), std::nullopt);
}

TEST(Totals, ManyLargeNumbersDoNotOverflow) {
  GradingScheme scheme{Weighting::Weights, {}, {}};
  Earned earned;
  for (int i = 0; i < 200; ++i) {
    const GradeCategoryId category{"c" + std::to_string(i)};
    scheme.categories.push_back({category, 10'000, 0});
    scheme.items.push_back({category, kMostPoints});
    earned.push_back(kMostPoints - 1);
  }
  EXPECT_EQ(total_of(scheme, earned), 10'000);
}

TEST(Totals, WhatIsNeededIsTheLeastThatReachesIt) {
  const GradingScheme scheme{Weighting::Points, {}, {{{}, 40 * kP}, {{}, 60 * kP}}};
  EXPECT_EQ(share_needed(scheme, {20 * kP, std::nullopt}, {1}, 5000), 5000);
  EXPECT_EQ(share_needed(scheme, {40 * kP, std::nullopt}, {1}, 4000), 0);
  EXPECT_EQ(share_needed(scheme, {0, std::nullopt}, {1}, 6001), std::nullopt);
  const auto share = *share_needed(scheme, {13 * kP, std::nullopt}, {1}, 6789);
  const auto with = [&](std::int64_t of) { return total_of(scheme, {13 * kP, 60 * kP * of / 10'000}); };
  EXPECT_GE(*with(share), 6789);
  EXPECT_LT(*with(share - 1), 6789);
}

TEST(Scale, LettersGoByTheirLeast) {
  const auto scale = parse_scale("A 90 B 80 F 0");
  ASSERT_TRUE(scale);
  EXPECT_EQ(letter_of(*scale, 9000), "A");
  EXPECT_EQ(letter_of(*scale, 8999), "B");
  EXPECT_EQ(letter_of(*scale, 0), "F");
  EXPECT_EQ(letter_of(*scale, std::nullopt), "");
  EXPECT_EQ(letter_of({}, 5000), "");
  EXPECT_TRUE(parse_scale("")->empty());
  for (const char* text : {"A", "A 90 B", "A 101", "A 80 B 90", "A 90 B 90", "A x"})
    EXPECT_FALSE(parse_scale(text)) << text;
}

}  // namespace
}  // namespace lectern::lms
