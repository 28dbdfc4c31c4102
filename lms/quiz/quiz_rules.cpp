#include "lms/quiz/quiz_rules.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/json.h"
#include "base/networks.h"
#include "base/text.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr std::int64_t kYear = 366LL * 24 * 3600;

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

/// Nothing where one of them is none. No networks are every network.
std::optional<Networks> networks_of(const std::string& text) {
  std::vector<std::string> each;
  for (const auto one : split(text, ','))
    if (!trim(one).empty()) each.emplace_back(trim(one));
  try {
    return Networks(each);
  } catch (const Error&) {
    return std::nullopt;
  }
}

bool is_within(const std::string& networks, const std::string& address) {
  const auto parsed = networks_of(networks);
  const auto bytes = parse_address(address);
  return parsed && bytes && parsed->contains(*bytes);
}

template <typename Value>
void keep_kindest(std::optional<Value>& kindest, const std::optional<Value>& other, bool is_kinder) {
  if (other && (!kindest || is_kinder)) kindest = other;
}

QuizOverride kindest_of(const std::vector<QuizOverride>& overrides) {
  QuizOverride kindest;
  for (const auto& one : overrides) {
    keep_kindest(kindest.opens_at, one.opens_at, one.opens_at < kindest.opens_at);
    keep_kindest(kindest.closes_at, one.closes_at, one.closes_at > kindest.closes_at);
    keep_kindest(kindest.time_limit_seconds, one.time_limit_seconds,
                 one.time_limit_seconds > kindest.time_limit_seconds);
    // No limit at all is the kindest.
    keep_kindest(kindest.attempts, one.attempts,
                 one.attempts == 0 || (kindest.attempts != 0 && one.attempts > kindest.attempts));
  }
  return kindest;
}

void apply(QuizRules& rules, const QuizOverride& override) {
  if (override.opens_at) rules.opens_at = override.opens_at;
  if (override.closes_at) rules.closes_at = override.closes_at;
  if (override.time_limit_seconds) rules.time_limit_seconds = override.time_limit_seconds;
  if (override.attempts) rules.attempts = *override.attempts;
}

}  // namespace

QuizRules read_rules(const json& object) {
  FieldReader fields(object);
  QuizRules rules;
  rules.opens_at = optional_time(fields, "opens_at");
  rules.closes_at = optional_time(fields, "closes_at");
  if (rules.opens_at && rules.closes_at && *rules.closes_at <= *rules.opens_at)
    fields.add_problem("closes_at", "The quiz must close after it opens.");
  rules.time_limit_seconds = fields.optional_integer("time_limit_seconds", 10, kYear);
  rules.attempts = fields.optional_integer("attempts", 0, 1000).value_or(0);
  rules.delay_seconds = fields.optional_integer("delay_seconds", 0, kYear).value_or(0);
  rules.password = fields.optional_text("password", {0, 100}).value_or("");
  rules.networks = fields.optional_text("networks", {0, 2000}).value_or("");
  if (!rules.networks.empty() && !networks_of(rules.networks))
    fields.add_problem("networks", "Write networks like 192.0.2.0/24, separated by commas.");
  rules.shuffles_questions = fields.optional_flag("shuffle_questions").value_or(false);
  rules.asks_certainty = fields.optional_flag("certainty").value_or(false);
  rules.is_sequential = fields.optional_flag("sequential").value_or(false);
  rules.method = choice_of(fields, "method", GradingMethod::Best);
  rules.pass_fraction = fields.optional_number("pass_fraction", 0, 1).value_or(0.5);
  rules.show_points = choice_of(fields, "show_points", ShownFrom::Submitted);
  rules.show_feedback = choice_of(fields, "show_feedback", ShownFrom::Submitted);
  rules.show_solutions = choice_of(fields, "show_solutions", ShownFrom::Closed);
  fields.finish();
  return rules;
}

