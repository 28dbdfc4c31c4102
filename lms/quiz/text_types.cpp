// Short text, and essays, which people mark.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "catalog/folded.h"
#include "lms/quiz/definition.h"
#include "lms/quiz/text_match.h"
#include "lms/quiz/type_tools.h"

namespace lectern::lms {

using nlohmann::json;

void check_short_text(DefinitionReader& reader, const json&) {
  double best = 0;
  reader.each("answers", 1, 50, [&](DefinitionReader& answer) {
    answer.text("text", 500);
    best = std::max(best, answer.optional_number("fraction", -1, 1).value_or(1.0));
    answer.optional_text("feedback", 5000);
  });
  reader.optional_flag("match_case");
  reader.optional_flag("match_accents");
  if (best < 1) reader.add_problem("answers", "One answer must be right: give it the fraction 1.");
}

Mark mark_short_text(const GivenQuestion& given, const json& response) {
  const auto typed = text_in(response, "text");
  if (typed.empty()) return {0.0, {}};
  const TextRules rules{given.definition.value("match_case", false) ? Case::Matters : Case::Ignored,
                        given.definition.value("match_accents", false) ? Accents::Matter : Accents::Ignored};
  Verdict verdict{"", typed};
  for (const auto& answer : list_of(given.definition, "answers")) {
    if (!matches(typed, text_of_field(answer, "text"), rules)) continue;
    verdict.fraction = fraction_of(answer);
    verdict.feedback = text_of_field(answer, "feedback");
    break;
  }
  return {verdict.fraction, {verdict}};
}

json solve_short_text(const GivenQuestion& given) {
  for (const auto& answer : list_of(given.definition, "answers"))
    if (fraction_of(answer) >= 1) return {{"text", text_of_field(answer, "text")}};
  return nullptr;
}

void check_essay(DefinitionReader& reader, const json&) {
  reader.optional_number("least_words", 0, 100'000);
  reader.optional_number("most_words", 1, 100'000);
  reader.optional_number("most_files", 0, 20);
  reader.optional_number("largest_file", 1, 2.0 * (1LL << 30));
  reader.optional_text("template", 20'000);
  reader.optional_text("notes", 20'000);
  reader.each("rubric", 0, 30, [](DefinitionReader& criterion) {
    criterion.text("title", 200);
    criterion.optional_text("description", 2000);
    criterion.each("levels", 2, 10, [](DefinitionReader& level) {
      level.text("title", 200);
      level.optional_text("description", 2000);
      level.number("points", 0, 1000);
    });
  });
}

json show_essay(const GivenQuestion& given) {
  json shown = json::object();
  for (const auto* field : {"least_words", "most_words", "most_files", "largest_file", "template", "rubric"})
    if (given.definition.contains(field)) shown[field] = given.definition[field];
  return shown;
}

/// Nothing written earns nothing, and troubles nobody.
Mark mark_essay(const GivenQuestion&, const json& response) {
  if (text_in(response, "text").empty()) return {0.0, {}};
  return {std::nullopt, {}};
}

}  // namespace lectern::lms
