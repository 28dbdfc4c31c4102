#include "lms/progress/watching.h"

#include <algorithm>
#include <vector>

#include "lms/progress/completions.h"
#include "lms/quiz/video_questions.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

const storage::Query kFind{"watch.find", R"sql(
  SELECT spans, updated_at FROM lesson_watch WHERE account_id = ?1 AND lesson_id = ?2)sql"};

// A lesson that was deleted meanwhile keeps nothing.
const storage::Query kStore{"watch.store", R"sql(
  INSERT INTO lesson_watch (account_id, lesson_id, course_id, spans, watched, updated_at)
  SELECT ?1, l.id, l.course_id, ?3, ?4, ?5 FROM lesson l JOIN account a ON a.id = ?1 WHERE l.id = ?2
      ON CONFLICT (account_id, lesson_id) DO UPDATE
     SET spans = excluded.spans, watched = excluded.watched, updated_at = excluded.updated_at)sql"};

const storage::Query kDuration{"watch.duration", R"sql(
  SELECT r.duration_seconds FROM video v JOIN video_version r ON r.video_id = v.id
   WHERE v.lesson_id = ?1 AND r.duration_seconds IS NOT NULL
   ORDER BY r.generation DESC LIMIT 1)sql"};

const storage::Query kCompleted{"watch.completed", R"sql(
  SELECT 1 FROM lesson_completion WHERE account_id = ?1 AND lesson_id = ?2)sql"};

// Seeking back and forth must not grow a row without end; the shortest spans are the ones to lose.
constexpr std::size_t kMostSpans = 1024;
constexpr std::size_t kMostSittings = 8;
constexpr std::chrono::minutes kKept{15};
/// A hole this small is no skip: players jump over the joints of segments.
constexpr std::int64_t kNoSkip = 1000;

std::optional<double> duration_of(const storage::Reader& db, const LessonId& lesson) {
  return db.first(
      kDuration, [](const storage::Row& row) { return row.get<double>(0); }, lesson);
}

struct Stored {
  Intervals spans;
  Instant at;
};

std::optional<Stored> find_stored(const storage::Reader& db, const UserId& user, const LessonId& lesson) {
  const auto as_stored = [](const storage::Row& row) {
    return Stored{Intervals::parse(row.get<std::string>(0)), row.get<Instant>(1)};
  };
  return db.first(kFind, as_stored, user, lesson);
}

}  // namespace

Watching::Record Watching::restored(const storage::Reader& db, const Key& key, const CourseId& course) const {
  Record record;
  record.course = course;
  if (const auto stored = find_stored(db, key.first, key.second)) {
    record.watched = stored->spans;
    record.budget.at = stored->at;
  }
  return record;
}

Watched Watching::take(const http::Principal& who, const LessonId& lesson, const Beat& beat) {
  const Key key{who.user, lesson};
  std::optional<double> duration;
  Record restored_record;
  const auto open = database_.read([&](const storage::Reader& db) {
    auto found = doors_.lesson(db, lesson, who, catalog::Need::Watch);
    duration = duration_of(db, lesson);
    restored_record = restored(db, key, found.course.id);
    return found;
  });
  auto delivered = deliveries_.to(who.user, lesson);
  // What was sent beyond the end of the recording is silence that nobody needs to hear.
  if (duration)
    delivered.spans =
        intersection(delivered.spans, Intervals{{0, static_cast<std::int64_t>(*duration * 1000)}});
  auto watched = records_.with(
      [&](Records& records) { return count(records, std::move(restored_record), key, beat, delivered); });
  watched.duration_seconds = duration;
  const auto far = database_.read([&](const storage::Reader& db) { return limit(db, open); });
  if (far) deliveries_.extend(who.user, lesson, *far);
  return watched;
}

Watched Watching::count(Records& records, Record restored, const Key& key, const Beat& beat,
                        const Delivered& delivered) {
  const auto now = database_.clock().now();
  auto& record = records.try_emplace(key, std::move(restored)).first->second;
  record.heard_at = now;
  // Time to watch begins when the stream was opened.
  record.budget.at = std::max(record.budget.at, delivered.since.value_or(now));
  const auto counted = credit(beat.played, delivered.spans, record.watched, record.budget, now);
  record.budget = counted.left;
  if (!counted.counted.empty()) {
    record.watched.add(counted.counted);
    record.watched = longest(record.watched, kMostSpans);
    record.is_written = false;
  }
  if (record.sittings.size() >= kMostSittings && !record.sittings.contains(beat.sitting))
    record.sittings.clear();
  if (auto& last = record.sittings[beat.sitting]; beat.sequence > last) {
    last = beat.sequence;
    positions_.keep(key.first, record.course, key.second, beat.position);
  }
  return {Milliseconds{record.watched.length()}, Milliseconds{reach(record.watched, kNoSkip)}, std::nullopt,
          Milliseconds{counted.not_fetched}, Milliseconds{counted.too_fast}};
}

Intervals Watching::watched(const storage::Reader& db, const UserId& user, const LessonId& lesson) const {
  const auto known = records_.with([&](const Records& records) -> std::optional<Intervals> {
    const auto found = records.find({user, lesson});
    return found == records.end() ? std::nullopt : std::optional{found->second.watched};
  });
  if (known) return *known;
  return find_stored(db, user, lesson).value_or(Stored{}).spans;
}

std::optional<Milliseconds> Watching::limit(const storage::Reader& db,
                                            const catalog::OpenLesson& open) const {
  const auto& user = open.viewer.principal.user;
  if (user.empty() || catalog::may_teach(open.course, open.viewer)) return std::nullopt;
  const auto rule = find_rule(db, open.lesson.id);
  if (!rule || !rule->in_order) return std::nullopt;
  const auto as_number = [](const storage::Row& row) { return row.get<int>(0); };
  if (db.first(kCompleted, as_number, user, open.lesson.id)) return Milliseconds::max();
  const Milliseconds come{reach(watched(db, user, open.lesson.id), kNoSkip)};
  // Nor further than a question that must be answered first.
  return std::min(come, video_stop(db, open.lesson.id, user).value_or(come));
}

void Watching::flush() {
  std::vector<std::pair<Key, Record>> fresh;
  records_.with([&](Records& records) {
    for (auto& [key, record] : records)
      if (!record.is_written) fresh.emplace_back(key, record);
  });
  if (fresh.empty()) return;
  database_.write([&](storage::Writer& db) {
    for (const auto& [key, record] : fresh) {
      const Milliseconds length{record.watched.length()};
      if (db.run(kStore, key.first, key.second, record.watched.text(), length, record.budget.at) == 1)
        Completions::watched(db, record.course, key.second, key.first, length);
    }
  });
  // Only now may memory count it as written, unless more was counted meanwhile.
  records_.with([&](Records& records) {
    for (const auto& [key, record] : fresh)
      if (const auto found = records.find(key);
          found != records.end() && found->second.watched == record.watched)
        found->second.is_written = true;
  });
}

void Watching::sweep() {
  const auto long_ago = database_.clock().now() - kKept;
  records_.with([&](Records& records) {
    std::erase_if(records, [&](const auto& entry) {
      return entry.second.is_written && entry.second.heard_at < long_ago;
    });
  });
}

}  // namespace lectern::lms