json as_json(const QuizRules& rules) {
  return {{"opens_at", time_or_null(rules.opens_at)},
          {"closes_at", time_or_null(rules.closes_at)},
          {"time_limit_seconds", rules.time_limit_seconds ? json(*rules.time_limit_seconds) : json(nullptr)},
          {"attempts", rules.attempts},
          {"delay_seconds", rules.delay_seconds},
          {"password", rules.password},
          {"networks", rules.networks},
          {"shuffle_questions", rules.shuffles_questions},
          {"certainty", rules.asks_certainty},
          {"sequential", rules.is_sequential},
          {"method", text_of(rules.method)},
          {"pass_fraction", rules.pass_fraction},
          {"show_points", text_of(rules.show_points)},
          {"show_feedback", text_of(rules.show_feedback)},
          {"show_solutions", text_of(rules.show_solutions)}};
}

QuizRules with_overrides(QuizRules rules, const std::optional<QuizOverride>& of_person,
                         const std::vector<QuizOverride>& of_cohorts) {
  apply(rules, kindest_of(of_cohorts));
  if (of_person) apply(rules, *of_person);
  return rules;
}

std::optional<StartRefusal> start_refusal(const QuizRules& rules, const Candidate& candidate, Instant now) {
  if (rules.opens_at && now < *rules.opens_at) return StartRefusal::NotOpen;
  if (rules.closes_at && now >= *rules.closes_at) return StartRefusal::Closed;
  if (!rules.networks.empty() && !is_within(rules.networks, candidate.address))
    return StartRefusal::WrongPlace;
  if (candidate.has_open_attempt) return std::nullopt;
  if (rules.attempts > 0 && candidate.attempts >= rules.attempts) return StartRefusal::NoAttemptsLeft;
  if (candidate.last_submitted_at &&
      now < *candidate.last_submitted_at + std::chrono::seconds{rules.delay_seconds})
    return StartRefusal::TooSoon;
  return std::nullopt;
}

std::string sentence_for(StartRefusal refusal, const QuizRules& rules, const Candidate& candidate) {
  switch (refusal) {
    case StartRefusal::NotOpen:
      return "This quiz opens at " + to_rfc3339(rules.opens_at.value()) + ".";
    case StartRefusal::Closed:
      return "This quiz has closed; ask who teaches the course whether you may still take it.";
    case StartRefusal::NoAttemptsLeft:
      return "You have used all your attempts at this quiz.";
    case StartRefusal::TooSoon:
      return "Your next attempt may begin at " +
             to_rfc3339(candidate.last_submitted_at.value() + std::chrono::seconds{rules.delay_seconds}) +
             ".";
    case StartRefusal::WrongPlace:
      return "This quiz can only be taken from certain places, such as the exam room; you are elsewhere.";
  }
  return {};
}

std::optional<Instant> due_at(const QuizRules& rules, Instant started) {
  std::optional<Instant> due = rules.closes_at;
  if (rules.time_limit_seconds) {
    const auto limit = started + std::chrono::seconds{*rules.time_limit_seconds};
    due = due ? std::min(*due, limit) : limit;
  }
  return due;
}

bool is_shown(ShownFrom from, const QuizRules& rules, const Candidate& candidate, Instant now) {
  if (from != ShownFrom::Closed) return from == ShownFrom::Submitted;
  if (rules.closes_at) return now >= *rules.closes_at;
  return rules.attempts > 0 && candidate.attempts >= rules.attempts && !candidate.has_open_attempt;
}

std::optional<double> final_fraction(GradingMethod method, const std::vector<double>& fractions) {
  if (fractions.empty()) return std::nullopt;
  switch (method) {
    case GradingMethod::Best:
      return *std::max_element(fractions.begin(), fractions.end());
    case GradingMethod::Last:
      return fractions.back();
    case GradingMethod::First:
      return fractions.front();
    case GradingMethod::Average:
      return std::accumulate(fractions.begin(), fractions.end(), 0.0) / static_cast<double>(fractions.size());
  }
  return std::nullopt;
}

double certain_fraction(double fraction, std::int64_t certainty) {
  constexpr std::array kRight = {1.0, 2.0, 3.0};
  constexpr std::array kWrong = {0.0, -2.0, -6.0};
  const auto row = static_cast<std::size_t>(std::clamp<std::int64_t>(certainty, 1, 3) - 1);
  return (fraction > 0 ? kRight[row] * fraction : kWrong[row]) / kRight.back();
}

}  // namespace lectern::lms
