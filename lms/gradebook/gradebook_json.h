#pragma once
// The gradebook as JSON.

#include <nlohmann/json_fwd.hpp>

#include "lms/gradebook/grade_csv.h"

namespace lectern::lms {

nlohmann::json as_json(const Gradebook& book);
nlohmann::json as_json(const GradeRow& row, const Gradebook& book);
nlohmann::json as_json(const GradeChange& change);
nlohmann::json as_json(const Report& report);
nlohmann::json as_json(const std::vector<GradeImportLine>& lines, GradeImportRun run);

}  // namespace lectern::lms
