// Moodle XML (docs.moodle.org, "Moodle XML format"), read by pugixml, which expands no entities but the five
// of XML and fetches nothing.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <sstream>

#include "base/error.h"
#include "base/text.h"
#include "lms/quiz/moodle_calculated.h"
#include "lms/quiz/moodle_cloze.h"
#include "lms/quiz/quantity.h"
#include "lms/quiz/question_files.h"
#include "lms/quiz/question_type.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

struct Cannot {
  std::string message;
};

int line_at(std::string_view text, std::ptrdiff_t offset) {
  const auto end = std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(text.size()));
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + end, '\n'));
}

std::string text_of(const pugi::xml_node& node) {
  return std::string{trim(node.child("text") ? node.child("text").text().get() : node.text().get())};
}

double number_of(const pugi::xml_node& node, std::string_view what) {
  const auto number = parse_number<double>(trim(text_of(node)));
  if (!number) throw Cannot{fmt::format("The {} is no number.", what)};
  return *number;
}

double fraction_of(const pugi::xml_node& answer) {
  const auto number = parse_number<double>(trim(answer.attribute("fraction").value()));
  if (!number) throw Cannot{"An answer has no fraction that is a number."};
  return *number / 100;
}

json answer_of(const pugi::xml_node& answer) {
  json read{{"text", text_of(answer)}, {"fraction", fraction_of(answer)}};
  const auto feedback = text_of(answer.child("feedback"));
  if (!feedback.empty()) read["feedback"] = feedback;
  return read;
}

json answers_of(const pugi::xml_node& question) {
  json answers = json::array();
  for (const auto& answer : question.children("answer")) answers.push_back(answer_of(answer));
  return answers;
}

bool is_set(const pugi::xml_node& question, const char* field) {
  const auto text = text_of(question.child(field));
  return text == "1" || text == "true";
}

std::string read_choice(const pugi::xml_node& question, json& definition) {
  definition["options"] = answers_of(question);
  definition["shuffle"] = is_set(question, "shuffleanswers");
  return is_set(question, "single") ? "single_choice" : "multiple_choice";
}

std::string read_true_false(const pugi::xml_node& question, json& definition) {
  for (const auto& answer : question.children("answer")) {
    const bool is_true = text_of(answer) == "true";
    if (fraction_of(answer) > 0) definition["answer"] = is_true;
    const auto feedback = text_of(answer.child("feedback"));
    if (!feedback.empty()) definition[is_true ? "feedback_true" : "feedback_false"] = feedback;
  }
  return "true_false";
}

std::string read_short(const pugi::xml_node& question, json& definition) {
  definition["answers"] = answers_of(question);
  definition["match_case"] = is_set(question, "usecase");
  definition["match_accents"] = true;  // Moodle never ignores accents.
  return "short_text";
}

std::string read_numerical(const pugi::xml_node& question, json& definition) {
  definition["answers"] = json::array();
  for (const auto& answer : question.children("answer")) {
    if (text_of(answer) == "*") continue;
    auto read = answer_of(answer);
    read.erase("text");
    read["value"] = number_of(answer, "answer");
    if (answer.child("tolerance")) read["tolerance"] = number_of(answer.child("tolerance"), "tolerance");
    definition["answers"].push_back(std::move(read));
  }
  for (const auto& unit : question.child("units").children("unit"))
    definition["units"].push_back(
        {{"name", text_of(unit.child("unit_name"))},
         {"factor", 1 / number_of(unit.child("multiplier"), "multiplier of a unit")}});
  return "numeric";
}

std::string read_matching(const pugi::xml_node& question, json& definition) {
  for (const auto& pair : question.children("subquestion")) {
    const auto prompt = text_of(pair);
    const auto answer = text_of(pair.child("answer"));
    if (prompt.empty())
      definition["distractors"].push_back(answer);
    else
      definition["pairs"].push_back({{"prompt", prompt}, {"answer", answer}});
  }
  return "matching";
}

std::string read_essay(const pugi::xml_node& question, json& definition) {
  const auto notes = text_of(question.child("graderinfo"));
  if (!notes.empty()) definition["notes"] = notes;
  return "essay";
}

std::string read_description(const pugi::xml_node&, json&) {
  return "information";
}

