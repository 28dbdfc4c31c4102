#include "catalog/rows.h"

#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

const storage::Query kCourse{"catalog.course", R"sql(
  SELECT id, owner_id, title, summary, description, category_id, language, level, type, visibility,
         estimated_seconds, price, currency, capacity, starts_at, ends_at, enrolment_opens_at,
         enrolment_closes_at, rating_count, rating_sum, created_at, updated_at, published_at, deleted_at
    FROM course WHERE id = ?1)sql"};

Course as_course(const storage::Row& row) {
  int column = 0;
  const auto take = [&]<typename T>(T& into) { into = row.get<T>(column++); };
  Course course;
  take(course.id);
  take(course.owner);
  take(course.title);
  take(course.summary);
  take(course.description);
  take(course.category);
  take(course.language);
  take(course.level);
  take(course.type);
  take(course.visibility);
  if (const auto seconds = row.get<std::optional<std::int64_t>>(column++))
    course.estimated_duration = std::chrono::seconds{*seconds};
  if (const auto amount = row.get<std::optional<std::int64_t>>(column++))
    course.price = Money{*amount, row.get<std::string>(column)};
  ++column;
  take(course.capacity);
  take(course.starts_at);
  take(course.ends_at);
  take(course.enrolment_opens_at);
  take(course.enrolment_closes_at);
  take(course.rating.count);
  take(course.rating.sum);
  take(course.created_at);
  take(course.updated_at);
  take(course.published_at);
  take(course.deleted_at);
  return course;
}

}  // namespace

std::optional<Course> find_course(const storage::Reader& db, const CourseId& id) {
  return db.first(kCourse, as_course, id);
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
  lesson.kind = row.get<LessonKind>(4);
  lesson.access = row.get<LessonAccess>(5);
  lesson.download = row.get<bool>(6) ? Download::Allowed : Download::Refused;
  lesson.position = row.get<std::int64_t>(7);
  lesson.link = row.get<std::string>(8);
  lesson.target = row.get<std::string>(9);
  lesson.opening = {row.get<std::optional<Instant>>(10), row.get<std::optional<std::int64_t>>(11),
                    row.get<LessonId>(12)};
  return lesson;
}

}  // namespace lectern::catalog
