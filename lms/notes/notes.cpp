#include "lms/notes/notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "base/random.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kOf{"note.of", R"sql(
  SELECT id, lesson_id, seconds, text, created_at, updated_at FROM lesson_note
   WHERE account_id = ?1 AND lesson_id = ?2 ORDER BY seconds, id LIMIT 1000)sql"};

const storage::Query kCount{"note.count", R"sql(
  SELECT count(*) FROM lesson_note WHERE account_id = ?1 AND lesson_id = ?2)sql"};

const storage::Query kOne{"note.one", R"sql(
  SELECT id, lesson_id, seconds, text, created_at, updated_at FROM lesson_note
   WHERE id = ?1 AND account_id = ?2)sql"};

const storage::Query kAdd{"note.add", R"sql(
  INSERT INTO lesson_note (id, account_id, lesson_id, course_id, seconds, text, created_at, updated_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7))sql"};

const storage::Query kChange{"note.change", R"sql(
  UPDATE lesson_note SET seconds = ?3, text = ?4, updated_at = ?5 WHERE id = ?1 AND account_id = ?2)sql"};

const storage::Query kRemove{"note.remove", R"sql(
  DELETE FROM lesson_note WHERE id = ?1 AND account_id = ?2)sql"};

const storage::Query kOfCourse{"note.of_course", R"sql(
  SELECT l.title, n.seconds, n.text
    FROM lesson_note n JOIN lesson l ON l.id = n.lesson_id JOIN section s ON s.id = l.section_id
   WHERE n.account_id = ?1 AND n.course_id = ?2
   ORDER BY s.position, s.id, l.position, l.id, n.seconds, n.id)sql"};

constexpr std::int64_t kMostNotes = 1000;

Note as_note(const storage::Row& row) {
  return {row.get<NoteId>(0),      row.get<LessonId>(1), row.get<double>(2),
          row.get<std::string>(3), row.get<Instant>(4),  row.get<Instant>(5)};
}

Note require(const storage::Reader& db, const NoteId& id, const UserId& user) {
  auto note = db.first(kOne, as_note, id, user);
  if (!note) throw Error(ErrorCode::NotFound, "There is no such note.");
  return *note;
}

}  // namespace

std::string clock_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::floor(std::max(seconds, 0.0)));
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::vector<Note> Notes::of(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.lesson(db, lesson, who, Need::Watch);
    return db.all(kOf, as_note, who.user, lesson);
  });
}

Note Notes::add(const http::Principal& who, const LessonId& lesson, double seconds, const std::string& text) {
  return database_.write([&](storage::Writer& db) {
    const auto course = doors_.lesson(db, lesson, who, Need::Watch).course.id;
    const auto as_number = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
    if (db.first(kCount, as_number, who.user, lesson).value_or(0) >= kMostNotes)
      throw Error(ErrorCode::Conflict, "A lesson holds at most 1,000 of your notes. Remove some first.");
    const auto id = new_id<NoteId>(database_.clock());
    db.run(kAdd, id, who.user, lesson, course, seconds, text, db.now());
    return require(db, id, who.user);
  });
}

Note Notes::change(const http::Principal& who, const NoteId& id, const NotePatch& patch) {
  return database_.write([&](storage::Writer& db) {
    const auto note = require(db, id, who.user);
    db.run(kChange, id, who.user, patch.seconds.value_or(note.seconds), patch.text.value_or(note.text),
           db.now());
    return require(db, id, who.user);
  });
}

void Notes::remove(const http::Principal& who, const NoteId& id) {
  database_.write([&](storage::Writer& db) {
    if (db.run(kRemove, id, who.user) == 0) throw Error(ErrorCode::NotFound, "There is no such note.");
  });
}

std::string Notes::as_markdown(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    auto text = "# " + doors_.course(db, course, who, Need::See).course.title + "\n";
    std::string lesson;
    const auto write = [&](const storage::Row& row) {
      const auto title = row.get<std::string>(0);
      if (title != lesson) text += "\n## " + title + "\n";
      lesson = title;
      text += fmt::format("\n**{}** {}\n", clock_text(row.get<double>(1)), row.get<std::string>(2));
    };
    db.each(kOfCourse, write, who.user, course);
    return text;
  });
}

}  // namespace lectern::lms
