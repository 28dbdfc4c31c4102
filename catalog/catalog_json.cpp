#include "catalog/catalog_json.h"

#include <nlohmann/json.hpp>

#include "catalog/picture_json.h"
#include "catalog/trash.h"

namespace lectern::catalog {

using nlohmann::json;

namespace {

json time_json(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

template <typename T>
json number_json(const std::optional<T>& number) {
  return number ? json(*number) : json(nullptr);
}

json prerequisites_json(const std::vector<Prerequisite>& prerequisites) {
  json items = json::array();
  for (const auto& [course, title, is_completed] : prerequisites)
    items.push_back({{"id", course.text()}, {"title", title}, {"completed", is_completed}});
  return items;
}

json facet_json(const std::vector<FacetValue>& values) {
  json items = json::array();
  for (const auto& [value, label, parent, count] : values)
    items.push_back({{"value", value},
                     {"label", label},
                     {"parent", parent ? json(parent->text()) : json(nullptr)},
                     {"count", count}});
  return items;
}

json dates_json(const Course& course) {
  return {{"starts_at", time_json(course.starts_at)},
          {"ends_at", time_json(course.ends_at)},
          {"enrolment_opens_at", time_json(course.enrolment_opens_at)},
          {"enrolment_closes_at", time_json(course.enrolment_closes_at)},
          {"created_at", to_rfc3339(course.created_at)},
          {"updated_at", to_rfc3339(course.updated_at)},
          {"published_at", time_json(course.published_at)}};
}

}  // namespace

json as_json(const Category& category) {
  return {{"id", category.id.text()},
          {"name", category.name},
          {"parent_id", category.parent ? json(category.parent->text()) : json(nullptr)}};
}

json as_json(const CategoryCount& counted) {
  json value = as_json(counted.category);
  value["courses"] = counted.courses;
  return value;
}

json as_json(const Rating& rating) {
  const auto count = static_cast<double>(rating.count);
  return {{"count", rating.count},
          {"average", rating.count == 0 ? json(nullptr) : json(static_cast<double>(rating.sum) / count)}};
}

json as_json(const std::optional<Money>& price) {
  if (!price) return nullptr;
  return {{"amount", price->amount}, {"currency", price->currency}};
}

json as_json(const std::vector<Person>& people) {
  json items = json::array();
  for (const auto& [id, name, picture] : people)
    items.push_back({{"id", id.text()}, {"name", name}, {"picture", as_json(picture)}});
  return items;
}

json as_json(const CourseView& view) {
  const auto& course = view.course;
  const auto role = view.viewer.role;
  std::optional<std::int64_t> seconds;
  if (course.estimated_duration) seconds = course.estimated_duration->count();
  json value = {{"id", course.id.text()},
                {"title", course.title},
                {"summary", course.summary},
                {"description", course.description},
                {"category_id", course.category ? json(course.category->text()) : json(nullptr)},
                {"category", view.category ? json(view.category->name) : json(nullptr)},
                {"language", course.language},
                {"level", text_of(course.level)},
                {"type", text_of(course.type)},
                {"tags", view.tags},
                {"visibility", text_of(course.visibility)},
                {"estimated_duration_seconds", number_json(seconds)},
                {"price", as_json(course.price)},
                {"capacity", number_json(course.capacity)},
                {"prerequisites", prerequisites_json(view.prerequisites)},
                {"rating", as_json(course.rating)},
                {"owner", {{"id", course.owner.text()}, {"name", view.owner_name}}},
                {"instructors", as_json(view.instructors)},
                {"cover", as_json(view.cover)},
                {"can_edit", may_edit(course, view.viewer)},
                {"can_delete", may_delete(course, view.viewer)},
                {"role", role ? json(text_of(*role)) : json(nullptr)}};
  value.update(dates_json(course));
  return value;
}

json as_json(const CourseList& list) {
  json items = json::array();
  for (const auto& course : list.items) items.push_back(as_json(course));
  json facets = json::object();
  for (std::size_t facet = 0; facet < kFacetCount; ++facet)
    facets[kFacetTexts[facet].text] = facet_json(list.facets[facet]);
  return {{"items", std::move(items)},
          {"next", list.next.empty() ? json(nullptr) : json(list.next)},
          {"total", list.total},
          {"facets", std::move(facets)}};
}

json as_json(const std::vector<Check>& checks) {
  json items = json::array();
  for (const auto& check : checks)
    items.push_back({{"key", check.key},
                     {"weight", text_of(check.weight)},
                     {"done", check.is_done},
                     {"message", check.is_done ? json(nullptr) : json(check.sentence)}});
  return {{"items", std::move(items)}, {"can_publish", can_publish(checks)}};
}

json trashed_json(const Course& course) {
  const auto deleted_at = course.deleted_at.value_or(Instant{});
  return {{"id", course.id.text()},
          {"title", course.title},
          {"summary", course.summary},
          {"owner_id", course.owner.text()},
          {"visibility", text_of(course.visibility)},
          {"deleted_at", to_rfc3339(deleted_at)},
          {"kept_until", to_rfc3339(deleted_at + kTrashIsKept)}};
}

}  // namespace lectern::catalog
