// Aiken: a question in one line or more, options "A." or "A)", and "ANSWER: B" (docs.moodle.org, "Aiken
// format").
#include <fmt/format.h>

#include <cctype>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/text.h"
#include "lms/quiz/question_files.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr std::string_view kAnswer = "ANSWER:";

struct Block {
  int line = 1;
  std::string stem;
  std::vector<std::string> options;
};

bool is_option(std::string_view line) {
  return line.size() > 2 && std::isupper(static_cast<unsigned char>(line[0])) != 0 &&
         (line[1] == '.' || line[1] == ')') && std::isspace(static_cast<unsigned char>(line[2])) != 0;
}

ImportedQuestion question_of(const Block& block, std::size_t right) {
  json definition{{"stem", block.stem}, {"options", json::array()}};
  for (std::size_t at = 0; at < block.options.size(); ++at)
    definition["options"].push_back({{"text", block.options[at]}, {"fraction", at == right ? 1 : 0}});
  ImportedQuestion question;
  question.draft.type = "single_choice";
  question.draft.name =
      block.stem.size() <= 80 ? block.stem : block.stem.substr(0, block.stem.rfind(' ', 80)) + " …";
  question.draft.definition = definition.dump();
  return question;
}

}  // namespace

std::vector<ImportedQuestion> questions_from_aiken(std::string_view text) {
  std::vector<ImportedQuestion> questions;
  std::vector<Problem> problems;
  Block block;
  int number = 0;
  const auto complain = [&](std::string message) {
    problems.push_back({fmt::format("line {}", number), std::move(message)});
  };
  for (const auto raw : split(text, '\n')) {
    ++number;
    const auto line = trim(raw);
    if (line.empty()) continue;
    if (line.starts_with(kAnswer)) {
      const auto letter = trim(line.substr(kAnswer.size()));
      const auto right =
          letter.size() == 1 ? static_cast<std::size_t>(letter[0] - 'A') : block.options.size();
      if (block.options.size() < 2)
        complain("There are fewer than two options before this answer.");
      else if (right >= block.options.size())
        complain("This answer names none of the options.");
      else
        questions.push_back(question_of(block, right));
      block = {};
    } else if (is_option(line)) {
      if (block.stem.empty()) complain("There is no question before this option.");
      if (line[0] != static_cast<char>('A' + block.options.size()))
        complain(fmt::format("This option should be {}.", static_cast<char>('A' + block.options.size())));
      block.options.emplace_back(trim(line.substr(2)));
    } else if (!block.options.empty()) {
      complain("After the options comes a line like ANSWER: A.");
      block = {number, std::string{line}, {}};
    } else {
      block.stem += (block.stem.empty() ? "" : "\n") + std::string{line};
    }
  }
  if (!block.stem.empty()) complain("The last question has no line like ANSWER: A.");
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return questions;
}

}  // namespace lectern::lms
