#include "lms/progress/positions.h"

#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

// A lesson that was deleted meanwhile keeps no positions.
const storage::Query kStore{"position.store", R"sql(
  INSERT INTO lesson_position (account_id, lesson_id, course_id, seconds, updated_at)
  SELECT ?1, l.id, l.course_id, ?3, ?4 FROM lesson l JOIN account a ON a.id = ?1 WHERE l.id = ?2
      ON CONFLICT (account_id, lesson_id) DO UPDATE
     SET seconds = excluded.seconds, updated_at = excluded.updated_at)sql"};

// To the minute: a roster needs no more, and an index less to follow.
const storage::Query kActive{"position.active", R"sql(
  UPDATE enrolment SET last_active_at = ?3
   WHERE course_id = ?1 AND account_id = ?2 AND last_active_at < ?3 - 60000)sql"};

const storage::Query kSeconds{"position.seconds", R"sql(
  SELECT seconds FROM lesson_position WHERE account_id = ?1 AND lesson_id = ?2)sql"};

const storage::Query kLast{"position.last", R"sql(
  SELECT p.lesson_id, l.title, p.seconds, p.updated_at
    FROM lesson_position p JOIN lesson l ON l.id = p.lesson_id
   WHERE p.account_id = ?1 AND p.course_id = ?2
   ORDER BY p.updated_at DESC LIMIT 1)sql"};

const storage::Query kTitle{"position.lesson_title", R"sql(
  SELECT title FROM lesson WHERE id = ?1)sql"};

Stop as_stop(const storage::Row& row) {
  return {row.get<LessonId>(0), row.get<std::string>(1), row.get<double>(2), row.get<Instant>(3)};
}

}  // namespace

void Positions::tell(const http::Principal& who, const LessonId& lesson, double seconds) {
  const auto course = database_.read([&](const storage::Reader& db) {
    return doors_.lesson(db, lesson, who, catalog::Need::Watch).course.id;
  });
  keep(who.user, course, lesson, seconds);
}

void Positions::keep(const UserId& user, const CourseId& course, const LessonId& lesson, double seconds) {
  const auto now = database_.clock().now();
  told_.with([&](auto& all) { all[{user, lesson}] = {course, seconds, now}; });
}

double Positions::resume_seconds(const storage::Reader& db, const UserId& user,
                                 const LessonId& lesson) const {
  const auto told = told_.with([&](const auto& all) -> std::optional<double> {
    const auto found = all.find({user, lesson});
    if (found == all.end()) return std::nullopt;
    return found->second.seconds;
  });
  if (told) return *told;
  return db
      .first(
          kSeconds, [](const storage::Row& row) { return row.get<double>(0); }, user, lesson)
      .value_or(0);
}

std::optional<Stop> Positions::last_stop(const storage::Reader& db, const UserId& user,
                                         const CourseId& course) const {
  auto last = db.first(kLast, as_stop, user, course);
  told_.with([&](const auto& all) {
    for (auto entry = all.lower_bound({user, LessonId{}}); entry != all.end() && entry->first.first == user;
         ++entry) {
      const auto& told = entry->second;
      if (told.course == course && (!last || told.at > last->at))
        last = Stop{entry->first.second, {}, told.seconds, told.at};
    }
  });
  if (last && last->lesson_title.empty()) {
    const auto as_text = [](const storage::Row& row) { return row.get<std::string>(0); };
    last->lesson_title = db.first(kTitle, as_text, last->lesson).value_or("");
  }
  return last;
}

void Positions::flush() {
  const auto fresh = told_.with([](const auto& all) { return all; });
  if (fresh.empty()) return;
  database_.write([&](storage::Writer& db) {
    for (const auto& [key, told] : fresh)
      if (db.run(kStore, key.first, key.second, told.seconds, told.at) == 1)
        db.run(kActive, told.course, key.first, told.at);
  });
  // Only now may memory forget it, unless more was told meanwhile.
  told_.with([&](auto& all) {
    for (const auto& [key, told] : fresh)
      if (const auto found = all.find(key); found != all.end() && found->second.at == told.at)
        all.erase(found);
  });
}

}  // namespace lectern::lms
