#include "lms/quiz/gift.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/error.h"
#include "base/text.h"

namespace lectern::lms {

namespace {

constexpr std::string_view kEscapable = "~=#{}:\\";

struct FormatName {
  std::string_view name;
  GiftFormat format;
};
constexpr std::array kFormats = {
    FormatName{"[moodle]", GiftFormat::Moodle}, FormatName{"[html]", GiftFormat::Html},
    FormatName{"[markdown]", GiftFormat::Markdown}, FormatName{"[plain]", GiftFormat::Plain}};

/// What went wrong and where: caught by read_gift, which goes on with the next question.
struct Mistake {
  std::size_t at;
  std::string message;
};

bool is_blank(std::string_view line) {
  return trim(line).empty();
}

/// The place of the first of `wanted` that is not escaped; the end where there is none.
std::size_t find_plain(std::string_view text, std::string_view wanted, std::size_t from = 0) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (wanted.find(text[at]) != std::string_view::npos)
      return at;
  }
  return text.size();
}

std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escapes = text[at] == '\\' && at + 1 < text.size();
    if (escapes && text[at + 1] == 'n') {
      result += '\n';
      ++at;
    } else if (escapes && kEscapable.find(text[at + 1]) != std::string_view::npos) {
      result += text[++at];
    } else {
      result += text[at];
    }
  }
  return result;
}

