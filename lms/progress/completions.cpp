#include "lms/progress/completions.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kInsert{"completion.insert", R"sql(
  INSERT INTO lesson_completion (account_id, lesson_id, course_id, how, completed_at) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (account_id, lesson_id) DO NOTHING)sql"};

const storage::Query kDelete{"completion.delete", R"sql(
  DELETE FROM lesson_completion WHERE account_id = ?1 AND lesson_id = ?2)sql"};

const storage::Query kOf{"completion.of", R"sql(
  SELECT lesson_id, how, completed_at FROM lesson_completion
   WHERE account_id = ?1 AND course_id = ?2 ORDER BY completed_at)sql"};

const storage::Query kLessons{"completion.lessons", R"sql(
  SELECT count(*) FROM lesson WHERE course_id = ?1)sql"};

const storage::Query kCompletedAt{"completion.course_completed_at", R"sql(
  SELECT completed_at FROM enrolment WHERE course_id = ?1 AND account_id = ?2)sql"};

const storage::Query kCount{"completion.count", R"sql(
  UPDATE enrolment
     SET completed_lessons = (SELECT count(*) FROM lesson_completion WHERE account_id = ?2 AND course_id = ?1)
   WHERE course_id = ?1 AND account_id = ?2)sql"};

const storage::Query kCountAll{"completion.count_all", R"sql(
  UPDATE enrolment
     SET completed_lessons = (SELECT count(*) FROM lesson_completion c
                               WHERE c.account_id = enrolment.account_id AND c.course_id = ?1)
   WHERE course_id = ?1 AND completed_lessons > 0)sql"};

const storage::Query kNewlyComplete{"completion.newly_complete", R"sql(
  SELECT account_id FROM enrolment
   WHERE course_id = ?1 AND completed_lessons >= ?2 AND completed_at IS NULL AND role = 'student')sql"};

const storage::Query kCompleteCourse{"completion.complete_course", R"sql(
  UPDATE enrolment SET completed_at = ?3
   WHERE course_id = ?1 AND account_id = ?2 AND completed_at IS NULL AND role = 'student'
     AND completed_lessons >= ?4)sql"};

const storage::Query kReopenCourse{"completion.reopen_course", R"sql(
  UPDATE enrolment SET completed_at = NULL WHERE course_id = ?1 AND account_id = ?2)sql"};

void append_fact(storage::Writer& db, const char* topic, const std::string& subject, const CourseId& course,
                 const UserId& user) {
  const nlohmann::json payload = {{"course_id", course.text()}, {"user_id", user.text()}};
  outbox::append(db, outbox::NewEvent{topic, subject, payload.dump()});
}

std::int64_t lessons_of(const storage::Reader& db, const CourseId& course) {
  const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
  return db.first(kLessons, as_count, course).value_or(0);
}

void complete_course(storage::Writer& db, const CourseId& course, const UserId& user, std::int64_t lessons) {
  if (lessons > 0 && db.run(kCompleteCourse, course, user, db.now(), lessons) == 1)
    append_fact(db, "progress.course_completed", course.text(), course, user);
}

}  // namespace

void Completions::complete(storage::Writer& db, const CourseId& course, const LessonId& lesson,
                           const UserId& user, CompletedHow how) {
  if (db.run(kInsert, user, lesson, course, how, db.now()) == 0) return;
  append_fact(db, "progress.lesson_completed", lesson.text(), course, user);
  db.run(kCount, course, user);
  complete_course(db, course, user, lessons_of(db, course));
}

CourseProgress Completions::mark(const http::Principal& who, const LessonId& lesson) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Watch);
    if (open.lesson.kind == catalog::LessonKind::Video)
      throw Error(ErrorCode::Conflict, "A video is completed by watching it.");
    complete(db, open.course.id, lesson, who.user, CompletedHow::Marked);
    return of(db, open.course.id, who.user);
  });
}

CourseProgress Completions::unmark(const http::Principal& who, const LessonId& lesson) {
  return database_.write([&](storage::Writer& db) {
    const auto course = doors_.lesson(db, lesson, who, Need::Watch).course.id;
    if (db.run(kDelete, who.user, lesson) == 1) {
      db.run(kCount, course, who.user);
      db.run(kReopenCourse, course, who.user);
      append_fact(db, "progress.lesson_reopened", lesson.text(), course, who.user);
    }
    return of(db, course, who.user);
  });
}

CourseProgress Completions::of(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::See);
    return of(db, course, who.user);
  });
}

CourseProgress Completions::of(const storage::Reader& db, const CourseId& course, const UserId& user) const {
  CourseProgress progress;
  const auto as_completed = [](const storage::Row& row) {
    return CompletedLesson{row.get<LessonId>(0), row.get<CompletedHow>(1), row.get<Instant>(2)};
  };
  const auto as_time = [](const storage::Row& row) { return row.get<std::optional<Instant>>(0); };
  progress.completed = db.all(kOf, as_completed, user, course);
  progress.lessons = lessons_of(db, course);
  progress.completed_at = db.first(kCompletedAt, as_time, course, user).value_or(std::nullopt);
  return progress;
}

void Completions::handle(const outbox::Event& event) {
  if (event.topic != "lesson.removed") return;
  const CourseId course{nlohmann::json::parse(event.payload).at("course_id").get<std::string>()};
  database_.write([&](storage::Writer& db) {
    db.run(kCountAll, course);
    const auto lessons = lessons_of(db, course);
    if (lessons == 0) return;
    const auto as_user = [](const storage::Row& row) { return row.get<UserId>(0); };
    for (const auto& user : db.all(kNewlyComplete, as_user, course, lessons))
      complete_course(db, course, user, lessons);
  });
}

}  // namespace lectern::lms
