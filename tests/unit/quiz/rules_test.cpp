#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "lms/quiz/quiz_rules.h"

namespace lectern::lms {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant kNow{Milliseconds{1'800'000'000'000}};

TEST(QuizRules, RulesSurviveBeingWrittenAndRead) {
  QuizRules rules;
  rules.opens_at = kNow;
  rules.closes_at = kNow + hours{2};
  rules.time_limit_seconds = 3600;
  rules.attempts = 2;
  rules.password = "open sesame";
  rules.networks = "192.0.2.0/24, 2001:db8::/32";
  rules.method = GradingMethod::Average;
  rules.show_solutions = ShownFrom::Never;
  EXPECT_EQ(as_json(read_rules(as_json(rules))), as_json(rules));
}

TEST(QuizRules, EveryFaultIsNamed) {
  try {
    read_rules({{"opens_at", "soon"},
                {"attempts", -1},
                {"networks", "the exam room"},
                {"method", "luck"},
                {"x", 1}});
    FAIL() << "was taken";
  } catch (const InvalidInput& error) {
    EXPECT_EQ(error.problems().size(), 5U);
  }
}

TEST(QuizRules, WhatIsShownOnceClosedIsNotShownToWhoeverMayTryAgain) {
  QuizRules rules;
  Candidate candidate;
  candidate.attempts = 1;
  EXPECT_FALSE(is_shown(ShownFrom::Closed, rules, candidate, kNow))
      << "it never closes, and may be tried again";
  rules.attempts = 1;
  EXPECT_TRUE(is_shown(ShownFrom::Closed, rules, candidate, kNow));
  rules.attempts = 2;
  EXPECT_FALSE(is_shown(ShownFrom::Closed, rules, candidate, kNow));
  candidate.attempts = 2;
  candidate.has_open_attempt = true;
  EXPECT_FALSE(is_shown(ShownFrom::Closed, rules, candidate, kNow)) << "the last one is not over";
  rules.closes_at = kNow;
  EXPECT_TRUE(is_shown(ShownFrom::Closed, rules, candidate, kNow));
  EXPECT_TRUE(is_shown(ShownFrom::Submitted, rules, candidate, kNow));
  EXPECT_FALSE(is_shown(ShownFrom::Never, rules, candidate, kNow));
}

TEST(QuizRules, WhoMayBegin) {
  QuizRules rules;
  rules.opens_at = kNow - hours{1};
  rules.closes_at = kNow + hours{1};
  rules.attempts = 2;
  rules.delay_seconds = 600;
  rules.networks = "192.0.2.0/24";
  Candidate candidate;
  candidate.address = "192.0.2.7";
  EXPECT_FALSE(start_refusal(rules, candidate, kNow));
  EXPECT_EQ(start_refusal(rules, candidate, kNow - hours{2}), StartRefusal::NotOpen);
  EXPECT_EQ(start_refusal(rules, candidate, kNow + hours{1}), StartRefusal::Closed);
  candidate.attempts = 1;
  candidate.last_submitted_at = kNow - minutes{5};
  EXPECT_EQ(start_refusal(rules, candidate, kNow), StartRefusal::TooSoon);
  EXPECT_FALSE(start_refusal(rules, candidate, kNow + minutes{5}));
  candidate.attempts = 2;
  EXPECT_EQ(start_refusal(rules, candidate, kNow + minutes{30}), StartRefusal::NoAttemptsLeft);
  candidate.has_open_attempt = true;
  EXPECT_FALSE(start_refusal(rules, candidate, kNow + minutes{30})) << "what was begun may go on";
  candidate.address = "198.51.100.1";
  EXPECT_EQ(start_refusal(rules, candidate, kNow), StartRefusal::WrongPlace);
}

TEST(QuizRules, TheFirstOfLimitAndClosingEndsAnAttempt) {
  QuizRules rules;
  EXPECT_FALSE(due_at(rules, kNow));
  rules.time_limit_seconds = 600;
  EXPECT_EQ(due_at(rules, kNow), kNow + seconds{600});
  rules.closes_at = kNow + seconds{60};
  EXPECT_EQ(due_at(rules, kNow), kNow + seconds{60});
}

TEST(QuizRules, ThePersonBeatsTheCohortAndTheKindestCohortWins) {
  QuizRules rules;
  rules.time_limit_seconds = 600;
  rules.attempts = 1;
  QuizOverride slow;
  slow.time_limit_seconds = 900;
  QuizOverride slower;
  slower.time_limit_seconds = 1200;
  slower.attempts = 0;
  const auto of_cohorts = with_overrides(rules, std::nullopt, {slower, slow});
  EXPECT_EQ(of_cohorts.time_limit_seconds, 1200);
  EXPECT_EQ(of_cohorts.attempts, 0);
  QuizOverride mine;
  mine.time_limit_seconds = 700;
  EXPECT_EQ(with_overrides(rules, mine, {slower}).time_limit_seconds, 700);
}

TEST(QuizRules, GradingMethods) {
  const std::vector<double> fractions = {0.5, 0.9, 0.4};
  EXPECT_DOUBLE_EQ(final_fraction(GradingMethod::Best, fractions).value(), 0.9);
  EXPECT_DOUBLE_EQ(final_fraction(GradingMethod::Last, fractions).value(), 0.4);
  EXPECT_DOUBLE_EQ(final_fraction(GradingMethod::First, fractions).value(), 0.5);
  EXPECT_NEAR(final_fraction(GradingMethod::Average, fractions).value(), 0.6, 1e-9);
  EXPECT_FALSE(final_fraction(GradingMethod::Best, {}));
}

TEST(QuizRules, CertaintyIsMarkedByThePublishedTable) {
  // Gardner-Medwin: right 1, 2, 3; wrong 0, −2, −6.
  EXPECT_DOUBLE_EQ(certain_fraction(1, 1) * 3, 1);
  EXPECT_DOUBLE_EQ(certain_fraction(1, 2) * 3, 2);
  EXPECT_DOUBLE_EQ(certain_fraction(1, 3) * 3, 3);
  EXPECT_DOUBLE_EQ(certain_fraction(0, 1) * 3, 0);
  EXPECT_DOUBLE_EQ(certain_fraction(0, 2) * 3, -2);
  EXPECT_DOUBLE_EQ(certain_fraction(-0.5, 3) * 3, -6);
  EXPECT_DOUBLE_EQ(certain_fraction(0.5, 3) * 3, 1.5);
}

}  // namespace
}  // namespace lectern::lms
