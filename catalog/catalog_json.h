#pragma once
// The catalog's values as the API shows them.

#include <nlohmann/json_fwd.hpp>

#include "catalog/courses.h"
#include "catalog/lessons.h"

namespace lectern::catalog {

nlohmann::json as_json(const Category& category);
nlohmann::json as_json(const CourseView& view);
nlohmann::json as_json(const Section& section);
nlohmann::json as_json(const LessonView& view);
nlohmann::json as_json(const Outline& outline);

}  // namespace lectern::catalog
