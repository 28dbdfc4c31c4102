#pragma once
// What somebody has begun to write, kept for them wherever they go on: one text for each place. Posting it
// forgets it.

#include <string>
#include <vector>

#include "lms/forum/forum_doors.h"

namespace lectern::storage {
class Database;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

struct Draft {
  std::string place;    ///< "forum-…", "lesson-…", "post-…" for an answer to it, "edit-…".
  std::string content;  ///< A JSON object, as the page keeps it.
  Instant updated_at;
};

class Drafts {
 public:
  Drafts(storage::Database& database, const ForumDoors& doors) : database_(database), doors_(doors) {}

  /// The newest first.
  std::vector<Draft> list(const http::Principal& who, const CourseId& course) const;
  Draft put(const http::Principal& who, const CourseId& course, const std::string& place,
            const std::string& content);
  /// Nothing happens where there is none.
  void remove(const http::Principal& who, const CourseId& course, const std::string& place);

 private:
  storage::Database& database_;
  const ForumDoors& doors_;
};

void forget_draft(storage::Writer& db, const UserId& user, const CourseId& course, const std::string& place);

}  // namespace lectern::lms
