#include "base/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace lectern {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kFormulaStarts = "=+-@\t\r";

char separator_of(std::string_view text) {
  const auto first_line = text.substr(0, text.find_first_of("\r\n"));
  if (first_line.find(',') != std::string_view::npos) return ',';
  if (first_line.find(';') != std::string_view::npos) return ';';
  return first_line.find('\t') != std::string_view::npos ? '\t' : ',';
}

class Parser {
 public:
  Parser(std::string_view text, const CsvLimits& limits)
      : text_(text), separator_(separator_of(text)), limits_(limits) {}

  /// The next row that is not an empty line. False at the end, and after a problem.
  bool next(CsvRow& row);
  const std::optional<CsvProblem>& problem() const { return problem_; }
  void fail(std::size_t line, std::string sentence) {
    if (!problem_) problem_ = CsvProblem{line, std::move(sentence)};
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  bool take(char wanted);
  bool take_line_end();
  std::string field();
  std::string quoted_field();
  std::string plain_field();

  std::string_view text_;
  char separator_;
  CsvLimits limits_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::optional<CsvProblem> problem_;
};

bool Parser::take(char wanted) {
  if (at_end() || text_[at_] != wanted) return false;
  ++at_;
  return true;
}

/// CRLF, LF, or a lone CR of old spreadsheets.
bool Parser::take_line_end() {
  const bool returned = take('\r');
  const bool fed = take('\n');
  if (!returned && !fed) return false;
  ++line_;
  return true;
}

bool Parser::next(CsvRow& row) {
  while (take_line_end()) {
  }
  if (at_end() || problem_) return false;
  row = {line_, {}};
  while (!problem_) {
    row.fields.push_back(field());
    if (row.fields.size() > limits_.columns)
      fail(row.line, fmt::format("There are more than {} columns.", limits_.columns));
    if (take(separator_)) continue;
    if (at_end() || take_line_end()) break;
    fail(line_, "After a closing quote comes a separator or the end of the line.");
  }
  return !problem_;
}

std::string Parser::field() {
  auto text = take('"') ? quoted_field() : plain_field();
  if (text.size() > limits_.field_bytes)
    fail(line_, fmt::format("A field is longer than {} bytes.", limits_.field_bytes));
  return text;
}

std::string Parser::quoted_field() {
  const auto opened = line_;
  std::string text;
  while (!at_end()) {
    const char c = text_[at_++];
    if (c == '"' && !take('"')) return text;
    if (c == '\n') ++line_;
    text += c;
  }
  fail(opened, "A quote is opened here and never closed.");
  return text;
}

std::string Parser::plain_field() {
  const auto begin = at_;
  while (!at_end() && text_[at_] != separator_ && text_[at_] != '\r' && text_[at_] != '\n') {
    if (text_[at_] == '"')
      fail(line_,
           "A quote stands inside a field; the whole field must be in quotes, and quotes in it doubled.");
    ++at_;
  }
  return std::string{text_.substr(begin, at_ - begin)};
}

void read_header(Parser& parser, CsvTable& table) {
  CsvRow row;
  if (!parser.next(row)) {
    parser.fail(1, "There is nothing in this file. The first line names the columns.");
    return;
  }
  for (const auto& field : row.fields) {
    auto name = to_lower_ascii(trim(field));
    if (name.empty()) parser.fail(row.line, "A column has no name.");
    if (find_column(table, name)) parser.fail(row.line, fmt::format("The column {} is there twice.", name));
    table.header.push_back(std::move(name));
  }
}

}  // namespace

std::optional<CsvTable> read_csv(std::string_view text, CsvProblem& problem, CsvLimits limits) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Parser parser(text, limits);
  if (!is_utf8(text) || text.find('\0') != std::string_view::npos)
    parser.fail(1, "This is no text in UTF-8. Save it as \"CSV UTF-8\".");
  CsvTable table;
  if (!parser.problem()) read_header(parser, table);
  for (CsvRow row; !parser.problem() && parser.next(row);) {
    if (row.fields.size() != table.header.size())
      parser.fail(row.line, fmt::format("There are {} fields where the first line names {} columns.",
                                        row.fields.size(), table.header.size()));
    if (table.rows.size() == limits.rows)
      parser.fail(row.line, fmt::format("There are more than {} rows; split the file.", limits.rows));
    table.rows.push_back(std::move(row));
  }
  if (!parser.problem()) return table;
  problem = *parser.problem();
  return std::nullopt;
}

std::optional<std::size_t> find_column(const CsvTable& table, std::string_view name) {
  const auto found = std::find(table.header.begin(), table.header.end(), name);
  if (found == table.header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.header.begin());
}

void append_csv(std::string& text, const std::vector<std::string>& fields) {
  bool is_first = true;
  for (const auto& field : fields) {
    if (!std::exchange(is_first, false)) text += ',';
    const bool is_guarded = !field.empty() && kFormulaStarts.find(field.front()) != std::string_view::npos;
    const bool is_quoted = field.find_first_of(",;\t\"\r\n") != std::string::npos;
    if (is_quoted) text += '"';
    if (is_guarded) text += '\'';
    for (const char c : field) text += c == '"' ? std::string_view{"\"\""} : std::string_view{&c, 1};
    if (is_quoted) text += '"';
  }
  text += "\r\n";
}

std::string_view without_guard(std::string_view field) {
  const bool is_guarded =
      field.size() > 1 && field[0] == '\'' && kFormulaStarts.find(field[1]) != std::string_view::npos;
  return is_guarded ? field.substr(1) : field;
}

}  // namespace lectern
