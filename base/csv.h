#pragma once
// CSV after RFC 4180: fields between commas, quoted where they hold a comma, a quote or a line break. Reading
// is strict, because a file that is read differently than it was meant changes the wrong people; writing
// keeps spreadsheets from taking a field for a formula.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lectern {

struct CsvRow {
  std::size_t line = 1;  ///< Where it begins, counted from 1.
  std::vector<std::string> fields;
};

struct CsvProblem {
  std::size_t line = 1;
  std::string sentence;
};

struct CsvTable {
  std::vector<std::string> header;  ///< Trimmed, in lower case.
  std::vector<CsvRow> rows;         ///< Each with as many fields as the header.
};

struct CsvLimits {
  std::size_t rows = 10'000;
  std::size_t columns = 50;
  std::size_t field_bytes = 10'000;
};

/// All rows of well-formed text, or the first problem in `problem`. A byte-order mark is skipped, and `;` or
/// a tabulator is the separator where the first line holds that and no comma, as spreadsheets in some
/// languages write it. Empty lines are skipped.
std::optional<CsvTable> read_csv(std::string_view text, CsvProblem& problem, CsvLimits limits = {});

/// The place of a column, or nothing.
std::optional<std::size_t> find_column(const CsvTable& table, std::string_view name);

/// One row and its line end. A field that a spreadsheet would take for a formula (it begins with = + - @, a
/// tabulator or a carriage return) gets an apostrophe before it.
void append_csv(std::string& text, const std::vector<std::string>& fields);

/// A field as append_csv() wrote it, without the apostrophe that guards it: what was exported can be
/// imported.
std::string_view without_guard(std::string_view field);

}  // namespace lectern
