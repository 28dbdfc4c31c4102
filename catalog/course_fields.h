#pragma once
// Courses and categories as requests describe them.

#include <nlohmann/json_fwd.hpp>

#include "catalog/browse.h"
#include "catalog/categories.h"
#include "catalog/course.h"
#include "http/message.h"

namespace lectern::catalog {

CourseDraft course_draft(const nlohmann::json& body);
CoursePatch course_patch(const nlohmann::json& body);
/// Of the query: ?q=&category=&level=&type=&language=&price=&instructor=&tag=&owner_id=&sort=. Several values
/// of one are separated by commas.
CourseFilter course_filter(const http::Request& request);

CategoryDraft category_draft(const nlohmann::json& body);
CategoryPatch category_patch(const nlohmann::json& body);

}  // namespace lectern::catalog
