#pragma once
// Who may not make it, and why. Pure.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"

namespace lectern::lms {

/// What is known of somebody who takes a course.
struct LearnerFacts {
  std::optional<Instant> enrolled;
  std::optional<Instant> last_active;  ///< Absent: never.
  bool is_completed = false;
  std::int64_t completed_lessons = 0;
  std::int64_t needed_lessons = 0;
  std::optional<std::int64_t> total;  ///< Ten-thousandths; absent: nothing is graded.
  std::optional<Instant> starts;      ///< Of the course.
  std::optional<Instant> ends;        ///< Of the course or of their place in it, whichever is first.
};

struct RiskRule {
  std::int64_t inactive_days = 14;
  std::int64_t behind_percent = 20;    ///< Of the lessons, behind where time would have them.
  std::int64_t failing_below = 5'000;  ///< Ten-thousandths.
};

enum class RiskReason { NeverActive, Inactive, Behind, Failing };
constexpr std::array kRiskReasonTexts = {
    EnumText{RiskReason::NeverActive, "never_active"}, EnumText{RiskReason::Inactive, "inactive"},
    EnumText{RiskReason::Behind, "behind"}, EnumText{RiskReason::Failing, "failing"}};
constexpr const auto& text_table(RiskReason) {
  return kRiskReasonTexts;
}

struct Risk {
  RiskReason reason = RiskReason::Inactive;
  std::int64_t value =
      0;  ///< Days without activity, per cent of lessons completed, or the grade in hundredths.
  std::int64_t expected = 0;  ///< What was to be expected of `value`.

  bool operator==(const Risk&) const = default;
};

/// Empty for who is on the way, or has arrived.
std::vector<Risk> risks_of(const LearnerFacts& facts, const RiskRule& rule, Instant now);
/// "No activity for 20 days."
std::string sentence_for(const Risk& risk);

}  // namespace lectern::lms
