#include "lms/reports/reports.h"

#include <fmt/format.h>

#include <map>

#include "base/csv.h"
#include "base/error.h"
#include "lms/progress/course_rules.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kLessons{"report.lessons", R"sql(
  SELECT l.id, s.title, l.title,
         (SELECT count(*) FROM lesson_completion k JOIN enrolment e ON e.course_id = ?1 AND e.account_id = k.account_id
           WHERE k.lesson_id = l.id AND e.role = 'student' AND e.state = 'active'),
         (SELECT count(*) FROM lesson_watch w JOIN enrolment e ON e.course_id = ?1 AND e.account_id = w.account_id
           WHERE w.lesson_id = l.id AND e.role = 'student' AND e.state = 'active'
             AND NOT EXISTS (SELECT 1 FROM lesson_completion k WHERE k.account_id = w.account_id AND k.lesson_id = l.id))
    FROM lesson l JOIN section s ON s.id = l.section_id
   WHERE l.course_id = ?1 ORDER BY s.position, s.id, l.position, l.id)sql"};

const storage::Query kCounts{"report.counts", R"sql(
  SELECT count(*), count(completed_at) FROM enrolment WHERE course_id = ?1 AND state = 'active' AND role = 'student')sql"};

#define LEARNER_COLUMNS                                                                                 \
  "SELECT e.id, e.account_id, a.name, a.email, e.enrolled_at, e.last_active_at, e.completed_at IS NOT " \
  "NULL, "                                                                                              \
  "e.completed_lessons, t.total, e.ends_at FROM enrolment e JOIN account a ON a.id = e.account_id "     \
  "LEFT JOIN course_total t ON t.course_id = e.course_id AND t.account_id = e.account_id "

const storage::Query kByName{
    "report.by_name", LEARNER_COLUMNS
    "WHERE e.course_id = ?1 AND (e.sort_name, e.id) > (?2, ?3) AND e.state = 'active' "
    "AND e.role = 'student' ORDER BY e.sort_name, e.id LIMIT ?4"};

const storage::Query kByActivity{
    "report.by_activity", LEARNER_COLUMNS
    "WHERE e.course_id = ?1 AND (e.last_active_at, e.id) > (?2, ?3) AND e.state = 'active' "
    "AND e.role = 'student' ORDER BY e.last_active_at, e.id LIMIT ?4"};

const storage::Query kCursor{"report.cursor", R"sql(
  SELECT sort_name, last_active_at FROM enrolment WHERE id = ?1 AND course_id = ?2)sql"};

const storage::Query kCompleted{"report.completed", R"sql(
  SELECT lesson_id FROM lesson_completion WHERE account_id = ?1 AND course_id = ?2)sql"};

const storage::Query kStarted{"report.started", R"sql(
  SELECT lesson_id FROM lesson_watch WHERE account_id = ?1 AND course_id = ?2)sql"};

constexpr int kStep = 200;

/// Where the next page begins; at first before everything.
struct Cursor {
  std::string name;
  std::int64_t active_at = -1;
  std::string id;
};

Cursor cursor_of(const storage::Reader& db, const CourseId& course, const std::string& after) {
  if (after.empty()) return {};
  const auto as_cursor = [&](const storage::Row& row) {
    return Cursor{row.get<std::string>(0), row.get<std::int64_t>(1), after};
  };
  const auto found = db.first(kCursor, as_cursor, after, course);
  if (!found) throw InvalidInput({Problem{"after", "must be the `next` of an earlier page."}});
  return *found;
}

struct Frame {
  catalog::Course course;
  std::int64_t needed_lessons = 0;
};

Frame require_reader(const storage::Reader& db, const catalog::Doors& doors, const CourseId& id,
                     const http::Principal& who) {
  auto open = doors.course(db, id, who, Need::See);
  if (!catalog::may_read_roster(open.course, open.viewer))
    throw Error(ErrorCode::Forbidden, "Only those who teach this course may read its reports.");
  return {std::move(open.course), tally_of(db, id, {}).needed()};
}

LearnerReport as_learner(const storage::Row& row, const Frame& frame) {
  LearnerReport learner;
  learner.enrolment = row.get<std::string>(0);
  learner.user = row.get<UserId>(1);
  learner.name = row.get<std::string>(2);
  learner.email = row.get<std::string>(3);
  auto& facts = learner.facts;
  facts.enrolled = row.get<std::optional<Instant>>(4);
  if (row.get<std::int64_t>(5) > 0) facts.last_active = row.get<Instant>(5);
  facts.is_completed = row.get<bool>(6);
  facts.completed_lessons = row.get<std::int64_t>(7);
  facts.needed_lessons = frame.needed_lessons;
  facts.total = row.get<std::optional<std::int64_t>>(8);
  facts.starts = frame.course.starts_at;
  facts.ends = row.get<std::optional<Instant>>(9);
  if (frame.course.ends_at && (!facts.ends || *frame.course.ends_at < *facts.ends))
    facts.ends = frame.course.ends_at;
  return learner;
}

LessonReport as_lesson_report(const storage::Row& row) {
  LessonReport lesson{row.get<LessonId>(0), row.get<std::string>(1), row.get<std::string>(2),
                      row.get<std::int64_t>(3), row.get<std::int64_t>(4)};
  lesson.started += lesson.completed;
  return lesson;
}

