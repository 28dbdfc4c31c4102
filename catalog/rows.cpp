#include "catalog/rows.h"

#include "storage/db/row.h"

namespace lectern::catalog {

Course as_course(const storage::Row& row) {
  Course course;
  course.id = row.get<CourseId>(0);
  course.owner = row.get<UserId>(1);
  course.title = row.get<std::string>(2);
  course.summary = row.get<std::string>(3);
  course.description = row.get<std::string>(4);
  course.category = row.get<std::optional<CategoryId>>(5);
  course.language = row.get<std::string>(6);
  course.visibility = row.get<Visibility>(7);
  course.created_at = row.get<Instant>(8);
  course.updated_at = row.get<Instant>(9);
  course.published_at = row.get<std::optional<Instant>>(10);
  return course;
}

Section as_section(const storage::Row& row) {
  return {row.get<SectionId>(0), row.get<CourseId>(1), row.get<std::string>(2), row.get<std::int64_t>(3)};
}

Lesson as_lesson(const storage::Row& row) {
  Lesson lesson;
  lesson.id = row.get<LessonId>(0);
  lesson.course = row.get<CourseId>(1);
  lesson.section = row.get<SectionId>(2);
  lesson.title = row.get<std::string>(3);
  lesson.access = row.get<LessonAccess>(4);
  lesson.download = row.get<bool>(5) ? Download::Allowed : Download::Refused;
  lesson.position = row.get<std::int64_t>(6);
  return lesson;
}

}  // namespace lectern::catalog
