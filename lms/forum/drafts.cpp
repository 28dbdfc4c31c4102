#include "lms/forum/drafts.h"

#include "base/error.h"
#include "base/text.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

constexpr std::int64_t kMostDrafts = 200;

const storage::Query kOf{"forum.drafts_of", R"sql(
  SELECT place, content, updated_at FROM forum_draft WHERE account_id = ?1 AND course_id = ?2
   ORDER BY updated_at DESC LIMIT 200)sql"};

const storage::Query kCount{"forum.count_drafts", R"sql(
  SELECT count(*) FROM forum_draft WHERE account_id = ?1 AND course_id = ?2 AND place <> ?3)sql"};

const storage::Query kPut{"forum.put_draft", R"sql(
  INSERT INTO forum_draft (account_id, course_id, place, content, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (account_id, course_id, place) DO UPDATE SET content = ?4, updated_at = ?5)sql"};

const storage::Query kForget{"forum.forget_draft", R"sql(
  DELETE FROM forum_draft WHERE account_id = ?1 AND course_id = ?2 AND place = ?3)sql"};

void check_place(const std::string& place) {
  const auto parts = split(place, '-');
  const bool is_known = parts.size() == 2 && (parts[0] == "forum" || parts[0] == "lesson" ||
                                              parts[0] == "post" || parts[0] == "edit");
  if (!is_known || !decode_id(parts[1]))
    throw InvalidInput(
        {Problem{"place", "A draft is for a forum, a lesson, a post or an edit: \"post-<id>\"."}});
}

}  // namespace

std::vector<Draft> Drafts::list(const http::Principal& who, const CourseId& course) const {
  const auto as_draft = [](const storage::Row& row) {
    return Draft{row.get<std::string>(0), row.get<std::string>(1), row.get<Instant>(2)};
  };
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, who, course);
    return db.all(kOf, as_draft, who.user, course);
  });
}

Draft Drafts::put(const http::Principal& who, const CourseId& course, const std::string& place,
                  const std::string& content) {
  check_place(place);
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, who, course);
    const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
    if (db.first(kCount, as_count, who.user, course, place).value_or(0) >= kMostDrafts)
      throw Error(ErrorCode::Conflict, "You have 200 drafts in this course. Post or discard some first.");
    db.run(kPut, who.user, course, place, content, db.now());
    return Draft{place, content, db.now()};
  });
}

void Drafts::remove(const http::Principal& who, const CourseId& course, const std::string& place) {
  database_.write([&](storage::Writer& db) {
    doors_.course(db, who, course);
    forget_draft(db, who.user, course, place);
  });
}

void forget_draft(storage::Writer& db, const UserId& user, const CourseId& course, const std::string& place) {
  db.run(kForget, user, course, place);
}

}  // namespace lectern::lms
