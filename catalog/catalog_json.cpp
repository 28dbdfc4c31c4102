#include "catalog/catalog_json.h"

#include <nlohmann/json.hpp>

namespace lectern::catalog {

namespace {

using nlohmann::json;

json lesson_json(const LessonView& view) {
  const auto& lesson = view.lesson;
  return {{"id", lesson.id.text()},
          {"title", lesson.title},
          {"kind", text_of(lesson.kind)},
          {"course_id", lesson.course.text()},
          {"section_id", lesson.section.text()},
          {"position", lesson.position},
          {"access", text_of(lesson.access)},
          {"allow_download", lesson.download == Download::Allowed},
          {"can_edit", view.can_edit},
          {"can_watch", view.can_watch},
          {"video", view.video ? as_json(*view.video) : json(nullptr)}};
}

}  // namespace

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

json as_json(const Section& section) {
  return {{"id", section.id.text()},
          {"course_id", section.course.text()},
          {"title", section.title},
          {"position", section.position}};
}

json as_json(const LessonView& view) {
  json value = lesson_json(view);
  value["course_title"] = view.course_title;
  return value;
}

json as_json(const Outline& outline) {
  const auto& [course, viewer] = std::tie(outline.course.course, outline.course.viewer);
  json sections = json::array();
  for (const auto& section : outline.sections) {
    json lessons = json::array();
    for (const auto& [lesson, video] : section.lessons) {
      const LessonView view{lesson, course.title, may_edit(course, viewer), may_watch(course, lesson, viewer),
                            video};
      lessons.push_back(lesson_json(view));
    }
    json value = as_json(section.section);
    value["lessons"] = std::move(lessons);
    sections.push_back(std::move(value));
  }
  return {{"course", as_json(outline.course)}, {"sections", std::move(sections)}};
}

}  // namespace lectern::catalog