std::string read_ordering(const pugi::xml_node& question, json& definition) {
  for (const auto& answer : question.children("answer")) definition["items"].push_back(text_of(answer));
  return "ordering";
}

std::string read_gaps(const pugi::xml_node&, json& definition) {
  definition.update(read_moodle_cloze(definition.value("stem", "")));
  return "cloze";
}

std::string read_calculated(const pugi::xml_node& question, json& definition) {
  read_moodle_calculated(question, definition);
  return "calculated";
}

struct Kind {
  std::string_view name;
  std::string (*read)(const pugi::xml_node& question, json& definition);
};
constexpr std::array kKinds = {Kind{"multichoice", read_choice},
                               Kind{"truefalse", read_true_false},
                               Kind{"shortanswer", read_short},
                               Kind{"numerical", read_numerical},
                               Kind{"matching", read_matching},
                               Kind{"essay", read_essay},
                               Kind{"description", read_description},
                               Kind{"ordering", read_ordering},
                               Kind{"cloze", read_gaps},
                               Kind{"calculated", read_calculated}};

ImportedQuestion read_question(const pugi::xml_node& node) {
  const std::string_view type = node.attribute("type").value();
  const auto* kind =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& one) { return one.name == type; });
  if (kind == kKinds.end()) throw Cannot{fmt::format("Questions of the type “{}” cannot be read.", type)};
  json definition{{"stem", text_of(node.child("questiontext"))}};
  const auto feedback = text_of(node.child("generalfeedback"));
  if (!feedback.empty()) definition["feedback"] = feedback;
  const auto penalty = parse_number<double>(text_of(node.child("penalty"))).value_or(0);
  for (const auto& hint : node.children("hint"))
    if (!text_of(hint).empty())
      definition["hints"].push_back({{"text", text_of(hint)}, {"cost", std::clamp(penalty, 0.0, 1.0)}});
  ImportedQuestion question;
  question.draft.type = kind->read(node, definition);
  question.draft.name = text_of(node.child("name"));
  if (question.draft.name.empty()) throw Cannot{"This question has no name."};
  for (const auto& tag : node.child("tags").children("tag")) question.draft.tags.push_back(text_of(tag));
  question.draft.definition = definition.dump();
  check_question(question.draft.type, definition);
  return question;
}

std::string category_of(const pugi::xml_node& node) {
  auto path = text_of(node.child("category"));
  for (const std::string_view prefix : {"$course$/", "$system$/", "top/"})
    if (path.starts_with(prefix)) path.erase(0, prefix.size());
  return path;
}

void add_text(pugi::xml_node parent, const char* name, const std::string& text) {
  auto node = parent.append_child(name);
  node.append_attribute("format") = "markdown";
  node.append_child("text").text() = text.c_str();
}

void add_answer(pugi::xml_node parent, const json& answer, const std::string& text, double otherwise) {
  auto node = parent.append_child("answer");
  node.append_attribute("fraction") = write_number(answer.value("fraction", otherwise) * 100).c_str();
  node.append_child("text").text() = text.c_str();
  if (!answer.value("feedback", "").empty()) add_text(node, "feedback", answer.value("feedback", ""));
}

void write_parts(pugi::xml_node node, const Question& question, const json& definition) {
  const auto& type = question.type;
  if (type == "single_choice" || type == "multiple_choice") {
    node.append_child("single").text() = type == "single_choice" ? "true" : "false";
    node.append_child("shuffleanswers").text() = definition.value("shuffle", true) ? "true" : "false";
    for (const auto& option : definition["options"]) add_answer(node, option, option.value("text", ""), 0);
  } else if (type == "true_false") {
    for (const bool said : {true, false}) {
      const json answer{{"fraction", definition.value("answer", false) == said ? 1 : 0},
                        {"feedback", definition.value(said ? "feedback_true" : "feedback_false", "")}};
      add_answer(node, answer, said ? "true" : "false", 0);
    }
  } else if (type == "short_text") {
    node.append_child("usecase").text() = definition.value("match_case", false) ? "1" : "0";
    for (const auto& answer : definition["answers"]) add_answer(node, answer, answer.value("text", ""), 1);
  } else if (type == "numeric") {
    for (const auto& answer : definition["answers"]) {
      const bool is_range = !answer.contains("value");
      const double least = answer.value("least", 0.0);
      const double most = answer.value("most", 0.0);
      add_answer(node, answer, write_number(is_range ? (least + most) / 2 : answer.value("value", 0.0)), 1);
      node.last_child().append_child("tolerance").text() =
          write_number(is_range ? (most - least) / 2 : answer.value("tolerance", 0.0)).c_str();
    }
  } else if (type == "matching") {
    for (const auto& pair : definition["pairs"]) {
      add_text(node, "subquestion", pair.value("prompt", ""));
      node.last_child().append_child("answer").append_child("text").text() = pair.value("answer", "").c_str();
    }
  } else if (type == "calculated") {
    write_moodle_calculated(node, definition);
  } else if (type == "ordering") {
    for (const auto& item : definition["items"]) add_answer(node, json::object(), item.get<std::string>(), 1);
  }
}

