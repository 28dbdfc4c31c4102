#include "lms/progress/learner_progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;

#define LECTERN_LESSON_PROGRESS                                                                           \
  "SELECT l.id, l.title, l.kind, r.completes_by, r.share, r.in_order, coalesce(w.watched, 0), "           \
  "       (SELECT v.duration_seconds FROM video_version v "                                               \
  "         WHERE v.video_id = d.id AND v.duration_seconds IS NOT NULL ORDER BY v.generation DESC LIMIT " \
  "1), "                                                                                                  \
  "       c.how, c.completed_at "                                                                         \
  "  FROM lesson l JOIN section s ON s.id = l.section_id "                                                \
  "       LEFT JOIN video d ON d.lesson_id = l.id "                                                       \
  "       LEFT JOIN lesson_rule r ON r.lesson_id = l.id "                                                 \
  "       LEFT JOIN lesson_watch w ON w.account_id = ?2 AND w.lesson_id = l.id "                          \
  "       LEFT JOIN lesson_completion c ON c.account_id = ?2 AND c.lesson_id = l.id "

const storage::Query kOfCourse{"progress.of_course", LECTERN_LESSON_PROGRESS
                               "WHERE l.course_id = ?1 ORDER BY s.position, s.id, l.position, l.id"};

const storage::Query kOfLesson{"progress.of_lesson", LECTERN_LESSON_PROGRESS "WHERE l.id = ?1"};

const storage::Query kCompletedAt{"progress.course_completed_at", R"sql(
  SELECT completed_at FROM enrolment WHERE course_id = ?1 AND account_id = ?2)sql"};

constexpr std::size_t kMostNamed = 3;

LessonProgress as_progress(const storage::Row& row) {
  LessonProgress progress;
  progress.lesson = row.get<LessonId>(0);
  progress.title = row.get<std::string>(1);
  progress.rule = row.is_null(3)
                      ? usual_rule(row.get<catalog::LessonKind>(2))
                      : LessonRule{row.get<CompletesBy>(3), row.get<std::int64_t>(4), row.get<bool>(5)};
  progress.watched = row.get<Milliseconds>(6);
  progress.duration_seconds = row.get<std::optional<double>>(7);
  progress.how = row.get<std::optional<CompletedHow>>(8);
  progress.completed_at = row.get<std::optional<Instant>>(9);
  return progress;
}

CourseProgress read_course(const storage::Reader& db, const CourseId& course, const UserId& user) {
  CourseProgress progress;
  progress.lessons = db.all(kOfCourse, as_progress, course, user);
  progress.tally = tally_of(db, course, user);
  const auto as_time = [](const storage::Row& row) { return row.get<std::optional<Instant>>(0); };
  progress.completed_at = db.first(kCompletedAt, as_time, course, user).value_or(std::nullopt);
  return progress;
}

std::string hundredths(std::int64_t ten_thousandths) {
  return fmt::format("{}.{:02} %", ten_thousandths / 100, ten_thousandths % 100);
}

std::string titles_of(const std::vector<LessonProgress>& lessons) {
  std::string titles;
  std::size_t named = 0;
  std::size_t left = 0;
  for (const auto& lesson : lessons) {
    if (lesson.is_complete()) continue;
    if (++left > kMostNamed) continue;
    titles += fmt::format("{}“{}”", named++ == 0 ? "" : ", ", lesson.title);
  }
  return left > kMostNamed ? fmt::format("{} and {} more", titles, left - kMostNamed) : titles;
}

}  // namespace

std::optional<double> LessonProgress::share() const {
  if (!duration_seconds || *duration_seconds <= 0) return std::nullopt;
  return std::min(1.0, static_cast<double>(watched.count()) / 1000 / *duration_seconds);
}

std::string missing(const LessonProgress& lesson) {
  if (lesson.is_complete()) return {};
  switch (lesson.rule.by) {
    case CompletesBy::Watching: {
      if (!lesson.share()) return "There is nothing to watch in this lesson yet.";
      // Rounded down, so that what is nearly enough does not look like enough.
      return fmt::format("You have watched {} % of this lesson, and {} % are needed.",
                         static_cast<int>(std::floor(*lesson.share() * 100)), lesson.rule.share);
    }
    case CompletesBy::Opening:
      return "Open this lesson to complete it.";
    case CompletesBy::Quiz:
      return "Pass the quiz of this lesson to complete it.";
    case CompletesBy::HandIn:
      return "Hand in the assignment of this lesson to complete it.";
    case CompletesBy::Passing:
      return "Pass the assignment of this lesson to complete it.";
    case CompletesBy::Posting:
      return "Write in the discussion of this lesson to complete it.";
    case CompletesBy::Learner:
      return "Mark this lesson as done when you are through with it.";
    case CompletesBy::Teacher:
      break;
  }
  return "An instructor marks this lesson as completed.";
}

std::string missing(const CourseProgress& course) {
  if (course.completed_at) return {};
  const auto& tally = course.tally;
  std::string sentence;
  if (tally.lessons == 0) return "This course has no lessons yet.";
  if (tally.completed < tally.needed())
    sentence = fmt::format("You have completed {} of the {} lessons that are needed; to do: {}.",
                           tally.completed, tally.needed(), titles_of(course.lessons));
  if (tally.rule.grade_needed && tally.grade.value_or(0) < *tally.rule.grade_needed * 100)
    sentence += fmt::format("{}Your grade is {}, and {} % are needed.", sentence.empty() ? "" : " ",
                            hundredths(tally.grade.value_or(0)), *tally.rule.grade_needed);
  return sentence;
}

CourseProgress LearnerProgress::of_course(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::See);
    return read_course(db, course, who.user);
  });
}

LessonProgress LearnerProgress::of_lesson(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.lesson(db, lesson, who, Need::Watch);
    return db.first(kOfLesson, as_progress, lesson, who.user).value();
  });
}

CourseProgress LearnerProgress::of_learner(const http::Principal& who, const CourseId& course,
                                           const UserId& user) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.course(db, course, who, Need::See);
    if (!catalog::may_teach(open.course, open.viewer))
      throw Error(ErrorCode::Forbidden, "Only those who teach this course may see how others get on.");
    if (!doors_.standing().membership(db, course, user))
      throw Error(ErrorCode::NotFound, "This person does not take the course.");
    return read_course(db, course, user);
  });
}

}  // namespace lectern::lms
