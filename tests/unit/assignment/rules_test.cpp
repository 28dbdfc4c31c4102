#include "lms/assignment/assignment_rules.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace lectern::lms {
namespace {

using nlohmann::json;
using std::chrono::hours;
using std::chrono::minutes;

const Instant kDue = from_rfc3339("2026-03-01T12:00:00Z").value();

AssignmentRules due() {
  AssignmentRules rules;
  rules.due_at = kDue;
  return rules;
}

std::optional<HandInRefusal> refusal(const AssignmentRules& rules, Instant now, HandInHistory history = {}) {
  return hand_in_refusal(rules, Phase::HandingIn, history, now);
}

std::vector<std::string> fields_at_fault(const json& rules) {
  try {
    read_assignment_rules(rules);
  } catch (const InvalidInput& error) {
    std::vector<std::string> fields;
    for (const auto& problem : error.problems()) fields.push_back(problem.field);
    return fields;
  }
  return {};
}

TEST(AssignmentRules, AreWhatTheyWereAfterBeingWrittenAndRead) {
  const json object = {{"text", false},
                       {"most_files", 3},
                       {"kinds", {"pdf", "zip"}},
                       {"due_at", "2026-03-01T12:00:00.000Z"},
                       {"late", "deducted"},
                       {"late_per_day", 0.2},
                       {"late_floor", 0.4},
                       {"again", "attempts"},
                       {"attempts", 2},
                       {"groups", true},
                       {"anonymous", true},
                       {"release", "together"},
                       {"peer", {{"reviews", 3}, {"combine", "mean"}, {"self", true}}}};
  const auto written = as_json(read_assignment_rules(object));
  EXPECT_EQ(as_json(read_assignment_rules(written)), written);
  for (const auto* field : {"text", "most_files", "kinds", "due_at", "late", "late_per_day", "late_floor",
                            "again", "attempts", "groups", "anonymous", "release"})
    EXPECT_EQ(written.at(field), object.at(field)) << field;
  EXPECT_EQ(written.at("peer").at("reviews"), 3);
}

TEST(AssignmentRules, NameEveryFieldAtFault) {
  EXPECT_EQ(fields_at_fault({{"text", false}, {"most_files", 0}}), std::vector<std::string>{"text"});
  EXPECT_EQ(fields_at_fault({{"due_at", "2026-03-01T12:00:00Z"}, {"cut_off_at", "2026-02-01T12:00:00Z"}}),
            std::vector<std::string>{"cut_off_at"});
  const auto faults = fields_at_fault({{"late", "maybe"}, {"peer", {{"reviews", 99}}}, {"colour", "red"}});
  EXPECT_EQ(faults.size(), 3U);
  EXPECT_NE(std::find(faults.begin(), faults.end(), "peer.reviews"), faults.end());
}

TEST(AssignmentRules, EndingsOfNamesAreReadAsPeopleWriteThem) {
  const auto rules = read_assignment_rules({{"kinds", {".PDF", "docx"}}});
  EXPECT_EQ(file_problem(rules, "Essay.Pdf", 10), "");
  EXPECT_NE(file_problem(rules, "essay.exe", 10), "");
  EXPECT_NE(file_problem(rules, "pdf", 10), "") << "a name without an ending has none";
  EXPECT_NE(file_problem(rules, "essay.pdf", 60ULL << 20), "");
}

TEST(AssignmentRules, LateWorkIsTakenUntilTheCutOff) {
  auto rules = due();
  EXPECT_EQ(refusal(rules, kDue + hours{100}), std::nullopt);
  rules.cut_off_at = kDue + hours{24};
  EXPECT_EQ(refusal(rules, kDue + hours{23}), std::nullopt);
  EXPECT_EQ(refusal(rules, kDue + hours{24}), HandInRefusal::TooLate);
  rules.late = LateRule::Refused;
  EXPECT_EQ(refusal(rules, kDue), HandInRefusal::TooLate);
  EXPECT_EQ(refusal(rules, kDue - minutes{1}), std::nullopt);
}

TEST(AssignmentRules, SayWhoMayHandInAgain) {
  auto rules = due();
  const HandInHistory once{.attempts = 1};
  EXPECT_EQ(refusal(rules, kDue - minutes{1}, once), std::nullopt);
  EXPECT_EQ(refusal(rules, kDue, once), HandInRefusal::HandedIn);
  EXPECT_EQ(refusal(rules, kDue - minutes{1}, {.attempts = 1, .last_is_marked = true}),
            HandInRefusal::Marked);
  rules.again = AgainRule::Attempts;
  rules.attempts = 2;
  EXPECT_EQ(refusal(rules, kDue + minutes{1}, once), std::nullopt);
  EXPECT_EQ(refusal(rules, kDue, {.attempts = 2}), HandInRefusal::NoAttemptsLeft);
  rules.again = AgainRule::WhenReturned;
  EXPECT_EQ(refusal(rules, kDue - minutes{1}, once), HandInRefusal::HandedIn);
  EXPECT_EQ(refusal(rules, kDue + hours{999}, {.attempts = 1, .last_is_returned = true}), std::nullopt)
      << "whoever asked for it to be done again waits for it";
}

TEST(AssignmentRules, ReviewingEndsHandingInButForWhoHasLonger) {
  const auto rules = due();
  EXPECT_EQ(hand_in_refusal(rules, Phase::Reviewing, {}, kDue), HandInRefusal::Closed);
  EXPECT_EQ(hand_in_refusal(rules, Phase::Reviewing, {.has_extension = true}, kDue), std::nullopt);
}

TEST(AssignmentRules, AnExtensionMovesTheCutOffAlong) {
  auto rules = due();
  rules.cut_off_at = kDue + hours{1};
  const auto longer = with_extension(rules, {kDue + hours{48}, std::nullopt});
  EXPECT_EQ(longer.due_at, kDue + hours{48});
  EXPECT_EQ(longer.cut_off_at, kDue + hours{48});
}

TEST(AssignmentGrades, LoseAShareForEachDayBegunDownToTheFloor) {
  auto rules = due();
  rules.late = LateRule::Deducted;
  rules.late_per_day = 0.1;
  rules.late_floor = 0.5;
  const auto with = [&](double fraction, Milliseconds late) {
    return work_fraction(rules, {.of_teacher = fraction, .of_peers = {}, .late = late, .reviewing = {}})
        .value();
  };
  EXPECT_DOUBLE_EQ(with(0.9, Milliseconds{0}), 0.9);
  EXPECT_DOUBLE_EQ(with(0.9, minutes{1}), 0.8);
  EXPECT_DOUBLE_EQ(with(0.9, hours{24}), 0.8);
  EXPECT_NEAR(with(0.9, hours{25}), 0.7, 1e-12);
  EXPECT_DOUBLE_EQ(with(0.9, hours{24 * 30}), 0.5);
  EXPECT_DOUBLE_EQ(with(0.3, hours{24 * 30}), 0.3) << "lateness alone brings nobody below the floor";
}

TEST(AssignmentGrades, CombineWhatPeersAndTeachersSay) {
  AssignmentRules rules;
  rules.peer.reviews = 3;
  Verdicts verdicts{.of_teacher = {}, .of_peers = {0.2, 0.9, 0.8}, .late = {}, .reviewing = 0.5};
  EXPECT_DOUBLE_EQ(work_fraction(rules, verdicts).value(), 0.8) << "the median: one harsh peer does no harm";
  rules.peer.combine = CombineRule::Mean;
  EXPECT_NEAR(work_fraction(rules, verdicts).value(), 1.9 / 3, 1e-12);
  verdicts.of_teacher = 1;
  EXPECT_DOUBLE_EQ(work_fraction(rules, verdicts).value(), 1);
  rules.peer.teacher_weight = 0.5;
  rules.peer.combine = CombineRule::Median;
  EXPECT_DOUBLE_EQ(work_fraction(rules, verdicts).value(), 0.9);
  rules.peer.reviewing_share = 0.2;
  EXPECT_DOUBLE_EQ(grade_fraction(rules, verdicts).value(), 0.8 * 0.9 + 0.2 * 0.5);
  EXPECT_EQ(grade_fraction(rules, {}), std::nullopt) << "nobody has marked it";
}

TEST(AssignmentGrades, TheMedianOfAnEvenNumberLiesBetween) {
  EXPECT_DOUBLE_EQ(combined(CombineRule::Median, {0.2, 0.4}).value(), 0.3);
  EXPECT_DOUBLE_EQ(combined(CombineRule::Median, {0.7}).value(), 0.7);
  EXPECT_EQ(combined(CombineRule::Median, {}), std::nullopt);
}

}  // namespace
}  // namespace lectern::lms
