#include "catalog/shelf.h"

#include <algorithm>

#include "catalog/folded.h"
#include "catalog/rows.h"
#include "catalog/tags.h"
#include "catalog/teachers.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

const storage::Query kNewest{"shelf.newest", R"sql(
  SELECT max(change) FROM course)sql"};

const storage::Query kChanged{"shelf.changed", R"sql(
  SELECT id, deleted_at IS NOT NULL FROM course WHERE change > ?1)sql"};

const storage::Query kTouch{"shelf.touch", R"sql(
  UPDATE course SET change = (SELECT coalesce(max(change), 0) + 1 FROM course) WHERE id = ?1)sql"};

struct Changed {
  CourseId id;
  bool is_deleted;
};

Changed as_changed(const storage::Row& row) {
  return {row.get<CourseId>(0), row.get<bool>(1)};
}

bool comes_before(const std::shared_ptr<const ShelfEntry>& entry, const CourseId& id) {
  return entry->course.id < id;
}

}  // namespace

std::shared_ptr<const ShelfEntries> Shelf::entries(const storage::Reader& db) {
  const auto newest = db.first(kNewest, [](const storage::Row& row) {
                          return row.get<std::optional<std::int64_t>>(0).value_or(-1);
                        }).value_or(-1);
  const std::lock_guard lock(mutex_);
  if (newest <= change_) return entries_;
  auto next = std::make_shared<ShelfEntries>(*entries_);
  for (const auto& [id, is_deleted] : db.all(kChanged, as_changed, change_)) {
    auto place = std::lower_bound(next->begin(), next->end(), id, comes_before);
    const bool is_there = place != next->end() && (*place)->course.id == id;
    if (is_deleted) {
      if (is_there) next->erase(place);
    } else if (is_there) {
      *place = load(db, id);
    } else {
      next->insert(place, load(db, id));
    }
  }
  entries_ = std::move(next);
  change_ = newest;
  return entries_;
}

std::shared_ptr<const ShelfEntry> Shelf::load(const storage::Reader& db, const CourseId& id) const {
  ShelfEntry entry;
  entry.course = find_course(db, id).value();
  // clear() would keep the room that it took.
  std::string{}.swap(entry.course.description);
  entry.instructors = teachers_of(db, standing_, entry.course);
  entry.tags = tags_of(db, id);
  entry.title_key = folded(entry.course.title);
  entry.words = entry.title_key + '\n' + folded(entry.course.summary);
  for (const auto& tag : entry.tags) entry.words += '\n' + folded(tag);
  return std::make_shared<const ShelfEntry>(std::move(entry));
}

void touch(storage::Writer& db, const CourseId& course) {
  db.run(kTouch, course);
}

}  // namespace lectern::catalog
