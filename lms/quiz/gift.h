#pragma once
// GIFT, the text format that questions are written and exchanged in (docs.moodle.org, "GIFT format"): read
// into a tree as it stands, which gift_questions then turns into questions of the bank.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern::lms {

enum class GiftFormat { Moodle, Html, Markdown, Plain };

struct GiftText {
  GiftFormat format = GiftFormat::Moodle;
  std::string text;
};

struct GiftNumber {
  enum class Kind { Simple, Range, HighLow };
  Kind kind = Kind::Simple;
  double number = 0;  ///< The lower end of HighLow.
  double range = 0;   ///< How far off is still right; the upper end of HighLow.
};

struct GiftChoice {
  bool is_correct = false;
  std::optional<double> weight;  ///< Percent.
  GiftText text;
  std::optional<GiftNumber> number;  ///< Of numerical questions, instead of the text.
  std::optional<GiftText> feedback;
};

struct GiftPair {
  GiftText subquestion;
  std::string subanswer;
};

enum class GiftKind { Category, Description, Essay, TrueFalse, MultipleChoice, Short, Numerical, Matching };

struct GiftItem {
  GiftKind kind = GiftKind::Description;
  int line = 0;  ///< Where it begins, from 1.
  std::optional<std::string> id;
  std::vector<std::string> tags;
  std::optional<std::string> title;
  GiftText stem;
  bool has_embedded_answers = false;
  std::optional<GiftText> general_feedback;
  bool is_true = false;
  std::optional<GiftText> true_feedback;
  std::optional<GiftText> false_feedback;
  std::vector<GiftChoice> choices;
  std::optional<GiftNumber> number;  ///< Of a numerical question without choices.
  std::vector<GiftPair> pairs;
};

/// Throws InvalidInput naming every line that cannot be read, as "line 12"; nothing is left out silently.
std::vector<GiftItem> read_gift(std::string_view text);

}  // namespace lectern::lms
