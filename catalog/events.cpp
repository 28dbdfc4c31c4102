#include "catalog/events.h"

#include <nlohmann/json.hpp>

namespace lectern::catalog {

namespace {

std::string topic_of(CourseFact fact) {
  switch (fact) {
    case CourseFact::Created:
      return "course.created";
    case CourseFact::Changed:
      return "course.changed";
    case CourseFact::Published:
      return "course.published";
    case CourseFact::Removed:
      return "course.removed";
    case CourseFact::Restored:
      return "course.restored";
    case CourseFact::Purged:
      return "course.purged";
  }
  return {};
}

std::string topic_of(LessonFact fact) {
  switch (fact) {
    case LessonFact::Added:
      return "lesson.added";
    case LessonFact::Changed:
      return "lesson.changed";
    case LessonFact::Removed:
      return "lesson.removed";
  }
  return {};
}

}  // namespace

outbox::NewEvent as_event(const CourseEvent& event) {
  const nlohmann::json payload = {{"course_id", event.course.text()}, {"owner_id", event.owner.text()}};
  return {topic_of(event.fact), event.course.text(), payload.dump()};
}

outbox::NewEvent as_event(const LessonEvent& event) {
  const nlohmann::json payload = {{"lesson_id", event.lesson.text()}, {"course_id", event.course.text()}};
  return {topic_of(event.fact), event.lesson.text(), payload.dump()};
}

outbox::NewEvent as_event(const VideoChanged& event) {
  const nlohmann::json payload = {{"lesson_id", event.lesson.text()},
                                  {"video_id", event.video.text()},
                                  {"generation", event.generation},
                                  {"state", text_of(event.state)}};
  return {kVideoChangedTopic, event.lesson.text(), payload.dump()};
}

outbox::NewEvent as_event(const DocumentRemoved& event) {
  const nlohmann::json payload = {{"document_id", event.document}, {"lesson_id", event.lesson.text()}};
  return {kDocumentRemovedTopic, event.document, payload.dump()};
}

}  // namespace lectern::catalog
