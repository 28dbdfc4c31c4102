#include "lms/progress/completions.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/error.h"
#include "catalog/acting.h"
#include "lms/progress/course_rules.h"
#include "storage/audit/audit.h"
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

const storage::Query kCount{"completion.count", R"sql(
  UPDATE enrolment
     SET completed_lessons = (SELECT count(*) FROM lesson_completion WHERE account_id = ?2 AND course_id = ?1)
   WHERE course_id = ?1 AND account_id = ?2)sql"};

const storage::Query kCountAll{"completion.count_all", R"sql(
  UPDATE enrolment
     SET completed_lessons = (SELECT count(*) FROM lesson_completion c
                               WHERE c.account_id = enrolment.account_id AND c.course_id = ?1)
   WHERE course_id = ?1 AND completed_lessons > 0)sql"};

const storage::Query kLesson{"completion.lesson", R"sql(
  SELECT course_id FROM lesson WHERE id = ?1)sql"};

const storage::Query kDuration{"completion.duration", R"sql(
  SELECT r.duration_seconds FROM video v JOIN video_version r ON r.video_id = v.id
   WHERE v.lesson_id = ?1 AND r.duration_seconds IS NOT NULL
   ORDER BY r.generation DESC LIMIT 1)sql"};

void append_fact(storage::Writer& db, const char* topic, const LessonId& lesson, const CourseId& course,
                 const UserId& user) {
  const nlohmann::json payload = {{"course_id", course.text()}, {"user_id", user.text()}};
  outbox::append(db, outbox::NewEvent{topic, lesson.text(), payload.dump()});
}

const char* sentence_of(CompletesBy by) {
  switch (by) {
    case CompletesBy::Watching:
      return "A video is completed by watching it.";
    case CompletesBy::Opening:
      return "This lesson is completed by opening it.";
    case CompletesBy::Quiz:
      return "This lesson is completed by passing its quiz.";
    case CompletesBy::HandIn:
      return "This lesson is completed by handing the assignment in.";
    case CompletesBy::Passing:
      return "This lesson is completed by passing its assignment.";
    case CompletesBy::Posting:
      return "This lesson is completed by writing in its discussion.";
    case CompletesBy::Learner:
    case CompletesBy::Teacher:
      break;
  }
  return "An instructor marks this lesson as completed.";
}

audit::Act act_for(const http::Principal& who, const char* action, const LessonId& lesson,
                   const UserId& user) {
  return catalog::act_of(who, action, {"lesson", lesson.text()}, {{"user_id", user.text()}});
}

void require_learner(const storage::Reader& db, const catalog::Doors& doors, const CourseId& course,
                     const UserId& user) {
  const auto membership = doors.standing().membership(db, course, user);
  if (!membership || membership->role != catalog::CourseRole::Student)
    throw Error(ErrorCode::NotFound, "This person does not take the course.");
}

catalog::OpenLesson require_teaching(const storage::Reader& db, const catalog::Doors& doors,
                                     const LessonId& lesson, const http::Principal& who) {
  auto open = doors.lesson(db, lesson, who, Need::See);
  if (!catalog::may_teach(open.course, open.viewer))
    throw Error(ErrorCode::Forbidden, "Only those who teach this course may do this.");
  return open;
}

}  // namespace

void Completions::complete(storage::Writer& db, const CourseId& course, const LessonId& lesson,
                           const UserId& user, CompletedHow how) {
  if (db.run(kInsert, user, lesson, course, how, db.now()) == 0) return;
  append_fact(db, "progress.lesson_completed", lesson, course, user);
  db.run(kCount, course, user);
  consider_course(db, course, user);
}

void Completions::watched(storage::Writer& db, const CourseId& course, const LessonId& lesson,
                          const UserId& user, Milliseconds watched) {
  const auto rule = find_rule(db, lesson);
  if (!rule || rule->by != CompletesBy::Watching) return;
  const auto as_seconds = [](const storage::Row& row) { return row.get<double>(0); };
  const auto duration = db.first(kDuration, as_seconds, lesson).value_or(0);
  const auto needed = duration * 1000 * static_cast<double>(rule->share) / 100;
  if (duration > 0 && static_cast<double>(watched.count()) >= needed)
    complete(db, course, lesson, user, CompletedHow::Watched);
}

