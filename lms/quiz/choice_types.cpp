// Single choice, multiple choice, true or false.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "lms/quiz/definition.h"
#include "lms/quiz/type_tools.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr std::size_t kOptionText = 5000;
constexpr std::size_t kFeedbackText = 5000;
constexpr double kNearlyRight = 0.99;  // Thirds written with two digits add up to this.

struct Fractions {
  double best = -1;
  double sum_of_good = 0;
};

Fractions read_options(DefinitionReader& reader) {
  Fractions fractions;
  reader.each("options", 2, 30, [&](DefinitionReader& option) {
    option.text("text", kOptionText);
    const double fraction = option.number("fraction", -1, 1);
    option.optional_text("feedback", kFeedbackText);
    fractions.best = std::max(fractions.best, fraction);
    fractions.sum_of_good += std::max(fraction, 0.0);
  });
  reader.optional_flag("shuffle");
  reader.choice("numbering", {"letters", "numbers", "none"});
  return fractions;
}

const json& option_at(const GivenQuestion& given, std::size_t place) {
  const auto& options = list_of(given.definition, "options");
  return options[shown_order(given, options.size())[place]];
}

Verdict verdict_on(const json& option) {
  return {"", text_of_field(option, "text"), fraction_of(option), text_of_field(option, "feedback")};
}

}  // namespace

void check_single_choice(DefinitionReader& reader, const json&) {
  if (read_options(reader).best < kNearlyRight)
    reader.add_problem("options", "One option must be right: give it the fraction 1.");
}

void check_multiple_choice(DefinitionReader& reader, const json&) {
  const auto scoring = reader.choice("scoring", {"per_option", "all_or_nothing"});
  if (read_options(reader).sum_of_good < kNearlyRight && scoring == "per_option")
    reader.add_problem("options", "The fractions of the right options must add up to 1.");
}

json show_choice(const GivenQuestion& given) {
  const auto& options = list_of(given.definition, "options");
  json shown = json::array();
  for (const auto at : shown_order(given, options.size()))
    shown.push_back(text_of_field(options[at], "text"));
  const auto numbering = text_of_field(given.definition, "numbering");
  return {{"options", std::move(shown)}, {"numbering", numbering.empty() ? "letters" : numbering}};
}

Mark mark_single_choice(const GivenQuestion& given, const json& response) {
  const auto place = place_in(response, "choice", list_of(given.definition, "options").size());
  if (!place) return {0.0, {}};
  const auto verdict = verdict_on(option_at(given, *place));
  return {verdict.fraction, {verdict}};
}

Mark mark_multiple_choice(const GivenQuestion& given, const json& response) {
  const auto& options = list_of(given.definition, "options");
  const auto chosen = std::min(list_of(response, "choices").size(), options.size());
  auto places = places_in(response, "choices", chosen, options.size());
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  Mark mark{0.0, {}};
  double sum = 0;
  std::size_t right = 0;
  for (const auto& place : places) {
    if (!place) continue;
    mark.verdicts.push_back(verdict_on(option_at(given, *place)));
    sum += mark.verdicts.back().fraction;
    right += mark.verdicts.back().fraction > 0 ? 1U : 0U;
  }
  if (text_of_field(given.definition, "scoring") == "all_or_nothing") {
    const auto wanted = static_cast<std::size_t>(
        std::count_if(options.begin(), options.end(), [](const json& one) { return fraction_of(one) > 0; }));
    mark.fraction = right == wanted && mark.verdicts.size() == wanted ? 1.0 : 0.0;
  } else {
    mark.fraction = sum >= kNearlyRight ? 1.0 : std::clamp(sum, 0.0, 1.0);
  }
  return mark;
}

json solve_single_choice(const GivenQuestion& given) {
  const auto& options = list_of(given.definition, "options");
  const auto order = shown_order(given, options.size());
  const auto best = std::max_element(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return fraction_of(options[a]) < fraction_of(options[b]);
  });
  return {{"choice", best - order.begin()}};
}

json solve_multiple_choice(const GivenQuestion& given) {
  const auto& options = list_of(given.definition, "options");
  const auto order = shown_order(given, options.size());
  json choices = json::array();
  for (std::size_t place = 0; place < order.size(); ++place)
    if (fraction_of(options[order[place]]) > 0) choices.push_back(place);
  return {{"choices", std::move(choices)}};
}

double guess_single_choice(const json& definition) {
  const auto& options = list_of(definition, "options");
  double sum = 0;
  for (const auto& option : options) sum += fraction_of(option);
  return options.empty() ? 0 : sum / static_cast<double>(options.size());
}

void check_true_false(DefinitionReader& reader, const json&) {
  reader.flag("answer");
  reader.optional_text("feedback_true", kFeedbackText);
  reader.optional_text("feedback_false", kFeedbackText);
}

Mark mark_true_false(const GivenQuestion& given, const json& response) {
  if (!response.is_object() || !response.contains("answer") || !response["answer"].is_boolean())
    return {0.0, {}};
  const bool said = response["answer"].get<bool>();
  const double fraction = said == given.definition.value("answer", false) ? 1.0 : 0.0;
  const Verdict verdict{"", said ? "true" : "false", fraction,
                        text_of_field(given.definition, said ? "feedback_true" : "feedback_false")};
  return {fraction, {verdict}};
}

json solve_true_false(const GivenQuestion& given) {
  return {{"answer", given.definition.value("answer", false)}};
}

double guess_true_false(const json&) {
  return 0.5;
}

}  // namespace lectern::lms
