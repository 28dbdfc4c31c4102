#pragma once
// What the kinds of questions share: reading responses that may be anything, and gathering marks.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lms/quiz/question_type.h"

namespace lectern::lms {

/// A place from 0 to below `count`.
std::optional<std::size_t> place_in(const nlohmann::json& response, std::string_view field,
                                    std::size_t count);
/// As many as are expected; nothing where one is not a place.
std::vector<std::optional<std::size_t>> places_in(const nlohmann::json& response, std::string_view field,
                                                  std::size_t expected, std::size_t count);
/// "" where there is none.
std::string text_in(const nlohmann::json& response, std::string_view field);
/// "" where the definition leaves it out.
std::string text_of_field(const nlohmann::json& definition, std::string_view field);
double fraction_of(const nlohmann::json& answer);
const nlohmann::json& list_of(const nlohmann::json& definition, std::string_view field);

/// The mean of the parts.
Mark mean_of(std::vector<Verdict> verdicts);
double no_guess(const nlohmann::json& definition);

/// The order in which things are shown: as they were written, unless they are to be shuffled.
std::vector<std::size_t> shown_order(const GivenQuestion& given, std::size_t count);

// The rows' functions, by family.
void check_single_choice(DefinitionReader& reader, const nlohmann::json& definition);
void check_multiple_choice(DefinitionReader& reader, const nlohmann::json& definition);
nlohmann::json show_choice(const GivenQuestion& given);
Mark mark_single_choice(const GivenQuestion& given, const nlohmann::json& response);
Mark mark_multiple_choice(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_single_choice(const GivenQuestion& given);
nlohmann::json solve_multiple_choice(const GivenQuestion& given);
double guess_single_choice(const nlohmann::json& definition);
void check_true_false(DefinitionReader& reader, const nlohmann::json& definition);
nlohmann::json show_nothing(const GivenQuestion& given);
Mark mark_true_false(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_true_false(const GivenQuestion& given);
double guess_true_false(const nlohmann::json& definition);

void check_numeric(DefinitionReader& reader, const nlohmann::json& definition);
nlohmann::json show_numeric(const GivenQuestion& given);
Mark mark_numeric(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_numeric(const GivenQuestion& given);
void check_calculated(DefinitionReader& reader, const nlohmann::json& definition);
nlohmann::json show_calculated(const GivenQuestion& given);
Mark mark_calculated(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_calculated(const GivenQuestion& given);
void check_formula(DefinitionReader& reader, const nlohmann::json& definition);
nlohmann::json show_formula(const GivenQuestion& given);
Mark mark_formula(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_formula(const GivenQuestion& given);

void check_short_text(DefinitionReader& reader, const nlohmann::json& definition);
Mark mark_short_text(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_short_text(const GivenQuestion& given);
void check_essay(DefinitionReader& reader, const nlohmann::json& definition);
nlohmann::json show_essay(const GivenQuestion& given);
Mark mark_essay(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_nothing(const GivenQuestion& given);
void check_nothing(DefinitionReader& reader, const nlohmann::json& definition);
Mark mark_nothing(const GivenQuestion& given, const nlohmann::json& response);

void check_matching(DefinitionReader& reader, const nlohmann::json& definition);
nlohmann::json show_matching(const GivenQuestion& given);
Mark mark_matching(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_matching(const GivenQuestion& given);
double guess_matching(const nlohmann::json& definition);
void check_ordering(DefinitionReader& reader, const nlohmann::json& definition);
nlohmann::json show_ordering(const GivenQuestion& given);
Mark mark_ordering(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_ordering(const GivenQuestion& given);
void check_drag_words(DefinitionReader& reader, const nlohmann::json& definition);
nlohmann::json show_drag_words(const GivenQuestion& given);
Mark mark_drag_words(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_drag_words(const GivenQuestion& given);

void check_cloze(DefinitionReader& reader, const nlohmann::json& definition);
nlohmann::json show_cloze(const GivenQuestion& given);
Mark mark_cloze(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_cloze(const GivenQuestion& given);
void check_hotspot(DefinitionReader& reader, const nlohmann::json& definition);
nlohmann::json show_hotspot(const GivenQuestion& given);
Mark mark_hotspot(const GivenQuestion& given, const nlohmann::json& response);
nlohmann::json solve_hotspot(const GivenQuestion& given);

}  // namespace lectern::lms
