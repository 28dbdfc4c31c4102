#pragma once
// Courses and categories as requests describe them.

#include <nlohmann/json_fwd.hpp>
#include <span>

#include "base/json.h"
#include "catalog/browse.h"
#include "catalog/categories.h"
#include "catalog/course.h"
#include "http/message.h"
#include "http/route.h"

namespace lectern::catalog {

CourseDraft course_draft(const nlohmann::json& body);
CoursePatch course_patch(const nlohmann::json& body);
/// Of the query, which course_filter_parameters() describes.
CourseFilter course_filter(const http::Request& request);
std::span<const http::Parameter> course_filter_parameters();

/// The field "price": an object, or null for free.
Edit<Money> price_edit(FieldReader& fields);
/// A list of ids of courses; nothing where the field is absent.
std::optional<std::vector<CourseId>> course_ids(FieldReader& fields, const nlohmann::json& body,
                                                std::string_view field, std::size_t most);

CategoryDraft category_draft(const nlohmann::json& body);
CategoryPatch category_patch(const nlohmann::json& body);

}  // namespace lectern::catalog
