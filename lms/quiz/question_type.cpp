#include "lms/quiz/question_type.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "lms/quiz/definition.h"
#include "lms/quiz/type_tools.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

// clang-format off
constexpr std::array kTypes = {
    //           name               check                  show             mark                  solve                  guess
    QuestionType{"single_choice",   check_single_choice,   show_choice,     mark_single_choice,   solve_single_choice,   guess_single_choice},
    QuestionType{"multiple_choice", check_multiple_choice, show_choice,     mark_multiple_choice, solve_multiple_choice, no_guess},
    QuestionType{"true_false",      check_true_false,      show_nothing,    mark_true_false,      solve_true_false,      guess_true_false},
    QuestionType{"numeric",         check_numeric,         show_numeric,    mark_numeric,         solve_numeric,         no_guess},
    QuestionType{"short_text",      check_short_text,      show_nothing,    mark_short_text,      solve_short_text,      no_guess},
    QuestionType{"matching",        check_matching,        show_matching,   mark_matching,        solve_matching,        guess_matching},
    QuestionType{"ordering",        check_ordering,        show_ordering,   mark_ordering,        solve_ordering,        no_guess},
    QuestionType{"cloze",           check_cloze,           show_cloze,      mark_cloze,           solve_cloze,           no_guess},
    QuestionType{"drag_words",      check_drag_words,      show_drag_words, mark_drag_words,      solve_drag_words,      no_guess},
    QuestionType{"hotspot",         check_hotspot,         show_hotspot,    mark_hotspot,         solve_hotspot,         no_guess},
    QuestionType{"calculated",      check_calculated,      show_calculated, mark_calculated,      solve_calculated,      no_guess},
    QuestionType{"formula",         check_formula,         show_formula,    mark_formula,         solve_formula,         no_guess},
    QuestionType{"essay",           check_essay,           show_essay,      mark_essay,           solve_nothing,         no_guess},
    QuestionType{"information",     check_nothing,         show_nothing,    mark_nothing,         solve_nothing,         no_guess},
};
// clang-format on

/// A picture of the form: everything that is shown, without its words.
json outline_of(const json& shown) {
  if (shown.is_array()) {
    json outline = json::array();
    for (const auto& one : shown) outline.push_back(outline_of(one));
    return outline;
  }
  if (!shown.is_object()) return nullptr;
  json outline = json::object();
  for (const auto& [field, value] : shown.items()) outline[field] = outline_of(value);
  return outline;
}

}  // namespace

std::span<const QuestionType> question_types() {
  return kTypes;
}

const QuestionType* find_question_type(std::string_view name) {
  const auto* found =
      std::find_if(kTypes.begin(), kTypes.end(), [&](const QuestionType& type) { return type.name == name; });
  return found == kTypes.end() ? nullptr : found;
}

const QuestionType& question_type(std::string_view name) {
  const auto* found = find_question_type(name);
  LECTERN_ASSERT(found != nullptr, "Questions are only kept with a type of the table.");
  return *found;
}

void check_question(std::string_view type, const json& definition) {
  std::vector<Problem> problems;
  const auto* row = find_question_type(type);
  if (row == nullptr) throw InvalidInput({Problem{"type", "There is no such type of question."}});
  DefinitionReader reader(definition, "definition", problems);
  reader.text("stem", 20'000);
  reader.optional_text("feedback", 20'000);
  reader.each("hints", 0, 10, [](DefinitionReader& hint) {
    hint.text("text", 5000);
    hint.number("cost", 0, 1);
  });
  row->check(reader, definition);
  reader.finish();
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

json show_question(std::string_view type, const GivenQuestion& given) {
  auto shown = question_type(type).show(given);
  if (!shown.contains("stem")) shown["stem"] = text_of_field(given.definition, "stem");
  shown["type"] = type;
  return shown;
}

bool is_answered(const json& response) {
  if (response.is_object() || response.is_array())
    return std::any_of(response.begin(), response.end(), [](const json& part) { return is_answered(part); });
  if (response.is_string()) return !response.get_ref<const std::string&>().empty();
  return !response.is_null();
}

bool has_same_shape(std::string_view type, const json& before, const json& after) {
  const auto& row = question_type(type);
  return outline_of(row.show({before, 0})) == outline_of(row.show({after, 0}));
}

}  // namespace lectern::lms