/// Line breaks mean something in Markdown and HTML only.
std::string single_spaced(std::string_view text) {
  std::string result;
  for (const char character : text) {
    const bool is_space = std::isspace(static_cast<unsigned char>(character)) != 0;
    if (!is_space)
      result += character;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  return result;
}

/// With a format of its own in front, or in that of what it belongs to.
GiftText text_from(std::string_view raw, GiftFormat inherited) {
  GiftText result{inherited, {}};
  raw = trim(raw);
  for (const auto& [name, format] : kFormats) {
    if (!raw.starts_with(name)) continue;
    result.format = format;
    raw = trim(raw.substr(name.size()));
  }
  const bool keeps_lines = result.format == GiftFormat::Html || result.format == GiftFormat::Markdown;
  result.text = unescaped(keeps_lines ? std::string{raw} : single_spaced(raw));
  return result;
}

std::optional<GiftText> feedback_from(std::string_view raw, GiftFormat inherited) {
  auto text = text_from(raw, inherited);
  if (text.text.empty()) return std::nullopt;
  return text;
}

/// What stands in front of a question: comments with [id:…] and [tag:…], blank lines.
struct Front {
  std::optional<std::string> id;
  std::vector<std::string> tags;
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::vector<GiftItem> whole() {
    std::vector<GiftItem> items;
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (skip_front()) {
      const auto begin = at_;
      try {
        items.push_back(item());
        items.back().line = line_of(begin);
      } catch (const Mistake& mistake) {
        if (problems_.size() < kMostProblems)
          problems_.push_back({fmt::format("line {}", line_of(mistake.at)), mistake.message});
        skip_paragraph();
      }
    }
    if (!problems_.empty()) throw InvalidInput(std::move(problems_));
    return items;
  }

 private:
  static constexpr std::size_t kMostProblems = 50;

  int line_of(std::size_t at) const {
    const auto* end = text_.data() + std::min(at, text_.size());
    return 1 + static_cast<int>(std::count(text_.data(), end, '\n'));
  }

  std::string_view line_at(std::size_t at) const {
    return text_.substr(at, std::min(text_.find('\n', at), text_.size()) - at);
  }

  void next_line() { at_ = std::min(at_ + line_at(at_).size() + 1, text_.size()); }

  /// False at the end of the text.
  bool skip_front() {
    front_ = {};
    while (at_ < text_.size()) {
      const auto line = trim(line_at(at_));
      if (line.starts_with("//"))
        read_comment(line);
      else if (!line.empty())
        return true;
      next_line();
    }
    return false;
  }

  void read_comment(std::string_view line) {
    for (auto at = line.find('['); at != std::string_view::npos; at = line.find('[', at + 1)) {
      const auto end = line.find(']', at);
      if (end == std::string_view::npos) return;
      const auto inside = line.substr(at + 1, end - at - 1);
      if (inside.starts_with("id:")) front_.id = trim(inside.substr(3));
      if (inside.starts_with("tag:")) front_.tags.emplace_back(trim(inside.substr(4)));
    }
  }

  void skip_paragraph() {
    while (at_ < text_.size() && !is_blank(line_at(at_))) next_line();
  }

  GiftItem item() {
    constexpr std::string_view kCategory = "$CATEGORY:";
    GiftItem item;
    const auto line = trim(line_at(at_));
    if (line.starts_with(kCategory)) {
      item.kind = GiftKind::Category;
      item.title = trim(line.substr(kCategory.size()));
      if (item.title->empty()) throw Mistake{at_, "This category has no name."};
      next_line();
      return item;
    }
    item.id = front_.id;
    item.tags = front_.tags;
    title(item);
    question(item);
    return item;
  }

  void title(GiftItem& item) {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    if (!text_.substr(at_).starts_with("::")) return;
    std::size_t end = find_plain(text_, ":", at_ + 2);
    while (end < text_.size() && !text_.substr(end).starts_with("::")) end = find_plain(text_, ":", end + 1);
    if (end >= text_.size()) throw Mistake{at_, "The title that begins with :: has no :: at its end."};
    item.title = unescaped(single_spaced(trim(text_.substr(at_ + 2, end - at_ - 2))));
    at_ = end + 2;
  }

  /// A paragraph ends with a blank line, unless that stands within braces.
  void question(GiftItem& item) {
    const auto begin = at_;
    const auto open = end_of_stem(begin);
    if (open == text_.size() || text_[open] != '{') {
      item.kind = GiftKind::Description;
      item.stem = text_from(without_comments(text_.substr(begin, open - begin)), GiftFormat::Moodle);
      if (item.stem.text.empty()) throw Mistake{begin, "There is a title here, but no question."};
      at_ = open;
      return;
    }
    const auto close = find_plain(text_, "{}", open + 1);
    if (close == text_.size()) throw Mistake{open, "The { of this line has no } that closes it."};
    if (text_[close] == '{') throw Mistake{open, "The { of this line has no } before the next {."};
    const auto end = end_of_stem(close + 1);
    if (end < text_.size() && text_[end] == '{')
      throw Mistake{end, "A question has one pair of braces; this is a second one. Write \\{ for a brace."};
    stem(item, text_.substr(begin, open - begin), text_.substr(close + 1, end - close - 1));
    answers_at_ = open + 1;
    answers(item, text_.substr(open + 1, close - open - 1));
    at_ = end;
  }

  /// The next brace, or where the paragraph ends.
  std::size_t end_of_stem(std::size_t from) const {
    for (std::size_t at = from; at < text_.size(); ++at) {
      if (text_[at] == '\\') {
        ++at;
      } else if (text_[at] == '{') {
        return at;
      } else if (text_[at] == '}') {
        throw Mistake{at, "There is a } without a { before it; write it as \\}."};
      } else if (text_[at] == '\n' && at + 1 < text_.size() && is_blank(line_at(at + 1))) {
        return at;
      }
    }
    return text_.size();
  }

  static std::string without_comments(std::string_view text) {
    std::string result;
    for (const auto line : split(text, '\n')) {
      if (trim(line).starts_with("//")) continue;
      if (!result.empty()) result += '\n';
      result += line;
    }
    return result;
  }

  static void stem(GiftItem& item, std::string_view before, std::string_view after) {
    item.stem = text_from(without_comments(before), GiftFormat::Moodle);
    auto tail = text_from(without_comments(after), item.stem.format);
    // A full stop alone behind the braces belongs to the sentence.
    item.has_embedded_answers = !tail.text.empty();
    if (item.has_embedded_answers) item.stem.text += " _____ " + tail.text;
    if (item.stem.text.empty()) throw Mistake{0, "A question needs words before its answers."};
  }

  void answers(GiftItem& item, std::string_view raw) {
    const auto general = raw.find("####");
    if (general != std::string_view::npos && (general == 0 || raw[general - 1] != '\\')) {
      item.general_feedback = feedback_from(raw.substr(general + 4), item.stem.format);
      raw = raw.substr(0, general);
    }
    const auto cleaned = without_comments(raw);
    const auto inside = trim(cleaned);
    if (inside.empty())
      item.kind = GiftKind::Essay;
    else if (inside.front() == '#')
      numerical(item, inside.substr(1));
    else if (!true_false(item, inside))
      choices(item, inside);
  }

  static bool true_false(GiftItem& item, std::string_view inside) {
    const auto hash = find_plain(inside, "#");
    const auto word = to_lower_ascii(trim(inside.substr(0, hash)));
    const bool says_true = word == "t" || word == "true";
    if (!says_true && word != "f" && word != "false") return false;
    item.kind = GiftKind::TrueFalse;
    item.is_true = says_true;
    if (hash == inside.size()) return true;
    const auto second = find_plain(inside, "#", hash + 1);
    // The first comment is for who answers wrongly, the second for who answers rightly.
    auto& for_wrong = says_true ? item.false_feedback : item.true_feedback;
    auto& for_right = says_true ? item.true_feedback : item.false_feedback;
    for_wrong = feedback_from(inside.substr(hash + 1, second - hash - 1), item.stem.format);
    if (second < inside.size()) for_right = feedback_from(inside.substr(second + 1), item.stem.format);
    return true;
  }

  GiftNumber number(std::string_view raw) const {
    const auto text = trim(raw);
    const auto wrong = [&] {
      return Mistake{answers_at_,
                     fmt::format("“{}” is no number, no number:tolerance and no least..most.", text)};
    };
    const auto read = [&](std::string_view part) {
      const auto value = parse_number<double>(trim(part));
      if (!value) throw wrong();
      return *value;
    };
    if (const auto dots = text.find(".."); dots != std::string_view::npos)
      return {GiftNumber::Kind::HighLow, read(text.substr(0, dots)), read(text.substr(dots + 2))};
    if (const auto colon = text.find(':'); colon != std::string_view::npos)
      return {GiftNumber::Kind::Range, read(text.substr(0, colon)), read(text.substr(colon + 1))};
    return {GiftNumber::Kind::Simple, read(text), 0};
  }

  void numerical(GiftItem& item, std::string_view inside) {
    item.kind = GiftKind::Numerical;
    if (find_plain(inside, "=~") == inside.size()) {
      const auto hash = find_plain(inside, "#");
      item.number = number(inside.substr(0, hash));
      return;
    }
    item.choices = split_choices(inside, item.stem.format);
    for (auto& choice : item.choices)
      if (choice.is_correct || choice.text.text != "*") choice.number = number(choice.text.text);
  }

  void choices(GiftItem& item, std::string_view inside) {
    item.choices = split_choices(inside, item.stem.format);
    const bool all_right = std::all_of(item.choices.begin(), item.choices.end(),
                                       [](const GiftChoice& choice) { return choice.is_correct; });
    const bool all_pairs = std::all_of(
        item.choices.begin(), item.choices.end(),
        [](const GiftChoice& choice) { return choice.text.text.find("->") != std::string::npos; });
    if (all_right && all_pairs) {
      item.kind = GiftKind::Matching;
      pairs(item);
    } else {
      item.kind = all_right ? GiftKind::Short : GiftKind::MultipleChoice;
    }
  }

  void pairs(GiftItem& item) const {
    if (item.choices.size() < 2) throw Mistake{answers_at_, "Matching needs at least two pairs."};
    for (const auto& choice : item.choices) {
      const auto arrow = choice.text.text.find("->");
      GiftText prompt{choice.text.format,
                      std::string{trim(std::string_view{choice.text.text}.substr(0, arrow))}};
      item.pairs.push_back(
          {std::move(prompt), std::string{trim(std::string_view{choice.text.text}.substr(arrow + 2))}});
    }
    item.choices.clear();
  }

  std::vector<GiftChoice> split_choices(std::string_view inside, GiftFormat inherited) const {
    std::vector<GiftChoice> choices;
    std::size_t at = find_plain(inside, "=~");
    if (at == inside.size())
      throw Mistake{answers_at_,
                    "The answers must begin with = (right) or ~ (wrong), be TRUE, FALSE or begin with #."};
    if (!trim(inside.substr(0, at)).empty())
      throw Mistake{answers_at_,
                    fmt::format("“{}” stands before the first answer.", trim(inside.substr(0, at)))};
    while (at < inside.size()) {
      const auto end = find_plain(inside, "=~", at + 1);
      choices.push_back(choice(inside[at] == '=', inside.substr(at + 1, end - at - 1), inherited));
      at = end;
    }
    return choices;
  }

  GiftChoice choice(bool is_correct, std::string_view raw, GiftFormat inherited) const {
    GiftChoice result;
    result.is_correct = is_correct;
    raw = trim(raw);
    if (raw.starts_with('%')) {
      const auto end = raw.find('%', 1);
      const auto weight =
          end == std::string_view::npos ? std::nullopt : parse_number<double>(trim(raw.substr(1, end - 1)));
      if (!weight)
        throw Mistake{answers_at_, "A weight is written as %50%, a number between two percent signs."};
      if (*weight < -100 || *weight > 100) throw Mistake{answers_at_, "A weight is from -100 to 100."};
      result.weight = weight;
      raw = raw.substr(end + 1);
    }
    const auto hash = find_plain(raw, "#");
    result.text = text_from(raw.substr(0, hash), inherited);
    if (hash < raw.size()) result.feedback = feedback_from(raw.substr(hash + 1), inherited);
    if (result.text.text.empty()) throw Mistake{answers_at_, "One of the answers is empty."};
    return result;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t answers_at_ = 0;
  Front front_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<GiftItem> read_gift(std::string_view text) {
  if (!is_utf8(text)) throw InvalidInput({Problem{"text", "This must be text in UTF-8."}});
  std::string unix_lines{text};
  unix_lines.erase(std::remove(unix_lines.begin(), unix_lines.end(), '\r'), unix_lines.end());
  return Reader(unix_lines).whole();
}

}  // namespace lectern::lms
