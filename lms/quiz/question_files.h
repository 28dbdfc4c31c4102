#pragma once
// Questions as files of other programs: one row a format. Reading is all or nothing: every line at fault is
// named.

#include <string>
#include <string_view>
#include <vector>

#include "lms/quiz/question_bank.h"

namespace lectern::lms {

struct QuestionFile {
  std::string text;
  std::string type;    ///< Of the content.
  std::string ending;  ///< Of the name.
};

/// Those that can be read.
const std::vector<std::string_view>& file_formats();
/// Throws InvalidInput naming lines and reasons.
std::vector<ImportedQuestion> read_questions(std::string_view format, std::string_view text);
/// Throws InvalidInput for a format that cannot be written.
QuestionFile write_questions(std::string_view format, const std::vector<Question>& questions,
                             const std::vector<QuestionCategory>& categories);

// The formats, one file each.
std::vector<ImportedQuestion> questions_from_gift(std::string_view text);
std::string gift_from_questions(const std::vector<Question>& questions,
                                const std::vector<QuestionCategory>& categories);
std::vector<ImportedQuestion> questions_from_aiken(std::string_view text);
std::vector<ImportedQuestion> questions_from_moodle_xml(std::string_view text);
std::string moodle_xml_from_questions(const std::vector<Question>& questions,
                                      const std::vector<QuestionCategory>& categories);

}  // namespace lectern::lms
