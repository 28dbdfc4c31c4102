#include "catalog/lesson_json.h"

#include <nlohmann/json.hpp>
#include <tuple>

#include "catalog/catalog_json.h"
#include "catalog/link.h"

namespace lectern::catalog {

using nlohmann::json;

namespace {

json text_or_null(const std::string& text) {
  return text.empty() ? json(nullptr) : json(text);
}

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_rfc3339(*at)) : json(nullptr);
}

json number_or_null(const std::optional<std::int64_t>& number) {
  return number ? json(*number) : json(nullptr);
}

json lock_json(const Lock& lock) {
  return {{"message", sentence_of(lock)},
          {"opens_at", time_or_null(lock.opens_at)},
          {"after_lesson_id", text_or_null(lock.after_lesson.text())},
          {"after_lesson_title", text_or_null(lock.after_title)}};
}

json file_json(const std::optional<Document>& document) {
  return document ? as_json(*document) : json(nullptr);
}

/// What stands in an outline: nothing that only those who may watch should read.
json row_json(const LessonView& view) {
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
          {"lock", view.lock ? lock_json(*view.lock) : json(nullptr)},
          {"opens_at", time_or_null(lesson.opening.at)},
          {"opens_after_days", number_or_null(lesson.opening.days_after_enrolment)},
          {"opens_after_lesson_id", text_or_null(lesson.opening.after_lesson.text())},
          {"link", view.can_watch ? text_or_null(lesson.link) : json(nullptr)},
          {"link_host", text_or_null(host_of(lesson.link).value_or(""))},
          {"target_id", view.can_watch ? text_or_null(lesson.target) : json(nullptr)},
          {"document", file_json(view.files.main)},
          {"video", view.video ? as_json(*view.video) : json(nullptr)}};
}

}  // namespace

json as_json(const Section& section) {
  return {{"id", section.id.text()},
          {"course_id", section.course.text()},
          {"title", section.title},
          {"position", section.position}};
}

json as_json(const Document& document) {
  return {{"id", document.id.text()},
          {"lesson_id", document.lesson.text()},
          {"place", text_of(document.place)},
          {"filename", document.filename},
          {"type", document.type},
          {"shown", name_of(shown_as(document.type))},
          {"size", document.size},
          {"created_at", to_rfc3339(document.created_at)}};
}

json as_json(const LessonView& view) {
  json attachments = json::array();
  for (const auto& attachment : view.files.attachments) attachments.push_back(as_json(attachment));
  json value = row_json(view);
  value["course_title"] = view.course_title;
  value["text"] = view.text;
  value["attachments"] = std::move(attachments);
  return value;
}

json as_json(const Outline& outline) {
  const auto& [course, viewer] = std::tie(outline.course.course, outline.course.viewer);
  json sections = json::array();
  for (const auto& section : outline.sections) {
    json lessons = json::array();
    for (const auto& row : section.lessons) {
      LessonView view;
      view.lesson = row.lesson;
      view.can_edit = may_edit(course, viewer);
      view.can_watch = may_watch(course, row.lesson, viewer) && !row.lock;
      view.lock = row.lock;
      view.video = row.video;
      if (view.can_watch) view.files.main = row.document;
      lessons.push_back(row_json(view));
    }
    json value = as_json(section.section);
    value["lessons"] = std::move(lessons);
    sections.push_back(std::move(value));
  }
  return {{"course", as_json(outline.course)}, {"sections", std::move(sections)}};
}

}  // namespace lectern::catalog
