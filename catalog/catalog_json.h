#pragma once
// Categories and courses as the API shows them.

#include <nlohmann/json_fwd.hpp>

#include "catalog/courses.h"

namespace lectern::catalog {

nlohmann::json as_json(const Category& category);
nlohmann::json as_json(const CourseView& view);

}  // namespace lectern::catalog
