#include "catalog/trash.h"

#include "base/error.h"
#include "base/log.h"
#include "catalog/acting.h"
#include "catalog/events.h"
#include "catalog/pictures.h"
#include "catalog/rows.h"
#include "catalog/shelf.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::catalog {

namespace {

const storage::Query kDelete{"trash.put", R"sql(
  UPDATE course SET deleted_at = ?2 WHERE id = ?1)sql"};

const storage::Query kRestore{"trash.take_back", R"sql(
  UPDATE course SET deleted_at = NULL WHERE id = ?1)sql"};

const storage::Query kIsPurged{"trash.is_purged", R"sql(
  SELECT 1 FROM course WHERE id = ?1 AND purged_at IS NOT NULL)sql"};

const storage::Query kOwned{"trash.owned", R"sql(
  SELECT id FROM course
   WHERE owner_id = ?1 AND id < ?2 AND deleted_at IS NOT NULL AND purged_at IS NULL
   ORDER BY id DESC LIMIT ?3)sql"};

const storage::Query kAll{"trash.all", R"sql(
  SELECT id FROM course
   WHERE id < ?1 AND deleted_at IS NOT NULL AND purged_at IS NULL ORDER BY id DESC LIMIT ?2)sql"};

const storage::Query kOverdue{"trash.overdue", R"sql(
  SELECT id FROM course INDEXED BY course_in_trash
   WHERE deleted_at IS NOT NULL AND purged_at IS NULL AND deleted_at < ?1)sql"};

const storage::Query kLessons{"trash.lessons", R"sql(
  SELECT id FROM lesson WHERE course_id = ?1)sql"};

// Their files have no row from then on, and go with the janitor's next sweep.
const storage::Query kPurgeDocuments{"trash.purge_documents", R"sql(
  DELETE FROM document WHERE lesson_id IN (SELECT id FROM lesson WHERE course_id = ?1))sql"};

const storage::Query kPurge{"trash.purge", R"sql(
  UPDATE course SET purged_at = ?2 WHERE id = ?1)sql"};

constexpr char kAfterEveryId[] = "~";

CourseId as_course_id(const storage::Row& row) {
  return row.get<CourseId>(0);
}

[[noreturn]] void throw_not_there() {
  throw Error(ErrorCode::NotFound, "There is no such course in the trash.");
}

}  // namespace

void Trash::remove(const http::Principal& who, const CourseId& id) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.course(db, id, who, Need::Delete);
    db.run(kDelete, id, db.now());
    touch(db, id);
    audit::record(db, act_of(who, "course.deleted", {"course", id.text()}));
    outbox::append(db, CourseEvent{CourseFact::Removed, id, open.course.owner});
  });
}

Course Trash::restore(const http::Principal& who, const CourseId& id) {
  return database_.write([&](storage::Writer& db) {
    auto course = find_course(db, id);
    if (!course || !may_delete(*course, doors_.viewer_of(db, who, id))) throw_not_there();
    if (db.first(kIsPurged, as_course_id, id)) throw_not_there();
    if (!course->deleted_at) return *course;
    course->deleted_at.reset();
    db.run(kRestore, id);
    touch(db, id);
    audit::record(db, act_of(who, "course.restored", {"course", id.text()}));
    outbox::append(db, CourseEvent{CourseFact::Restored, id, course->owner});
    return *course;
  });
}

Page<Course> Trash::list(const http::Principal& who, const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const auto before = paging.after.empty() ? std::string{kAfterEveryId} : paging.after;
    const auto ids = who.may(http::Permission::CoursesDeleteAny)
                         ? db.all(kAll, as_course_id, before, paging.limit + 1)
                         : db.all(kOwned, as_course_id, who.user, before, paging.limit + 1);
    std::vector<Course> courses;
    for (const auto& id : ids) courses.push_back(find_course(db, id).value());
    return as_page(std::move(courses), paging.limit, [](const Course& course) { return course.id.text(); });
  });
}

void Trash::purge() {
  const auto overdue = database_.read(
      [](const storage::Reader& db) { return db.all(kOverdue, as_course_id, db.now() - kTrashIsKept); });
  for (const auto& id : overdue) purge(id);
}

void Trash::purge(const CourseId& id) {
  database_.write([&](storage::Writer& db) {
    const auto course = find_course(db, id);
    // It may have been taken back meanwhile.
    if (!course || !course->deleted_at) return;
    for (const auto& lesson : db.all(
             kLessons, [](const storage::Row& row) { return row.get<LessonId>(0); }, id))
      videos_.remove(db, lesson);
    db.run(kPurgeDocuments, id);
    forget_pictures(db, {PictureUse::Course, id.text()});
    db.run(kPurge, id, db.now());
    audit::record(db, {.action = "course.purged", .object = {"course", id.text()}});
    outbox::append(db, CourseEvent{CourseFact::Purged, id, course->owner});
    log::info("trash.purged", {{"course", id.text()}});
  });
}

}  // namespace lectern::catalog
