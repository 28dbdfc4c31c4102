#include "lms/enrolment/groups.h"

#include "base/error.h"
#include "base/random.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;

const storage::Query kList{"group.list", R"sql(
  SELECT g.id, g.course_id, g.name, (SELECT count(*) FROM course_group_member m WHERE m.group_id = g.id)
    FROM course_group g WHERE g.course_id = ?1 ORDER BY g.name)sql"};

const storage::Query kOne{"group.one", R"sql(
  SELECT g.id, g.course_id, g.name, (SELECT count(*) FROM course_group_member m WHERE m.group_id = g.id)
    FROM course_group g WHERE g.id = ?1)sql"};

const storage::Query kOf{"group.of", R"sql(
  SELECT g.id, g.course_id, g.name, 0
    FROM course_group_member m JOIN course_group g ON g.id = m.group_id
   WHERE m.enrolment_id = ?1 ORDER BY g.name)sql"};

const storage::Query kNamed{"group.named", R"sql(
  SELECT id FROM course_group WHERE course_id = ?1 AND name = ?2)sql"};

const storage::Query kInsert{"group.insert", R"sql(
  INSERT INTO course_group (id, course_id, name, created_at) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (course_id, name) DO NOTHING)sql"};

const storage::Query kRename{"group.rename", R"sql(
  UPDATE course_group SET name = ?2 WHERE id = ?1)sql"};

const storage::Query kDelete{"group.delete", R"sql(
  DELETE FROM course_group WHERE id = ?1)sql"};

const storage::Query kAdd{"group.add", R"sql(
  INSERT INTO course_group_member (group_id, enrolment_id) VALUES (?1, ?2)
      ON CONFLICT (group_id, enrolment_id) DO NOTHING)sql"};

const storage::Query kTakeOut{"group.take_out", R"sql(
  DELETE FROM course_group_member WHERE group_id = ?1 AND enrolment_id = ?2)sql"};

Group as_group(const storage::Row& row) {
  return {row.get<GroupId>(0), row.get<CourseId>(1), row.get<std::string>(2), row.get<std::int64_t>(3)};
}

GroupId as_group_id(const storage::Row& row) {
  return row.get<GroupId>(0);
}

[[noreturn]] void throw_taken() {
  throw Error(ErrorCode::Conflict, "There is a group of this name already.");
}

Group open(const storage::Reader& db, const catalog::Doors& doors, const http::Principal& who,
           const GroupId& id) {
  const auto group = db.first(kOne, as_group, id);
  if (!group) throw Error(ErrorCode::NotFound, "There is no such group.");
  doors.course(db, group->course, who, Need::Enrol);
  return *group;
}

}  // namespace

std::vector<Group> groups_of(const storage::Reader& db, const EnrolmentId& enrolment) {
  return db.all(kOf, as_group, enrolment);
}

void require_group(const storage::Reader& db, const CourseId& course, const GroupId& group) {
  const auto found = db.first(kOne, as_group, group);
  if (!found || found->course != course) throw Error(ErrorCode::NotFound, "There is no such group.");
}

GroupId group_named(storage::Writer& db, const Clock& clock, const CourseId& course,
                    const std::string& name) {
  db.run(kInsert, new_id<GroupId>(clock), course, name, db.now());
  return db.first(kNamed, as_group_id, course, name).value();
}

bool add_to_group(storage::Writer& db, const GroupId& group, const EnrolmentId& enrolment) {
  return db.run(kAdd, group, enrolment) == 1;
}

bool remove_from_group(storage::Writer& db, const GroupId& group, const EnrolmentId& enrolment) {
  return db.run(kTakeOut, group, enrolment) == 1;
}

std::vector<Group> Groups::list(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.course(db, course, who, Need::See);
    if (!catalog::may_read_roster(open.course, open.viewer))
      throw Error(ErrorCode::Forbidden, "Only those who teach this course may see its groups.");
    return db.all(kList, as_group, course);
  });
}

Group Groups::create(const http::Principal& who, const CourseId& course, const std::string& name) {
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Enrol);
    const auto id = new_id<GroupId>(database_.clock());
    if (db.run(kInsert, id, course, name, db.now()) == 0) throw_taken();
    return db.first(kOne, as_group, id).value();
  });
}

Group Groups::rename(const http::Principal& who, const GroupId& id, const std::string& name) {
  return database_.write([&](storage::Writer& db) {
    const auto group = open(db, doors_, who, id);
    const auto other = db.first(kNamed, as_group_id, group.course, name);
    if (other && *other != id) throw_taken();
    db.run(kRename, id, name);
    return db.first(kOne, as_group, id).value();
  });
}

void Groups::remove(const http::Principal& who, const GroupId& id) {
  database_.write([&](storage::Writer& db) {
    open(db, doors_, who, id);
    db.run(kDelete, id);
  });
}

}  // namespace lectern::lms
