#include "catalog/prerequisites.h"

#include <set>

#include "base/error.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

const storage::Query kRequired{"prerequisite.of", R"sql(
  SELECT p.requires_id FROM course_prerequisite p JOIN course c ON c.id = p.requires_id
   WHERE p.course_id = ?1 AND c.deleted_at IS NULL ORDER BY p.position)sql"};

// Of courses in the trash too: they may come back.
const storage::Query kAnyRequired{"prerequisite.any_of", R"sql(
  SELECT requires_id FROM course_prerequisite WHERE course_id = ?1)sql"};

const storage::Query kClear{"prerequisite.clear", R"sql(
  DELETE FROM course_prerequisite WHERE course_id = ?1)sql"};

const storage::Query kInsert{"prerequisite.insert", R"sql(
  INSERT INTO course_prerequisite (course_id, requires_id, position) VALUES (?1, ?2, ?3)
      ON CONFLICT (course_id, requires_id) DO NOTHING)sql"};

CourseId as_id(const storage::Row& row) {
  return row.get<CourseId>(0);
}

}  // namespace

std::vector<CourseId> prerequisites_of(const storage::Reader& db, const CourseId& course) {
  return db.all(kRequired, as_id, course);
}

bool builds_on(const storage::Reader& db, const CourseId& from, const CourseId& target) {
  std::set<CourseId> seen;
  std::vector<CourseId> ahead{from};
  while (!ahead.empty()) {
    const auto course = ahead.back();
    ahead.pop_back();
    if (course == target) return true;
    if (!seen.insert(course).second) continue;
    for (auto& next : db.all(kAnyRequired, as_id, course)) ahead.push_back(std::move(next));
  }
  return false;
}

void set_prerequisites(storage::Writer& db, const CourseId& course, const std::vector<CourseId>& required) {
  for (const auto& one : required)
    if (builds_on(db, one, course))
      throw InvalidInput(
          {Problem{"prerequisites",
                   "A course cannot come before itself: one of these already builds on this course."}});
  db.run(kClear, course);
  for (std::size_t position = 0; position < required.size(); ++position)
    db.run(kInsert, course, required[position], position);
}

}  // namespace lectern::catalog
