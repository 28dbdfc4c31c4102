// Between GIFT and questions of the bank.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/text.h"
#include "lms/quiz/gift.h"
#include "lms/quiz/quantity.h"
#include "lms/quiz/question_files.h"
#include "lms/quiz/question_type.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

constexpr std::size_t kLongestName = 80;

/// A question without a title is named by its first words.
std::string name_of(const std::optional<std::string>& title, const std::string& stem) {
  if (title && !title->empty()) return title->substr(0, 200);
  std::string name = stem.substr(0, std::min(stem.find('\n'), stem.size()));
  if (name.size() <= kLongestName) return name;
  const auto space = name.rfind(' ', kLongestName);
  name.resize(space == std::string::npos ? kLongestName : space);
  while (!is_utf8(name)) name.pop_back();
  return name + " …";
}

double fraction_of(const GiftChoice& choice) {
  if (choice.weight) return *choice.weight / 100;
  return choice.is_correct ? 1 : 0;
}

json with_feedback(json answer, const std::optional<GiftText>& feedback) {
  if (feedback) answer["feedback"] = feedback->text;
  return answer;
}

json options_of(const GiftItem& item) {
  json options = json::array();
  for (const auto& choice : item.choices)
    options.push_back(
        with_feedback({{"text", choice.text.text}, {"fraction", fraction_of(choice)}}, choice.feedback));
  return options;
}

json numeric_answer(const GiftNumber& number, double fraction) {
  json answer{{"fraction", fraction}};
  if (number.kind == GiftNumber::Kind::HighLow) {
    answer["least"] = number.number;
    answer["most"] = number.range;
  } else {
    answer["value"] = number.number;
    answer["tolerance"] = number.range;
  }
  return answer;
}

json numeric_answers(const GiftItem& item) {
  json answers = json::array();
  if (item.number) answers.push_back(numeric_answer(*item.number, 1));
  for (const auto& choice : item.choices)
    if (choice.number)
      answers.push_back(with_feedback(numeric_answer(*choice.number, fraction_of(choice)), choice.feedback));
  return answers;
}

bool has_one_right(const GiftItem& item) {
  return std::any_of(item.choices.begin(), item.choices.end(),
                     [](const GiftChoice& choice) { return fraction_of(choice) >= 1; });
}

/// Fills the definition; answers the type.
std::string define(const GiftItem& item, json& definition) {
  switch (item.kind) {
    case GiftKind::Description:
      return "information";
    case GiftKind::Category:
      return "information";
    case GiftKind::Essay:
      return "essay";
    case GiftKind::TrueFalse:
      definition["answer"] = item.is_true;
      if (item.true_feedback) definition["feedback_true"] = item.true_feedback->text;
      if (item.false_feedback) definition["feedback_false"] = item.false_feedback->text;
      return "true_false";
    case GiftKind::Short:
      definition["answers"] = options_of(item);
      return "short_text";
    case GiftKind::Numerical:
      definition["answers"] = numeric_answers(item);
      return "numeric";
    case GiftKind::Matching:
      for (const auto& pair : item.pairs) {
        // A pair without a prompt is an answer that fits nothing.
        if (pair.subquestion.text.empty())
          definition["distractors"].push_back(pair.subanswer);
        else
          definition["pairs"].push_back({{"prompt", pair.subquestion.text}, {"answer", pair.subanswer}});
      }
      return "matching";
    case GiftKind::MultipleChoice:
      definition["options"] = options_of(item);
      return has_one_right(item) ? "single_choice" : "multiple_choice";
  }
  return {};
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char character : text) {
    if (std::string_view{"~=#{}:\\"}.find(character) != std::string_view::npos) result += '\\';
    if (character == '\n')
      result += "\\n";
    else
      result += character;
  }
  return result;
}

std::string weight_of(double fraction) {
  return fraction == 1 ? "" : fmt::format("%{}%", write_number(fraction * 100));
}

std::string feedback_of(const json& answer) {
  const auto feedback = answer.value("feedback", "");
  return feedback.empty() ? "" : " # " + escaped(feedback);
}

