#pragma once
// The kinds of questions, one row each: how a definition is checked, what is shown of it, how a response is
// marked. Everything here is pure. A response speaks of what was shown: options by their place on the page,
// so that neither ids nor order betray the key; the seed of the attempt leads back to the definition.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace lectern::lms {

class DefinitionReader;

/// A question as one person was given it.
struct GivenQuestion {
  const nlohmann::json& definition;
  std::uint64_t seed = 0;
};

/// One part of a response: the option that was chosen, a gap that was filled, a pair.
struct Verdict {
  std::string part;      ///< Of the question: "" where it has only one, else the place from 1.
  std::string response;  ///< In words, as the analysis counts it: "Ottawa".
  double fraction = 0;
  std::string feedback = {};  ///< Markdown.
};

struct Mark {
  /// 1 is right; below 0 where wrong answers cost. Absent: a person must mark it.
  std::optional<double> fraction;
  std::vector<Verdict> verdicts = {};
};

struct QuestionType {
  std::string_view name;
  /// Reads all fields of its own; the common ones are read already.
  void (*check)(DefinitionReader& reader, const nlohmann::json& definition);
  /// What may leave the server while the question is open.
  nlohmann::json (*show)(const GivenQuestion& given);
  /// Of whatever a browser sent: what cannot be understood earns nothing.
  Mark (*mark)(const GivenQuestion& given, const nlohmann::json& response);
  /// A response that earns everything.
  nlohmann::json (*solve)(const GivenQuestion& given);
  /// What guessing earns on average.
  double (*guess)(const nlohmann::json& definition);
};

std::span<const QuestionType> question_types();
/// nullptr where there is no such type.
const QuestionType* find_question_type(std::string_view name);
/// Asserts that there is.
const QuestionType& question_type(std::string_view name);

/// Throws InvalidInput naming every field at fault, by its path.
void check_question(std::string_view type, const nlohmann::json& definition);
/// With stem, as the student sees it.
nlohmann::json show_question(std::string_view type, const GivenQuestion& given);
/// Whether the response holds anything at all.
bool is_answered(const nlohmann::json& response);
/// What is shown of a question after an edit fits what was answered before.
bool has_same_shape(std::string_view type, const nlohmann::json& before, const nlohmann::json& after);

}  // namespace lectern::lms
