#include "catalog/catalog_json.h"

#include <nlohmann/json.hpp>

namespace lectern::catalog {

using nlohmann::json;

json as_json(const Category& category) {
  return {{"id", category.id.text()}, {"name", category.name}};
}

json as_json(const CourseView& view) {
  const auto& course = view.course;
  const auto role = view.viewer.role;
  return {{"id", course.id.text()},
          {"title", course.title},
          {"summary", course.summary},
          {"description", course.description},
          {"category_id", course.category ? json(course.category->text()) : json(nullptr)},
          {"category", view.category ? json(view.category->name) : json(nullptr)},
          {"language", course.language},
          {"visibility", text_of(course.visibility)},
          {"owner", {{"id", course.owner.text()}, {"name", view.owner_name}}},
          {"created_at", to_rfc3339(course.created_at)},
          {"updated_at", to_rfc3339(course.updated_at)},
          {"published_at", course.published_at ? json(to_rfc3339(*course.published_at)) : json(nullptr)},
          {"can_edit", may_edit(course, view.viewer)},
          {"role", role ? json(text_of(*role)) : json(nullptr)}};
}

}  // namespace lectern::catalog
