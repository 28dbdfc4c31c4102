#pragma once
// Categories and courses as the API shows them.

#include <nlohmann/json_fwd.hpp>

#include "catalog/courses.h"

namespace lectern::catalog {

nlohmann::json as_json(const Category& category);
nlohmann::json as_json(const CategoryCount& counted);
nlohmann::json as_json(const CourseView& view);
nlohmann::json as_json(const CourseList& list);
nlohmann::json as_json(const Rating& rating);
nlohmann::json as_json(const std::optional<Money>& price);
nlohmann::json as_json(const std::vector<Person>& people);
nlohmann::json as_json(const std::vector<Check>& checks);
/// A course in the trash.
nlohmann::json trashed_json(const Course& course);

}  // namespace lectern::catalog