std::string choices_of(const Question& question, const json& definition) {
  const bool single = question.type == "single_choice";
  std::string lines;
  for (const auto& option : definition["options"]) {
    const double fraction = option.value("fraction", 0.0);
    const bool right = single && fraction >= 1;
    lines += fmt::format("\n  {}{}{}{}", right ? "=" : "~",
                         right || fraction == 0 ? "" : fmt::format("%{}%", write_number(fraction * 100)),
                         escaped(option.value("text", "")), feedback_of(option));
  }
  return lines;
}

std::string numeric_of(const json& definition) {
  std::string lines = "#";
  for (const auto& answer : definition["answers"]) {
    const auto number =
        answer.contains("value")
            ? write_number(answer.value("value", 0.0)) + ":" + write_number(answer.value("tolerance", 0.0))
            : write_number(answer.value("least", 0.0)) + ".." + write_number(answer.value("most", 0.0));
    lines +=
        fmt::format("\n  ={}{}{}", weight_of(answer.value("fraction", 1.0)), number, feedback_of(answer));
  }
  return lines;
}

std::string matching_of(const json& definition) {
  std::string lines;
  for (const auto& pair : definition["pairs"])
    lines +=
        fmt::format("\n  ={} -> {}", escaped(pair.value("prompt", "")), escaped(pair.value("answer", "")));
  return lines;
}

/// What stands in the braces; nothing where GIFT has no such question.
std::optional<std::string> answers_of(const Question& question, const json& definition) {
  const auto& type = question.type;
  if (type == "single_choice" || type == "multiple_choice") return choices_of(question, definition) + "\n";
  if (type == "true_false") return definition.value("answer", false) ? "TRUE" : "FALSE";
  if (type == "numeric") return numeric_of(definition) + "\n";
  if (type == "matching") return matching_of(definition) + "\n";
  if (type == "essay") return "";
  if (type != "short_text") return std::nullopt;
  std::string lines;
  for (const auto& answer : definition["answers"])
    lines += fmt::format("\n  ={}{}{}", weight_of(answer.value("fraction", 1.0)),
                         escaped(answer.value("text", "")), feedback_of(answer));
  return lines + "\n";
}

}  // namespace

std::vector<ImportedQuestion> questions_from_gift(std::string_view text) {
  std::vector<ImportedQuestion> questions;
  std::vector<Problem> problems;
  std::string category;
  for (const auto& item : read_gift(text)) {
    if (item.kind == GiftKind::Category) {
      category = item.title.value_or("");
      for (const std::string_view prefix : {"$course$/", "$system$/", "top/"})
        if (category.starts_with(prefix)) category.erase(0, prefix.size());
      continue;
    }
    json definition{{"stem", item.stem.text}};
    if (item.general_feedback) definition["feedback"] = item.general_feedback->text;
    ImportedQuestion question;
    question.category = category;
    question.draft.type = define(item, definition);
    question.draft.name = name_of(item.title, item.stem.text);
    question.draft.tags = item.tags;
    question.draft.definition = definition.dump();
    try {
      check_question(question.draft.type, definition);
    } catch (const InvalidInput& error) {
      for (const auto& problem : error.problems())
        problems.push_back({fmt::format("line {}", item.line), problem.message});
    }
    questions.push_back(std::move(question));
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return questions;
}

std::string gift_from_questions(const std::vector<Question>& questions,
                                const std::vector<QuestionCategory>& categories) {
  std::string text;
  QuestionCategoryId current;
  for (const auto& question : questions) {
    const auto definition = json::parse(question.definition);
    const auto answers = answers_of(question, definition);
    if (question.category != current) {
      current = question.category;
      for (const auto& category : categories)
        if (category.id == current) text += "$CATEGORY: " + category.name + "\n\n";
    }
    if (!answers && question.type != "information") {
      text +=
          fmt::format("// {} is of the type {}, which GIFT does not have.\n\n", question.name, question.type);
      continue;
    }
    for (const auto& tag : question.tags) text += "// [tag:" + tag + "]\n";
    text += fmt::format("::{}::[markdown]{}", escaped(question.name), escaped(definition.value("stem", "")));
    if (answers) {
      const auto feedback = definition.value("feedback", "");
      text += " {" + *answers + (feedback.empty() ? "" : "####" + escaped(feedback)) + "}";
    }
    text += "\n\n";
  }
  return text;
}

}  // namespace lectern::lms
