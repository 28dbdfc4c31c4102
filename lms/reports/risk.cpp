#include "lms/reports/risk.h"

#include <fmt/format.h>

#include <algorithm>

namespace lectern::lms {

namespace {

std::int64_t days_between(Instant from, Instant to) {
  return std::chrono::floor<std::chrono::days>(to - from).count();
}

std::optional<Risk> activity_risk(const LearnerFacts& facts, const RiskRule& rule, Instant now) {
  const auto since = facts.last_active ? facts.last_active : facts.enrolled;
  if (!since) return std::nullopt;
  // Nobody is expected before the course begins.
  const auto days = days_between(std::max(*since, facts.starts.value_or(*since)), now);
  if (days < rule.inactive_days) return std::nullopt;
  return Risk{facts.last_active ? RiskReason::Inactive : RiskReason::NeverActive, days, rule.inactive_days};
}

/// Lessons against time: half of the time, half of the lessons.
std::optional<Risk> pace_risk(const LearnerFacts& facts, const RiskRule& rule, Instant now) {
  const auto begin = facts.enrolled && facts.starts ? std::max(*facts.enrolled, *facts.starts)
                     : facts.starts                 ? *facts.starts
                                                    : facts.enrolled.value_or(now);
  if (!facts.ends || *facts.ends <= begin || now <= begin || facts.needed_lessons == 0) return std::nullopt;
  const auto passed = std::min(now, *facts.ends) - begin;
  const auto expected = passed.count() * 100 / (*facts.ends - begin).count();
  const auto done = std::min<std::int64_t>(100, facts.completed_lessons * 100 / facts.needed_lessons);
  if (expected - done < rule.behind_percent) return std::nullopt;
  return Risk{RiskReason::Behind, done, expected};
}

}  // namespace

std::vector<Risk> risks_of(const LearnerFacts& facts, const RiskRule& rule, Instant now) {
  if (facts.is_completed) return {};
  std::vector<Risk> risks;
  if (const auto risk = activity_risk(facts, rule, now)) risks.push_back(*risk);
  if (const auto risk = pace_risk(facts, rule, now)) risks.push_back(*risk);
  if (facts.total && *facts.total < rule.failing_below)
    risks.push_back({RiskReason::Failing, *facts.total / 100, rule.failing_below / 100});
  return risks;
}

std::string sentence_for(const Risk& risk) {
  switch (risk.reason) {
    case RiskReason::NeverActive:
      return fmt::format("Not begun for {} days.", risk.value);
    case RiskReason::Inactive:
      return fmt::format("No activity for {} days.", risk.value);
    case RiskReason::Behind:
      return fmt::format("{} % of the lessons are completed; {} % would be on time.", risk.value,
                         risk.expected);
    case RiskReason::Failing:
      break;
  }
  return fmt::format("The grade is {} %, and {} % are needed.", risk.value, risk.expected);
}

}  // namespace lectern::lms
