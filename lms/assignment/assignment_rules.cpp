#include "lms/assignment/assignment_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/json.h"
#include "base/text.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr std::int64_t kMostFiles = 50;
constexpr std::int64_t kLargestFile = 2LL << 30;
constexpr std::int64_t kMostReviews = 20;
constexpr double kMostPoints = 100'000;

std::optional<Instant> optional_time(FieldReader& fields, std::string_view field) {
  const auto text = fields.optional_text(field, {1, 40});
  if (!text) return std::nullopt;
  const auto at = from_rfc3339(*text);
  if (!at) fields.add_problem(field, "This must be a time like 2026-10-01T08:00:00Z.");
  return at;
}

template <typename Enum>
Enum choice_of(FieldReader& fields, std::string_view field, Enum otherwise) {
  std::vector<std::string_view> choices;
  for (const auto& row : text_table(Enum{})) choices.push_back(row.text);
  const auto text = fields.optional_choice(field, choices);
  return text ? from_text<Enum>(*text).value_or(otherwise) : otherwise;
}

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

/// "PDF" and ".pdf" are the ending "pdf".
std::string ending(std::string_view kind) {
  if (kind.starts_with('.')) kind.remove_prefix(1);
  return to_lower_ascii(kind);
}

PeerRules read_peer(const json& object) {
  FieldReader fields(object);
  PeerRules peer;
  peer.reviews = fields.optional_integer("reviews", 0, kMostReviews).value_or(0);
  peer.opens_at = optional_time(fields, "opens_at");
  peer.closes_at = optional_time(fields, "closes_at");
  if (peer.opens_at && peer.closes_at && *peer.closes_at <= *peer.opens_at)
    fields.add_problem("closes_at", "Reviewing must end after it begins.");
  peer.asks_self = fields.optional_flag("self").value_or(false);
  peer.combine = choice_of(fields, "combine", CombineRule::Median);
  peer.teacher_weight = fields.optional_number("teacher_weight", 0, 1).value_or(1);
  peer.reviewing_share = fields.optional_number("reviewing_share", 0, 1).value_or(0);
  fields.finish();
  return peer;
}

json as_json(const PeerRules& peer) {
  return {{"reviews", peer.reviews},
          {"opens_at", time_or_null(peer.opens_at)},
          {"closes_at", time_or_null(peer.closes_at)},
          {"self", peer.asks_self},
          {"combine", text_of(peer.combine)},
          {"teacher_weight", peer.teacher_weight},
          {"reviewing_share", peer.reviewing_share}};
}

void read_work(FieldReader& fields, AssignmentRules& rules) {
  rules.takes_text = fields.optional_flag("text").value_or(true);
  rules.most_files = fields.optional_integer("most_files", 0, kMostFiles).value_or(rules.most_files);
  rules.largest_file = fields.optional_integer("largest_file", 1, kLargestFile).value_or(rules.largest_file);
  for (const auto& kind : fields.texts("kinds", 30, {1, 12})) rules.kinds.push_back(ending(kind));
  if (!rules.takes_text && rules.most_files == 0)
    fields.add_problem("text", "Something must be handed in: text, files or both.");
}

void read_dates(FieldReader& fields, AssignmentRules& rules) {
  rules.opens_at = optional_time(fields, "opens_at");
  rules.due_at = optional_time(fields, "due_at");
  rules.cut_off_at = optional_time(fields, "cut_off_at");
  if (rules.opens_at && rules.due_at && *rules.due_at <= *rules.opens_at)
    fields.add_problem("due_at", "It must be due after it opens.");
  const auto last = rules.due_at ? rules.due_at : rules.opens_at;
  if (last && rules.cut_off_at && *rules.cut_off_at < *last)
    fields.add_problem("cut_off_at", "The last date cannot be before it is due.");
  rules.late = choice_of(fields, "late", LateRule::Accepted);
  rules.late_per_day = fields.optional_number("late_per_day", 0, 1).value_or(rules.late_per_day);
  rules.late_floor = fields.optional_number("late_floor", 0, 1).value_or(rules.late_floor);
}

