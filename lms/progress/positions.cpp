#include "lms/progress/positions.h"

#include "lms/progress/completions.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

// A lesson that was deleted meanwhile keeps no positions.
const storage::Query kStore{"position.store", R"sql(
  INSERT INTO lesson_position (account_id, lesson_id, course_id, seconds, watched, updated_at)
  SELECT ?1, l.id, l.course_id, ?3, ?4, ?5 FROM lesson l JOIN account a ON a.id = ?1 WHERE l.id = ?2
      ON CONFLICT (account_id, lesson_id) DO UPDATE
     SET seconds = excluded.seconds, watched = excluded.watched, updated_at = excluded.updated_at)sql"};

const storage::Query kWatched{"position.watched", R"sql(
  SELECT watched FROM lesson_position WHERE account_id = ?1 AND lesson_id = ?2)sql"};

const storage::Query kDuration{"position.duration", R"sql(
  SELECT r.duration_seconds FROM video v JOIN video_version r ON r.video_id = v.id
   WHERE v.lesson_id = ?1 AND r.duration_seconds IS NOT NULL
   ORDER BY r.generation DESC LIMIT 1)sql"};

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

// Longer than any silence between two reports of one sitting.
constexpr Milliseconds kKept{120'000};

Stop as_stop(const storage::Row& row) {
  return {row.get<LessonId>(0), row.get<std::string>(1), row.get<double>(2), row.get<Instant>(3)};
}

}  // namespace

void Positions::tell(const http::Principal& who, const LessonId& lesson, double seconds) {
  const Report report{seconds, database_.clock().now()};
  const auto course = database_.read([&](const storage::Reader& db) {
    return doors_.lesson(db, lesson, who, catalog::Need::Watch).course.id;
  });
  told_.with([&](auto& all) {
    auto& told = all[{who.user, lesson}];
    if (!told.course.empty())
      if (const auto span = watched_between(told.report, report)) told.watched.add(*span);
    told.course = course;
    told.report = report;
    told.is_written = false;
  });
}

double Positions::resume_seconds(const storage::Reader& db, const UserId& user,
                                 const LessonId& lesson) const {
  const auto told = told_.with([&](const auto& all) -> std::optional<double> {
    const auto found = all.find({user, lesson});
    if (found == all.end() || found->second.is_written) return std::nullopt;
    return found->second.report.seconds;
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
      if (told.course == course && !told.is_written && (!last || told.report.at > last->at))
        last = Stop{entry->first.second, {}, told.report.seconds, told.report.at};
    }
  });
  if (last && last->lesson_title.empty()) {
    const auto as_text = [](const storage::Row& row) { return row.get<std::string>(0); };
    last->lesson_title = db.first(kTitle, as_text, last->lesson).value_or("");
  }
  return last;
}

void Positions::flush() {
  std::vector<std::pair<Key, Told>> fresh;
  told_.with([&](auto& all) {
    const auto forgotten = database_.clock().now() - kKept;
    std::erase_if(all, [&](const auto& entry) {
      return entry.second.is_written && entry.second.report.at < forgotten;
    });
    for (const auto& entry : all)
      if (!entry.second.is_written) fresh.push_back(entry);
  });
  if (fresh.empty()) return;
  database_.write([&](storage::Writer& db) {
    for (const auto& [key, told] : fresh) store(db, key, told);
  });
  // Only now may memory count it as written. What was told meanwhile keeps its spans: adding them twice is
  // adding them once.
  told_.with([&](auto& all) {
    for (const auto& [key, told] : fresh) {
      const auto found = all.find(key);
      if (found == all.end() || found->second.report.at != told.report.at ||
          found->second.report.seconds != told.report.seconds)
        continue;
      found->second.is_written = true;
      found->second.watched = {};
    }
  });
}

void Positions::store(storage::Writer& db, const Key& key, const Told& told) {
  const auto& [user, lesson] = key;
  const auto as_spans = [](const storage::Row& row) { return WatchedSpans::parse(row.get<std::string>(0)); };
  auto watched = db.first(kWatched, as_spans, user, lesson).value_or(WatchedSpans{});
  watched.add(told.watched);
  if (db.run(kStore, user, lesson, told.report.seconds, watched.text(), told.report.at) == 0) return;
  db.run(kActive, told.course, user, told.report.at);
  const auto as_seconds = [](const storage::Row& row) { return row.get<double>(0); };
  if (is_watched(watched, db.first(kDuration, as_seconds, lesson).value_or(0)))
    Completions::complete(db, told.course, lesson, user, CompletedHow::Watched);
}

}  // namespace lectern::lms
