#include "lms/forum/portable_forums.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/json.h"
#include "base/random.h"
#include "lms/forum/forum_fields.h"
#include "lms/forum/forum_rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using nlohmann::json;

const storage::Query kTalking{"portable_forum.lessons", R"sql(
  SELECT id, target_id FROM lesson WHERE course_id = ?1 AND kind = 'forum' AND target_id <> '' ORDER BY id)sql"};

const storage::Query kTalkIn{"portable_forum.talk_in", R"sql(
  UPDATE lesson SET target_id = ?2 WHERE id = ?1 AND kind = 'forum')sql"};

/// Places of lessons by the forum in which they talk.
std::map<ForumId, json> talking(const storage::Reader& db, const CourseId& course,
                                const catalog::LessonNumbers& lessons) {
  std::map<ForumId, json> found;
  const auto note = [&](const storage::Row& row) {
    if (const auto number = lessons.number_of(row.get<LessonId>(0)))
      found[ForumId{row.get<std::string>(1)}].push_back(*number);
  };
  db.each(kTalking, note, course);
  return found;
}

json read(const storage::Reader& db, const CourseId& course, const catalog::LessonNumbers& lessons,
          catalog::CopyFor) {
  json items = json::array();
  auto numbers = talking(db, course, lessons);
  for (const auto& forum : forums_of(db, course)) {
    json item{{"first", forum.is_first()},
              {"title", forum.title},
              {"description", forum.description},
              {"audience", text_of(forum.audience)},
              {"posting", text_of(forum.posting)},
              {"anonymity", text_of(forum.anonymity)},
              {"slow_mode_seconds", forum.slow_mode.count()}};
    if (const auto found = numbers.find(forum.id); found != numbers.end()) item["lessons"] = found->second;
    items.push_back(std::move(item));
  }
  return items.empty() ? json(nullptr) : json{{"items", std::move(items)}};
}

/// The places of lessons, taken out of the object, so that a FieldReader reads the rest.
std::vector<LessonId> take_lessons(json& object, const catalog::LessonNumbers& lessons) {
  std::vector<LessonId> found;
  if (!object.is_object() || !object.contains("lessons")) return found;
  const auto list = std::move(object["lessons"]);
  object.erase("lessons");
  const bool is_list = list.is_array() && std::all_of(list.begin(), list.end(), [](const json& number) {
                         return number.is_number_unsigned();
                       });
  if (!is_list) throw InvalidInput({Problem{"lessons", "This must be a list of numbers of lessons."}});
  for (const auto& number : list) found.push_back(lessons.at(number.get<std::size_t>()));
  return found;
}

/// A forum of a group stays closed to those who take the course until it is given to one of the copy's
/// groups.
void write_one(storage::Writer& db, const CourseId& course, std::int64_t position,
               const catalog::LessonNumbers& lessons, json object) {
  const auto talking = take_lessons(object, lessons);
  FieldReader fields(object);
  const bool is_first = fields.optional_flag("first").value_or(false);
  const auto title = is_first ? fields.optional_text("title", {0, kForumTitle.max_characters}).value_or("")
                              : fields.text("title", kForumTitle);
  const auto settings = forum_settings(fields);
  Forum forum;
  forum.id = ForumId{is_first ? course.text() : new_id_text(db.now())};
  forum.course = course;
  forum.title = title;
  forum.description = settings.description;
  forum.audience = settings.audience;
  forum.posting = settings.posting;
  forum.anonymity = settings.anonymity;
  forum.slow_mode = settings.slow_mode;
  forum.position = position;
  if (is_first && forum.audience == Audience::Group)
    fields.add_problem("audience", "The first forum is for the whole course.");
  if (is_first && find_forum(db, forum.id)) fields.add_problem("first", "Only one forum is the first.");
  fields.finish();
  insert_forum(db, forum);
  for (const auto& lesson : talking) db.run(kTalkIn, lesson, forum.id);
}

}  // namespace

catalog::PortablePart portable_forums() {
  const auto write = [](storage::Writer& db, const http::Principal&, const CourseId& course,
                        const catalog::LessonNumbers& lessons, const json& value) {
    std::int64_t position = 0;
    catalog::each_in(value, "items", kMostForums,
                     [&](const json& object) { write_one(db, course, position++, lessons, object); });
  };
  return {"forums", read, write};
}

}  // namespace lectern::lms
