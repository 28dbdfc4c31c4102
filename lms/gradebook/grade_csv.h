#pragma once
// The gradebook as a table that spreadsheets read, and back again: what was exported can be imported and
// changes nothing. A column of an item is named by its name and, in brackets, its id; only columns with an id
// are read.

#include <string>
#include <string_view>
#include <vector>

#include "lms/gradebook/grades.h"

namespace lectern::lms {

/// One cell that an import changes, or why a line or a cell cannot be read.
struct GradeImportLine {
  std::size_t line = 0;
  std::string email;
  std::string item;
  std::string before;
  std::string after;
  std::string problem;  ///< Empty: it is a change.
};

enum class GradeImportRun { Dry, Real };

class GradeCsv {
 public:
  GradeCsv(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  std::string write(const http::Principal& who, const CourseId& course) const;
  /// With any problem nothing is changed.
  std::vector<GradeImportLine> read(const http::Principal& who, const CourseId& course, std::string_view csv,
                                    GradeImportRun run);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
