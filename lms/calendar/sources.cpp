#include "lms/calendar/sources.h"

#include <algorithm>

#include "lms/assignment/assignment_rows.h"
#include "lms/certificates/certificates.h"
#include "lms/quiz/quizzes.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using Entries = std::vector<CalendarEntry>;

const storage::Query kQuizzes{"calendar.quizzes", R"sql(
  SELECT l.id, l.title, c.completed_at IS NOT NULL
    FROM lesson l JOIN quiz q ON q.lesson_id = l.id
         LEFT JOIN lesson_completion c ON c.account_id = ?2 AND c.lesson_id = l.id
   WHERE l.course_id = ?1)sql"};

const storage::Query kAssignments{"calendar.assignments", R"sql(
  SELECT l.id, l.title, c.completed_at IS NOT NULL
    FROM lesson l JOIN assignment a ON a.lesson_id = l.id
         LEFT JOIN lesson_completion c ON c.account_id = ?2 AND c.lesson_id = l.id
   WHERE l.course_id = ?1)sql"};

/// An assignment tells of itself: its grade has the same date, but not the extensions.
const storage::Query kGrades{"calendar.grades", R"sql(
  SELECT i.id, i.name, i.due_at, i.lesson_id, coalesce(g.override, g.earned) IS NOT NULL OR coalesce(g.excused, 0)
    FROM grade_item i LEFT JOIN grade g ON g.item_id = i.id AND g.account_id = ?2
   WHERE i.course_id = ?1 AND i.due_at IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.lesson_id = i.lesson_id))sql"};

const storage::Query kOpenings{"calendar.openings", R"sql(
  SELECT id, title, opens_at, opens_after_days FROM lesson
   WHERE course_id = ?1 AND (opens_at IS NOT NULL OR opens_after_days IS NOT NULL))sql"};

struct Task {
  LessonId lesson;
  std::string title;
  bool is_done = false;
};

Task as_task(const storage::Row& row) {
  return {row.get<LessonId>(0), row.get<std::string>(1), row.get<bool>(2)};
}

void tell_quizzes(const storage::Reader& db, const Seat& seat, Entries& entries) {
  for (const auto& [lesson, title, is_done] : db.all(kQuizzes, as_task, seat.course, seat.user)) {
    const auto quiz = stored_quiz(db, lesson);
    if (!quiz) continue;
    const auto closes = rules_for(db, *quiz, seat.user).closes_at;
    if (closes)
      entries.push_back({.kind = CalendarKind::QuizCloses,
                         .subject = lesson.text(),
                         .at = *closes,
                         .title = title,
                         .lesson = lesson,
                         .is_done = is_done});
  }
}

/// What was handed in is done, until it comes back to be revised.
void tell_assignments(const storage::Reader& db, const Seat& seat, Entries& entries) {
  for (const auto& [lesson, title, is_complete] : db.all(kAssignments, as_task, seat.course, seat.user)) {
    const auto assignment = stored_assignment(db, lesson);
    const auto due = assignment ? rules_for(db, *assignment, seat.user).due_at : std::nullopt;
    if (!due) continue;
    const auto handed_in = handed_in_by(db, lesson, seat.user);
    const bool is_with_them = !handed_in.empty() && handed_in.back().state != HandInState::Returned;
    entries.push_back({.kind = CalendarKind::AssignmentDue,
                       .subject = lesson.text(),
                       .at = *due,
                       .title = title,
                       .lesson = lesson,
                       .is_done = is_complete || is_with_them});
  }
}

void tell_grades(const storage::Reader& db, const Seat& seat, Entries& entries) {
  const auto tell = [&](const storage::Row& row) {
    entries.push_back({.kind = CalendarKind::GradeDue,
                       .subject = row.get<std::string>(0),
                       .at = row.get<Instant>(2),
                       .title = row.get<std::string>(1),
                       .lesson = row.get<LessonId>(3),
                       .is_done = row.get<bool>(4)});
  };
  db.each(kGrades, tell, seat.course, seat.user);
}

/// All conditions that are times must have come; teachers see those that are the same for all.
void tell_openings(const storage::Reader& db, const Seat& seat, Entries& entries) {
  const auto tell = [&](const storage::Row& row) {
    auto opens = row.get<std::optional<Instant>>(2);
    const auto days = row.get<std::optional<std::int64_t>>(3);
    if (days && seat.enrolled)
      opens = std::max(opens.value_or(Instant{}), *seat.enrolled + std::chrono::days{*days});
    if (!opens) return;
    entries.push_back({.kind = CalendarKind::LessonOpens,
                       .subject = row.get<std::string>(0),
                       .at = *opens,
                       .title = row.get<std::string>(1),
                       .lesson = row.get<LessonId>(0)});
  };
  db.each(kOpenings, tell, seat.course);
}

void tell_course(const storage::Reader&, const Seat& seat, Entries& entries) {
  const std::pair<CalendarKind, std::optional<Instant>> moments[] = {
      {CalendarKind::CourseStarts, seat.course_starts},
      {CalendarKind::CourseEnds, seat.course_ends},
      {CalendarKind::EnrolmentEnds, seat.enrolment_ends}};
  for (const auto& [kind, at] : moments)
    if (at)
      entries.push_back({.kind = kind, .subject = seat.course.text(), .at = *at, .title = seat.course_title});
}

void tell_certificate(const storage::Reader& db, const Seat& seat, Entries& entries) {
  const auto latest = latest_certificate(db, seat.course, seat.user);
  if (!latest || latest->revoked_at || !latest->valid_until) return;
  entries.push_back({.kind = CalendarKind::CertificateEnds,
                     .subject = latest->id.text(),
                     .at = *latest->valid_until,
                     .title = latest->course_title});
}

}  // namespace

std::vector<CalendarSource> own_sources() {
  return {{"quizzes", tell_quizzes},   {"assignments", tell_assignments}, {"grades", tell_grades},
          {"openings", tell_openings}, {"courses", tell_course},          {"certificates", tell_certificate}};
}

}  // namespace lectern::lms
