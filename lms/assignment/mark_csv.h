#pragma once
// Marks as a table that spreadsheets read, and back again: what was exported can be imported and changes
// nothing. Lines are found by their hand-in's id, so that nobody's name is needed.

#include <string>
#include <string_view>
#include <vector>

#include "lms/assignment/marking.h"

namespace lectern::lms {

/// One hand-in that an import marks, or why a line cannot be read.
struct MarkImportLine {
  std::size_t line = 0;
  std::string hand_in;
  std::string name;  ///< Empty while names are hidden.
  std::string before;
  std::string after;
  std::string problem;  ///< Empty: it is a change.
};

enum class MarkImportRun { Dry, Real };

class MarkCsv {
 public:
  MarkCsv(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  std::string write(const http::Principal& who, const LessonId& lesson) const;
  /// With any problem nothing is changed.
  std::vector<MarkImportLine> read(const http::Principal& who, const LessonId& lesson, std::string_view csv,
                                   MarkImportRun run);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
