#pragma once
// What a quiz allows, and when: values and pure rules. The server enforces all of it; pages only show it.

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"

namespace lectern::lms {

enum class GradingMethod { Best, Last, First, Average };
constexpr std::array kGradingMethodTexts = {
    EnumText{GradingMethod::Best, "best"}, EnumText{GradingMethod::Last, "last"},
    EnumText{GradingMethod::First, "first"}, EnumText{GradingMethod::Average, "average"}};
constexpr const auto& text_table(GradingMethod) {
  return kGradingMethodTexts;
}

/// From when on something of an attempt is shown to whoever made it.
enum class ShownFrom { Submitted, Closed, Never };
constexpr std::array kShownFromTexts = {EnumText{ShownFrom::Submitted, "submitted"},
                                        EnumText{ShownFrom::Closed, "closed"},
                                        EnumText{ShownFrom::Never, "never"}};
constexpr const auto& text_table(ShownFrom) {
  return kShownFromTexts;
}

struct QuizRules {
  std::optional<Instant> opens_at;
  std::optional<Instant> closes_at;
  std::optional<std::int64_t> time_limit_seconds;
  std::int64_t attempts = 0;       ///< 0: any number.
  std::int64_t delay_seconds = 0;  ///< Between the end of one attempt and the next.
  std::string password;            ///< A word given out in the room; empty: none.
  std::string networks;  ///< Addresses it may be taken from, as base/networks reads them; empty: any.
  bool shuffles_questions = false;
  bool asks_certainty = false;
  bool is_sequential = false;  ///< One page after the other, and no way back.
  GradingMethod method = GradingMethod::Best;
  double pass_fraction = 0.5;
  ShownFrom show_points = ShownFrom::Submitted;
  ShownFrom show_feedback = ShownFrom::Submitted;
  ShownFrom show_solutions = ShownFrom::Closed;
};

/// Only what is set replaces what the quiz has.
struct QuizOverride {
  std::optional<Instant> opens_at;
  std::optional<Instant> closes_at;
  std::optional<std::int64_t> time_limit_seconds;
  std::optional<std::int64_t> attempts;
};

/// Throws InvalidInput naming every field at fault.
QuizRules read_rules(const nlohmann::json& object);
nlohmann::json as_json(const QuizRules& rules);

/// That of the person where there is one; of several cohorts, whatever is kindest.
QuizRules with_overrides(QuizRules rules, const std::optional<QuizOverride>& of_person,
                         const std::vector<QuizOverride>& of_cohorts);

/// What somebody did so far and from where they ask.
struct Candidate {
  std::int64_t attempts = 0;
  bool has_open_attempt = false;
  std::optional<Instant> last_submitted_at;
  std::string address;
};

enum class StartRefusal { NotOpen, Closed, NoAttemptsLeft, TooSoon, WrongPlace };
constexpr std::array kStartRefusalTexts = {
    EnumText{StartRefusal::NotOpen, "not_open"}, EnumText{StartRefusal::Closed, "closed"},
    EnumText{StartRefusal::NoAttemptsLeft, "no_attempts_left"}, EnumText{StartRefusal::TooSoon, "too_soon"},
    EnumText{StartRefusal::WrongPlace, "wrong_place"}};
constexpr const auto& text_table(StartRefusal) {
  return kStartRefusalTexts;
}

/// Nothing where an attempt may begin now, the password apart.
std::optional<StartRefusal> start_refusal(const QuizRules& rules, const Candidate& candidate, Instant now);
/// A full sentence for whoever is refused.
std::string sentence_for(StartRefusal refusal, const QuizRules& rules, const Candidate& candidate);
/// When the server ends an attempt that begins now: the time limit or the closing, whichever is first.
std::optional<Instant> due_at(const QuizRules& rules, Instant started);

/// A quiz that never closes is closed for whoever has no attempt left.
bool is_shown(ShownFrom from, const QuizRules& rules, const Candidate& candidate, Instant now);

/// Of finished attempts, in order; nothing where there are none.
std::optional<double> final_fraction(GradingMethod method, const std::vector<double>& fractions);

/// Certainty-based marking, with the marks that Gardner-Medwin published and Moodle uses: right answers earn
/// 1, 2 or 3, wrong ones 0, -2 or -6, by how sure one was. As a share of the greatest: a quiz is full when
/// all is right and sure.
double certain_fraction(double fraction, std::int64_t certainty);

}  // namespace lectern::lms