/// After it nothing is taken.
std::optional<Instant> last_moment(const AssignmentRules& rules) {
  return rules.late == LateRule::Refused && rules.due_at ? rules.due_at : rules.cut_off_at;
}

double after_lateness(const AssignmentRules& rules, double fraction, Milliseconds late) {
  if (rules.late != LateRule::Deducted || late <= Milliseconds{0}) return fraction;
  const auto days = std::chrono::ceil<std::chrono::days>(late).count();
  const double left = fraction - static_cast<double>(days) * rules.late_per_day;
  return std::max(left, std::min(fraction, rules.late_floor));
}

}  // namespace

AssignmentRules read_assignment_rules(const json& object) {
  json rest = object;
  AssignmentRules rules;
  std::vector<Problem> problems;
  if (rest.is_object() && rest.contains("peer")) {
    try {
      if (!rest["peer"].is_null()) rules.peer = read_peer(rest["peer"]);
    } catch (const InvalidInput& error) {
      for (const auto& problem : error.problems())
        problems.push_back({"peer." + problem.field, problem.message});
    }
    rest.erase("peer");
  }
  FieldReader fields(rest);
  read_work(fields, rules);
  read_dates(fields, rules);
  rules.again = choice_of(fields, "again", AgainRule::UntilDue);
  rules.attempts = fields.optional_integer("attempts", 0, 1000).value_or(rules.attempts);
  rules.is_by_groups = fields.optional_flag("groups").value_or(false);
  rules.is_anonymous = fields.optional_flag("anonymous").value_or(false);
  rules.release = choice_of(fields, "release", ReleaseRule::AtOnce);
  rules.most_points = fields.optional_number("most_points", 0.001, kMostPoints).value_or(rules.most_points);
  rules.pass_fraction = fields.optional_number("pass_fraction", 0, 1).value_or(rules.pass_fraction);
  for (auto& problem : problems) fields.add_problem(problem.field, std::move(problem.message));
  fields.finish();
  return rules;
}

json as_json(const AssignmentRules& rules) {
  return {{"text", rules.takes_text},
          {"most_files", rules.most_files},
          {"largest_file", rules.largest_file},
          {"kinds", rules.kinds},
          {"opens_at", time_or_null(rules.opens_at)},
          {"due_at", time_or_null(rules.due_at)},
          {"cut_off_at", time_or_null(rules.cut_off_at)},
          {"late", text_of(rules.late)},
          {"late_per_day", rules.late_per_day},
          {"late_floor", rules.late_floor},
          {"again", text_of(rules.again)},
          {"attempts", rules.attempts},
          {"groups", rules.is_by_groups},
          {"anonymous", rules.is_anonymous},
          {"release", text_of(rules.release)},
          {"most_points", rules.most_points},
          {"pass_fraction", rules.pass_fraction},
          {"peer", as_json(rules.peer)}};
}

AssignmentRules with_extension(AssignmentRules rules, const Extension& extension) {
  if (extension.due_at) rules.due_at = extension.due_at;
  if (extension.cut_off_at) rules.cut_off_at = extension.cut_off_at;
  // Who has longer is not cut off before.
  if (rules.due_at && rules.cut_off_at) rules.cut_off_at = std::max(*rules.due_at, *rules.cut_off_at);
  return rules;
}

std::optional<HandInRefusal> hand_in_refusal(const AssignmentRules& rules, Phase phase,
                                             const HandInHistory& history, Instant now) {
  if (rules.opens_at && now < *rules.opens_at) return HandInRefusal::NotOpen;
  if (history.last_is_returned) return std::nullopt;
  const auto last = last_moment(rules);
  if (last && now >= *last) return HandInRefusal::TooLate;
  if (phase != Phase::HandingIn && !history.has_extension) return HandInRefusal::Closed;
  if (history.attempts == 0) return std::nullopt;
  switch (rules.again) {
    case AgainRule::UntilDue:
      if (rules.due_at && now >= *rules.due_at) return HandInRefusal::HandedIn;
      if (history.last_is_marked) return HandInRefusal::Marked;
      break;
    case AgainRule::Attempts:
      if (rules.attempts > 0 && history.attempts >= rules.attempts) return HandInRefusal::NoAttemptsLeft;
      break;
    case AgainRule::WhenReturned:
      return HandInRefusal::HandedIn;
  }
  return std::nullopt;
}

