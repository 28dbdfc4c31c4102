#include "lms/quiz/question_files.h"

#include <algorithm>
#include <array>

#include "base/error.h"

namespace lectern::lms {

namespace {

struct Format {
  std::string_view name;
  std::string_view type;
  std::string_view ending;
  std::vector<ImportedQuestion> (*read)(std::string_view text);
  /// nullptr where it holds too little to be written.
  std::string (*write)(const std::vector<Question>& questions,
                       const std::vector<QuestionCategory>& categories);
};

constexpr std::array kFormats = {
    Format{"gift", "text/plain; charset=utf-8", "gift.txt", questions_from_gift, gift_from_questions},
    Format{"moodle_xml", "application/xml", "xml", questions_from_moodle_xml, moodle_xml_from_questions},
    Format{"aiken", "text/plain; charset=utf-8", "txt", questions_from_aiken, nullptr},
};

const Format* find_format(std::string_view name) {
  const auto* found = std::find_if(kFormats.begin(), kFormats.end(),
                                   [&](const Format& format) { return format.name == name; });
  return found == kFormats.end() ? nullptr : found;
}

}  // namespace

const std::vector<std::string_view>& file_formats() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const auto& format : kFormats) all.push_back(format.name);
    return all;
  }();
  return names;
}

std::vector<ImportedQuestion> read_questions(std::string_view format, std::string_view text) {
  const auto* row = find_format(format);
  LECTERN_ASSERT(row != nullptr, "Whoever reads a file asks file_formats() first.");
  auto questions = row->read(text);
  if (questions.empty()) throw InvalidInput({Problem{"text", "There are no questions in this file."}});
  return questions;
}

QuestionFile write_questions(std::string_view format, const std::vector<Question>& questions,
                             const std::vector<QuestionCategory>& categories) {
  const auto* row = find_format(format);
  if (row == nullptr || row->write == nullptr)
    throw InvalidInput({Problem{"format", "Questions are written as gift or moodle_xml."}});
  return {row->write(questions, categories), std::string{row->type}, std::string{row->ending}};
}

}  // namespace lectern::lms