struct TypeName {
  std::string_view ours;
  const char* theirs;
};
constexpr std::array kTypeNames = {TypeName{"single_choice", "multichoice"},
                                   TypeName{"multiple_choice", "multichoice"},
                                   TypeName{"true_false", "truefalse"},
                                   TypeName{"short_text", "shortanswer"},
                                   TypeName{"numeric", "numerical"},
                                   TypeName{"matching", "matching"},
                                   TypeName{"essay", "essay"},
                                   TypeName{"information", "description"},
                                   TypeName{"ordering", "ordering"},
                                   TypeName{"cloze", "cloze"},
                                   TypeName{"calculated", "calculated"}};

}  // namespace

std::vector<ImportedQuestion> questions_from_moodle_xml(std::string_view text) {
  pugi::xml_document document;
  const auto parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed)
    throw InvalidInput({Problem{fmt::format("line {}", line_at(text, parsed.offset)),
                                fmt::format("This is no XML: {}.", to_lower_ascii(parsed.description()))}});
  std::vector<ImportedQuestion> questions;
  std::vector<Problem> problems;
  std::string category;
  for (const auto& node : document.child("quiz").children("question")) {
    const auto line = fmt::format("line {}", line_at(text, node.offset_debug()));
    try {
      if (std::string_view{node.attribute("type").value()} == "category") {
        category = category_of(node);
        continue;
      }
      questions.push_back(read_question(node));
      questions.back().category = category;
    } catch (const Cannot& cannot) {
      problems.push_back({line, cannot.message});
    } catch (const InvalidInput& error) {
      for (const auto& problem : error.problems())
        problems.push_back({line, problem.field + ": " + problem.message});
    } catch (const Error& error) {
      problems.push_back({line, error.message()});
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return questions;
}

std::string moodle_xml_from_questions(const std::vector<Question>& questions,
                                      const std::vector<QuestionCategory>& categories) {
  pugi::xml_document document;
  auto quiz = document.append_child("quiz");
  QuestionCategoryId current;
  for (const auto& question : questions) {
    const auto* type = std::find_if(kTypeNames.begin(), kTypeNames.end(),
                                    [&](const TypeName& one) { return one.ours == question.type; });
    if (type == kTypeNames.end()) {
      quiz.append_child(pugi::node_comment)
          .set_value(fmt::format(" A question of the type {}, which Moodle XML does not have, was left out. ",
                                 question.type)
                         .c_str());
      continue;
    }
    if (question.category != current) {
      current = question.category;
      for (const auto& category : categories) {
        if (category.id != current) continue;
        auto node = quiz.append_child("question");
        node.append_attribute("type") = "category";
        node.append_child("category").append_child("text").text() = ("$course$/top/" + category.name).c_str();
      }
    }
    const auto definition = json::parse(question.definition);
    auto node = quiz.append_child("question");
    node.append_attribute("type") = type->theirs;
    node.append_child("name").append_child("text").text() = question.name.c_str();
    add_text(node, "questiontext",
             question.type == "cloze" ? write_moodle_cloze(definition) : definition.value("stem", ""));
    add_text(node, "generalfeedback", definition.value("feedback", ""));
    write_parts(node, question, definition);
    auto tags = node.append_child("tags");
    for (const auto& tag : question.tags) tags.append_child("tag").append_child("text").text() = tag.c_str();
  }
  std::ostringstream text;
  document.save(text, "  ");
  return text.str();
}

}  // namespace lectern::lms