std::string sentence_for(HandInRefusal refusal, const AssignmentRules& rules) {
  switch (refusal) {
    case HandInRefusal::NotOpen:
      return "Work can be handed in from " + to_rfc3339(rules.opens_at.value()) + " on.";
    case HandInRefusal::TooLate:
      return "Nothing can be handed in any more; ask who teaches the course whether you may have longer.";
    case HandInRefusal::Closed:
      return "Handing in is over: the work is being reviewed, or is marked.";
    case HandInRefusal::HandedIn:
      return "You have handed in, and may do so again only if your work is returned to you.";
    case HandInRefusal::Marked:
      return "Your work has been marked, so that it stays as it is.";
    case HandInRefusal::NoAttemptsLeft:
      return "You have handed in as often as this assignment allows.";
  }
  return {};
}

Milliseconds lateness(const AssignmentRules& rules, Instant at) {
  return rules.due_at ? std::max(at - *rules.due_at, Milliseconds{0}) : Milliseconds{0};
}

std::string file_problem(const AssignmentRules& rules, const std::string& filename, std::uint64_t size) {
  if (rules.most_files == 0) return "This assignment takes no files.";
  if (size > static_cast<std::uint64_t>(rules.largest_file))
    return fmt::format("This file is too large: {} bytes are allowed.", rules.largest_file);
  const auto dot = filename.rfind('.');
  const auto kind = dot == std::string::npos ? std::string{} : ending(filename.substr(dot));
  if (!rules.kinds.empty() && std::find(rules.kinds.begin(), rules.kinds.end(), kind) == rules.kinds.end())
    return fmt::format("This assignment takes files of these kinds: {}.", fmt::join(rules.kinds, ", "));
  return {};
}

std::optional<Instant> turns_at(const AssignmentRules& rules, Phase phase) {
  if (!rules.peer.is_on() || phase == Phase::Marked) return std::nullopt;
  return phase == Phase::HandingIn ? rules.peer.opens_at : rules.peer.closes_at;
}

std::optional<double> combined(CombineRule rule, std::vector<double> fractions) {
  if (fractions.empty()) return std::nullopt;
  const auto count = fractions.size();
  if (rule == CombineRule::Mean)
    return std::accumulate(fractions.begin(), fractions.end(), 0.0) / static_cast<double>(count);
  std::sort(fractions.begin(), fractions.end());
  return (fractions[(count - 1) / 2] + fractions[count / 2]) / 2;
}

std::optional<double> work_fraction(const AssignmentRules& rules, const Verdicts& verdicts) {
  const auto of_peers =
      rules.peer.is_on() ? combined(rules.peer.combine, verdicts.of_peers) : std::optional<double>{};
  auto fraction = verdicts.of_teacher ? verdicts.of_teacher : of_peers;
  if (!fraction) return std::nullopt;
  if (verdicts.of_teacher && of_peers)
    fraction = rules.peer.teacher_weight * *verdicts.of_teacher + (1 - rules.peer.teacher_weight) * *of_peers;
  return after_lateness(rules, *fraction, verdicts.late);
}

std::optional<double> grade_fraction(const AssignmentRules& rules, const Verdicts& verdicts) {
  const auto work = work_fraction(rules, verdicts);
  if (!work || !rules.peer.is_on() || !verdicts.reviewing) return work;
  const double share = rules.peer.reviewing_share;
  return (1 - share) * *work + share * *verdicts.reviewing;
}

}  // namespace lectern::lms
