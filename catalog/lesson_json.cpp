#include "catalog/lesson_json.h"

#include <nlohmann/json.hpp>
#include <tuple>

#include "catalog/catalog_json.h"

namespace lectern::catalog {

using nlohmann::json;

namespace {

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
