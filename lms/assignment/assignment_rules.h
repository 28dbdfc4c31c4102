#pragma once
// What an assignment asks for, until when, and what it comes to: values and pure rules. The server enforces
// all of it; pages only show it.

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"

namespace lectern::lms {

/// What happens to work that comes after it was due.
enum class LateRule {
  Refused,
  Accepted,  ///< And marked as late.
  Deducted,  ///< Each day begun costs a share of all points.
};
constexpr std::array kLateRuleTexts = {EnumText{LateRule::Refused, "refused"},
                                       EnumText{LateRule::Accepted, "accepted"},
                                       EnumText{LateRule::Deducted, "deducted"}};
constexpr const auto& text_table(LateRule) {
  return kLateRuleTexts;
}

/// When somebody may hand in again. Work that was returned always may be.
enum class AgainRule { UntilDue, Attempts, WhenReturned };
constexpr std::array kAgainRuleTexts = {EnumText{AgainRule::UntilDue, "until_due"},
                                        EnumText{AgainRule::Attempts, "attempts"},
                                        EnumText{AgainRule::WhenReturned, "when_returned"}};
constexpr const auto& text_table(AgainRule) {
  return kAgainRuleTexts;
}

/// When people see their marks.
enum class ReleaseRule { AtOnce, Together };
constexpr std::array kReleaseRuleTexts = {EnumText{ReleaseRule::AtOnce, "at_once"},
                                          EnumText{ReleaseRule::Together, "together"}};
constexpr const auto& text_table(ReleaseRule) {
  return kReleaseRuleTexts;
}

enum class CombineRule { Median, Mean };
constexpr std::array kCombineRuleTexts = {EnumText{CombineRule::Median, "median"},
                                          EnumText{CombineRule::Mean, "mean"}};
constexpr const auto& text_table(CombineRule) {
  return kCombineRuleTexts;
}

struct PeerRules {
  std::int64_t reviews = 0;          ///< That each gives and gets; 0: none.
  std::optional<Instant> opens_at;   ///< Absent: when somebody who teaches says so.
  std::optional<Instant> closes_at;  ///< Likewise.
  bool asks_self = false;            ///< Each looks at their own work too; it does not count.
  CombineRule combine = CombineRule::Median;
  double teacher_weight = 1;   ///< Of the mark of who teaches, where there is one, beside that of peers.
  double reviewing_share = 0;  ///< Of the grade, earned by reviewing.

  bool is_on() const { return reviews > 0; }
};

struct AssignmentRules {
  bool takes_text = true;
  std::int64_t most_files = 5;  ///< 0: no files.
  std::int64_t largest_file = 50LL << 20;
  std::vector<std::string> kinds;  ///< Endings such as "pdf"; empty: any.
  std::optional<Instant> opens_at;
  std::optional<Instant> due_at;
  std::optional<Instant> cut_off_at;  ///< After it nothing is taken, late or not.
  LateRule late = LateRule::Accepted;
  double late_per_day = 0.1;
  double late_floor = 0;  ///< Lateness alone brings nobody below it.
  AgainRule again = AgainRule::UntilDue;
  std::int64_t attempts = 1;  ///< With AgainRule::Attempts; 0: any number.
  bool is_by_groups = false;
  bool is_anonymous = false;  ///< Whoever marks sees no names until marks are released.
  ReleaseRule release = ReleaseRule::AtOnce;
  double most_points = 100;  ///< Without a rubric.
  double pass_fraction = 0.5;
  PeerRules peer;
};

/// Throws InvalidInput naming every field at fault.
AssignmentRules read_assignment_rules(const nlohmann::json& object);
nlohmann::json as_json(const AssignmentRules& rules);

struct Extension {
  std::optional<Instant> due_at;
  std::optional<Instant> cut_off_at;
};

AssignmentRules with_extension(AssignmentRules rules, const Extension& extension);

/// What somebody handed in so far.
struct HandInHistory {
  std::int64_t attempts = 0;
  bool last_is_returned = false;
  bool last_is_marked = false;
  bool has_extension = false;
};

enum class HandInRefusal { NotOpen, TooLate, Closed, HandedIn, Marked, NoAttemptsLeft };
constexpr std::array kHandInRefusalTexts = {EnumText{HandInRefusal::NotOpen, "not_open"},
                                            EnumText{HandInRefusal::TooLate, "too_late"},
                                            EnumText{HandInRefusal::Closed, "closed"},
                                            EnumText{HandInRefusal::HandedIn, "handed_in"},
                                            EnumText{HandInRefusal::Marked, "marked"},
                                            EnumText{HandInRefusal::NoAttemptsLeft, "no_attempts_left"}};
constexpr const auto& text_table(HandInRefusal) {
  return kHandInRefusalTexts;
}

enum class Phase { HandingIn, Reviewing, Marked };
constexpr std::array kPhaseTexts = {EnumText{Phase::HandingIn, "handing_in"},
                                    EnumText{Phase::Reviewing, "reviewing"},
                                    EnumText{Phase::Marked, "marked"}};
constexpr const auto& text_table(Phase) {
  return kPhaseTexts;
}

/// Nothing where work may be handed in now.
std::optional<HandInRefusal> hand_in_refusal(const AssignmentRules& rules, Phase phase,
                                             const HandInHistory& history, Instant now);
/// A full sentence for whoever is refused.
std::string sentence_for(HandInRefusal refusal, const AssignmentRules& rules);
/// How long after it was due; nothing is late where there is no date.
Milliseconds lateness(const AssignmentRules& rules, Instant at);
/// What is wrong with a file of this name and size; empty: nothing.
std::string file_problem(const AssignmentRules& rules, const std::string& filename, std::uint64_t size);
/// When the phase ends by itself, where it does.
std::optional<Instant> turns_at(const AssignmentRules& rules, Phase phase);

/// All that the grade of one hand-in and one person is made of, as shares of all points.
struct Verdicts {
  std::optional<double> of_teacher;
  std::vector<double> of_peers;
  Milliseconds late{};
  std::optional<double> reviewing;  ///< The share of their reviews that they gave; absent: none were asked.
};

std::optional<double> combined(CombineRule rule, std::vector<double> fractions);
/// What the work itself comes to, lateness included; nothing while nobody has marked it.
std::optional<double> work_fraction(const AssignmentRules& rules, const Verdicts& verdicts);
/// With what reviewing earns.
std::optional<double> grade_fraction(const AssignmentRules& rules, const Verdicts& verdicts);

}  // namespace lectern::lms