void Completions::mark(const http::Principal& who, const LessonId& lesson) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Watch);
    const auto by = find_rule(db, lesson).value().by;
    if (by != CompletesBy::Learner) throw Error(ErrorCode::Conflict, sentence_of(by));
    complete(db, open.course.id, lesson, who.user, CompletedHow::Marked);
  });
}

void Completions::unmark(const http::Principal& who, const LessonId& lesson) {
  database_.write([&](storage::Writer& db) {
    take_back(db, doors_.lesson(db, lesson, who, Need::Watch).course.id, lesson, who.user);
  });
}

void Completions::open(const http::Principal& who, const LessonId& lesson) {
  const auto finds = [&](const storage::Reader& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Watch);
    return std::pair{open.course.id, find_rule(db, lesson).value().by};
  };
  const auto [course, by] = database_.read(finds);
  if (by != CompletesBy::Opening) return;
  database_.write([&, course = course](storage::Writer& db) {
    complete(db, course, lesson, who.user, CompletedHow::Opened);
  });
}

void Completions::mark_for(const http::Principal& who, const LessonId& lesson, const UserId& user) {
  database_.write([&](storage::Writer& db) {
    const auto course = require_teaching(db, doors_, lesson, who).course.id;
    require_learner(db, doors_, course, user);
    complete(db, course, lesson, user, CompletedHow::Teacher);
    audit::record(db, act_for(who, "completion.marked", lesson, user));
  });
}

void Completions::unmark_for(const http::Principal& who, const LessonId& lesson, const UserId& user) {
  database_.write([&](storage::Writer& db) {
    const auto course = require_teaching(db, doors_, lesson, who).course.id;
    require_learner(db, doors_, course, user);
    take_back(db, course, lesson, user);
    audit::record(db, act_for(who, "completion.unmarked", lesson, user));
  });
}

void Completions::take_back(storage::Writer& db, const CourseId& course, const LessonId& lesson,
                            const UserId& user) {
  if (db.run(kDelete, user, lesson) == 0) return;
  db.run(kCount, course, user);
  append_fact(db, "progress.lesson_reopened", lesson, course, user);
  reconsider_course(db, course, user);
}

void Completions::handle(const outbox::Event& event) {
  static constexpr std::array<std::string_view, 6> kHeard = {"lesson.removed",       "quiz.graded",
                                                             "assignment.handed_in", "assignment.graded",
                                                             "forum.posted",         "grade.changed"};
  if (std::find(kHeard.begin(), kHeard.end(), event.topic) == kHeard.end()) return;
  const auto payload = nlohmann::json::parse(event.payload);
  database_.write([&](storage::Writer& db) {
    if (event.topic == "lesson.removed") {
      const CourseId course{payload.at("course_id").get<std::string>()};
      db.run(kCountAll, course);
      consider_all(db, course);
      return;
    }
    const UserId user{payload.at("user_id").get<std::string>()};
    if (event.topic == "grade.changed")
      return consider_course(db, CourseId{payload.at("course_id").get<std::string>()}, user);
    const LessonId lesson{payload.value("lesson_id", "")};
    const auto as_course = [](const storage::Row& row) { return row.get<CourseId>(0); };
    const auto course = db.first(kLesson, as_course, lesson);
    const auto rule = find_rule(db, lesson);
    if (!course || !rule) return;
    if (rule->by == CompletesBy::Quiz && payload.value("passed", false))
      complete(db, *course, lesson, user, CompletedHow::Quiz);
    if (rule->by == CompletesBy::HandIn && event.topic == "assignment.handed_in")
      complete(db, *course, lesson, user, CompletedHow::HandedIn);
    if (rule->by == CompletesBy::Passing && payload.value("passed", false))
      complete(db, *course, lesson, user, CompletedHow::Passed);
    if (rule->by == CompletesBy::Posting && event.topic == "forum.posted")
      complete(db, *course, lesson, user, CompletedHow::Posted);
  });
}

}  // namespace lectern::lms