std::vector<LearnerReport> read_by_name(const storage::Reader& db, const Frame& frame, const Cursor& from,
                                        int limit) {
  const auto read = [&](const storage::Row& row) { return as_learner(row, frame); };
  return db.all(kByName, read, frame.course.id, from.name, from.id, limit);
}

void read_lessons(const storage::Reader& db, const CourseId& course, const std::vector<LessonReport>& lessons,
                  LearnerReport& learner) {
  std::map<LessonId, LessonStand> stands;
  const auto note = [&](LessonStand stand) {
    return [&, stand](const storage::Row& row) { stands[row.get<LessonId>(0)] = stand; };
  };
  db.each(kStarted, note(LessonStand::Started), learner.user, course);
  db.each(kCompleted, note(LessonStand::Completed), learner.user, course);
  for (const auto& lesson : lessons) learner.lessons.push_back(stands[lesson.lesson]);
}

/// Reads on until there are enough at risk, because most are not.
std::vector<LearnerReport> read_at_risk(const storage::Reader& db, const Frame& frame, const RiskRule& rule,
                                        Cursor from, int limit) {
  std::vector<LearnerReport> found;
  for (;;) {
    const auto read = [&](const storage::Row& row) {
      from.active_at = row.get<std::int64_t>(5);
      return as_learner(row, frame);
    };
    const auto after = from;
    auto learners = db.all(kByActivity, read, frame.course.id, after.active_at, after.id, kStep);
    for (auto& learner : learners) {
      from.id = learner.enrolment;
      learner.risks = risks_of(learner.facts, rule, db.now());
      if (!learner.risks.empty()) found.push_back(std::move(learner));
      if (found.size() == static_cast<std::size_t>(limit)) return found;
    }
    if (learners.size() < kStep) return found;
  }
}

std::string percent_text(const std::optional<std::int64_t>& total) {
  return total ? fmt::format("{:.2f}", static_cast<double>(*total) / 100) : "";
}

std::string time_text(const std::optional<Instant>& at) {
  return at ? to_rfc3339(*at) : "";
}

const std::string& key_of(const LearnerReport& learner) {
  return learner.enrolment;
}

}  // namespace

CourseReport Reports::course(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    require_reader(db, doors_, course, who);
    CourseReport report;
    report.lessons = db.all(kLessons, as_lesson_report, course);
    const auto count = [&](const storage::Row& row) {
      report.learners = row.get<std::int64_t>(0);
      report.completed = row.get<std::int64_t>(1);
    };
    db.each(kCounts, count, course);
    return report;
  });
}

catalog::Page<LearnerReport> Reports::learners(const http::Principal& who, const CourseId& course,
                                               const std::string& after, int limit) const {
  return database_.read([&](const storage::Reader& db) {
    const auto frame = require_reader(db, doors_, course, who);
    auto page =
        catalog::as_page(read_by_name(db, frame, cursor_of(db, course, after), limit + 1), limit, key_of);
    const auto lessons = db.all(kLessons, as_lesson_report, course);
    for (auto& learner : page.items) read_lessons(db, course, lessons, learner);
    return page;
  });
}

catalog::Page<LearnerReport> Reports::at_risk(const http::Principal& who, const CourseId& course,
                                              const RiskRule& rule, const std::string& after,
                                              int limit) const {
  return database_.read([&](const storage::Reader& db) {
    const auto frame = require_reader(db, doors_, course, who);
    const auto from = cursor_of(db, course, after);
    return catalog::as_page(read_at_risk(db, frame, rule, from, limit + 1), limit, key_of);
  });
}

std::string Reports::completion_csv(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    const auto frame = require_reader(db, doors_, course, who);
    const auto lessons = db.all(kLessons, as_lesson_report, course);
    std::vector<std::string> head = {"name",      "email", "completed_lessons",
                                     "completed", "grade", "last_active"};
    for (const auto& lesson : lessons) head.push_back(lesson.title);
    std::string text;
    append_csv(text, head);
    Cursor from;
    for (;;) {
      auto learners = read_by_name(db, frame, from, kStep);
      for (auto& learner : learners) {
        read_lessons(db, course, lessons, learner);
        const auto& facts = learner.facts;
        std::vector<std::string> row = {learner.name,
                                        learner.email,
                                        std::to_string(facts.completed_lessons),
                                        facts.is_completed ? "yes" : "no",
                                        percent_text(facts.total),
                                        time_text(facts.last_active)};
        for (const auto stand : learner.lessons) row.emplace_back(text_of(stand));
        append_csv(text, row);
      }
      if (learners.size() < kStep) return text;
      from = cursor_of(db, course, learners.back().enrolment);
    }
  });
}

std::string Reports::risk_csv(const http::Principal& who, const CourseId& course,
                              const RiskRule& rule) const {
  return database_.read([&](const storage::Reader& db) {
    const auto frame = require_reader(db, doors_, course, who);
    std::string text;
    append_csv(text, {"name", "email", "completed_lessons", "grade", "last_active", "reasons"});
    constexpr int kEverybody = 1'000'000;
    for (const auto& learner : read_at_risk(db, frame, rule, {}, kEverybody)) {
      std::string reasons;
      for (const auto& risk : learner.risks) reasons += (reasons.empty() ? "" : " ") + sentence_for(risk);
      append_csv(text, {learner.name, learner.email, std::to_string(learner.facts.completed_lessons),
                        percent_text(learner.facts.total), time_text(learner.facts.last_active), reasons});
    }
    return text;
  });
}

}  // namespace lectern::lms
