#include "catalog/tags.h"

#include <algorithm>

#include "base/text.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

const storage::Query kTags{"course.tags", R"sql(
  SELECT tag FROM course_tag WHERE course_id = ?1 ORDER BY position)sql"};

const storage::Query kClear{"course.clear_tags", R"sql(
  DELETE FROM course_tag WHERE course_id = ?1)sql"};

const storage::Query kInsert{"course.insert_tag", R"sql(
  INSERT INTO course_tag (course_id, position, tag) VALUES (?1, ?2, ?3))sql"};

}  // namespace

std::vector<std::string> tags_of(const storage::Reader& db, const CourseId& course) {
  return db.all(
      kTags, [](const storage::Row& row) { return row.get<std::string>(0); }, course);
}

void set_tags(storage::Writer& db, const CourseId& course, const std::vector<std::string>& tags) {
  std::vector<std::string> kept;
  for (const auto& tag : tags) {
    auto text = to_lower_ascii(trim(tag));
    if (!text.empty() && std::find(kept.begin(), kept.end(), text) == kept.end())
      kept.push_back(std::move(text));
  }
  db.run(kClear, course);
  for (std::size_t position = 0; position < kept.size(); ++position)
    db.run(kInsert, course, position, kept[position]);
}

}  // namespace lectern::catalog
