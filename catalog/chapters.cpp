#include "catalog/chapters.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/json.h"
#include "catalog/events.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

using nlohmann::json;

const storage::Query kOne{"chapters.one", R"sql(
  SELECT chapters FROM lesson_chapters WHERE lesson_id = ?1)sql"};

const storage::Query kPut{"chapters.put", R"sql(
  INSERT INTO lesson_chapters (lesson_id, chapters) VALUES (?1, ?2)
  ON CONFLICT (lesson_id) DO UPDATE SET chapters = excluded.chapters)sql"};

const storage::Query kRemove{"chapters.remove", R"sql(
  DELETE FROM lesson_chapters WHERE lesson_id = ?1)sql"};

constexpr std::size_t kMostChapters = 500;
constexpr double kLongestSeconds = 100 * 3600;
constexpr TextRule kTitle{1, 200};

}  // namespace

json chapters_json(const std::vector<LessonChapter>& chapters) {
  json list = json::array();
  for (const auto& chapter : chapters)
    list.push_back({{"start_seconds", chapter.start_seconds}, {"title", chapter.title}});
  return list;
}

std::vector<LessonChapter> chapters_from(const json& list) {
  if (!list.is_array() || list.size() > kMostChapters)
    throw InvalidInput(
        {Problem{"chapters", fmt::format("This must be a list of at most {}.", kMostChapters)}});
  std::vector<LessonChapter> chapters;
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < list.size(); ++i) {
    try {
      FieldReader fields(list[i]);
      LessonChapter chapter{fields.number("start_seconds", 0, kLongestSeconds), fields.text("title", kTitle)};
      fields.finish();
      chapters.push_back(std::move(chapter));
    } catch (const InvalidInput& wrong) {
      for (const auto& problem : wrong.problems())
        problems.push_back({fmt::format("chapters[{}].{}", i, problem.field), problem.message});
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  const auto starts = [](const LessonChapter& a, const LessonChapter& b) {
    return a.start_seconds < b.start_seconds;
  };
  std::sort(chapters.begin(), chapters.end(), starts);
  const auto same = [&](const LessonChapter& a, const LessonChapter& b) { return !starts(a, b); };
  if (std::adjacent_find(chapters.begin(), chapters.end(), same) != chapters.end())
    throw InvalidInput({Problem{"chapters", "Two chapters cannot begin at the same time."}});
  return chapters;
}

ChosenChapters Chapters::get(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.lesson(db, lesson, who, Need::Edit);
    return of_lesson(db, lesson);
  });
}

void Chapters::choose(const http::Principal& who, const LessonId& lesson, const ChosenChapters& chapters) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Edit);
    if (!is_played(open.lesson.kind))
      throw Error(ErrorCode::Conflict, "Only a video or a sound has chapters.");
    if (chapters)
      write(db, lesson, *chapters);
    else
      db.run(kRemove, lesson);
    outbox::append(db, LessonEvent{LessonFact::Changed, lesson, open.course.id});
  });
}

ChosenChapters Chapters::of_lesson(const storage::Reader& db, const LessonId& lesson) {
  const auto text = db.first(
      kOne, [](const storage::Row& row) { return row.get<std::string>(0); }, lesson);
  if (!text) return std::nullopt;
  return chapters_from(json::parse(*text));
}

void Chapters::write(storage::Writer& db, const LessonId& lesson,
                     const std::vector<LessonChapter>& chapters) {
  db.run(kPut, lesson, chapters_json(chapters).dump());
}

}  // namespace lectern::catalog
