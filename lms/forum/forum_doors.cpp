#include "lms/forum/forum_doors.h"

#include "base/error.h"
#include "catalog/rows.h"
#include "lms/forum/forum_rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

const storage::Query kGroups{"forum.groups_of", R"sql(
  SELECT m.group_id FROM enrolment e JOIN course_group_member m ON m.enrolment_id = e.id
   WHERE e.course_id = ?1 AND e.account_id = ?2 AND e.state = 'active')sql"};

[[noreturn]] void throw_no_such(std::string_view what) {
  throw Error(ErrorCode::NotFound, "There is no such " + std::string{what} + ".");
}

}  // namespace

std::optional<Participant> ForumDoors::participant(const storage::Reader& db, const http::Principal& who,
                                                   const CourseId& course) const {
  const auto found = catalog::find_course(db, course);
  if (!found || !who.is_signed_in()) return std::nullopt;
  auto groups = db.all(
      kGroups, [](const storage::Row& row) { return row.get<GroupId>(0); }, course, who.user);
  return participant_of(*found, doors_.viewer_of(db, who, course), std::move(groups));
}

OpenForums ForumDoors::course(const storage::Reader& db, const http::Principal& who,
                              const CourseId& course) const {
  auto open = doors_.course(db, course, who, catalog::Need::See);
  auto participant = this->participant(db, who, course);
  if (!participant)
    throw Error(ErrorCode::Forbidden, "The forum is for those who take this course. Enrol to join in.");
  return {std::move(open.course), std::move(*participant)};
}

OpenForum ForumDoors::forum(const storage::Reader& db, const http::Principal& who, const ForumId& id) const {
  auto forum = find_forum(db, id);
  if (!forum) throw_no_such("forum");
  auto participant = this->participant(db, who, forum->course);
  if (!participant || !may_see(*forum, *participant)) throw_no_such("forum");
  return {std::move(*forum), std::move(*participant)};
}

OpenThread ForumDoors::thread(const storage::Reader& db, const http::Principal& who,
                              const ThreadId& id) const {
  auto thread = find_thread(db, id);
  if (!thread) throw_no_such("thread");
  auto forum = find_forum(db, thread->forum);
  auto participant = this->participant(db, who, thread->course);
  if (!forum || !participant || !may_see(*forum, *participant) || !may_see(*thread, *participant))
    throw_no_such("thread");
  return {std::move(*thread), std::move(*forum), std::move(*participant)};
}

OpenPost ForumDoors::post(const storage::Reader& db, const http::Principal& who, const PostId& id) const {
  auto post = find_post(db, id);
  if (!post) throw_no_such("post");
  auto open = thread(db, who, post->thread);
  return {std::move(*post), std::move(open.thread), std::move(open.forum), std::move(open.who)};
}

void require_staff(const Participant& who) {
  if (!who.is_staff) throw Error(ErrorCode::Forbidden, "Only those who teach this course may do this.");
}

}  // namespace lectern::lms
