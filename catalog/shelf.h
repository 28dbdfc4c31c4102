#pragma once
// Every course that somebody may find, in memory, ready to be filtered, counted and sorted in any way at
// once: no set of SQL statements could do that with an index for each. Two thousand courses are two
// megabytes.
//
// Each change of a course row takes the next number of `course.change`, so that catching up reads only what
// changed since. Whoever changes such a row calls touch() in the same transaction.

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "catalog/course.h"
#include "catalog/standing.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::catalog {

struct ShelfEntry {
  Course course;  ///< Without its description.
  std::vector<UserId> instructors;
  std::vector<std::string> tags;
  std::string words;      ///< Folded: title, summary, tags.
  std::string title_key;  ///< Folded.
};

/// In the order of their ids.
using ShelfEntries = std::vector<std::shared_ptr<const ShelfEntry>>;

class Shelf {
 public:
  explicit Shelf(const Standing& standing) : standing_(standing) {}

  /// As the reader's snapshot has them, or newer. Not from within a write, which may yet be undone.
  std::shared_ptr<const ShelfEntries> entries(const storage::Reader& db);

 private:
  std::shared_ptr<const ShelfEntry> load(const storage::Reader& db, const CourseId& id) const;

  const Standing& standing_;
  std::mutex mutex_;
  std::shared_ptr<const ShelfEntries> entries_ = std::make_shared<const ShelfEntries>();
  std::int64_t change_ = -1;
};

/// Says that what the shelf knows of this course has changed.
void touch(storage::Writer& db, const CourseId& course);

}  // namespace lectern::catalog
