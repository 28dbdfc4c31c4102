#include "lms/forum/forums.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "catalog/acting.h"
#include "lms/forum/forum_fields.h"
#include "lms/forum/forum_rows.h"
#include "lms/forum/writing.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

const storage::Query kOfCourse{"forum.of_course",
                               "SELECT" FORUM_COLUMNS
                               "FROM forum f WHERE f.course_id = ?1 ORDER BY f.position, f.id LIMIT 100"};

const storage::Query kInsert{"forum.insert", R"sql(
  INSERT INTO forum (id, course_id, title, description, audience, group_id, posting, anonymity, slow_mode_seconds,
                     position, change, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, ?11) ON CONFLICT (id) DO NOTHING)sql"};

const storage::Query kUpdate{"forum.update", R"sql(
  UPDATE forum SET title = ?2, description = ?3, audience = ?4, group_id = ?5, posting = ?6, anonymity = ?7,
         slow_mode_seconds = ?8, position = ?9, change = change + 1
   WHERE id = ?1)sql"};

const storage::Query kDelete{"forum.delete", R"sql(DELETE FROM forum WHERE id = ?1)sql"};

const storage::Query kCountThreads{"forum.count_threads", R"sql(
  SELECT count(*) FROM forum_thread WHERE forum_id = ?1 AND state = 'open')sql"};

const storage::Query kAnyThread{"forum.any_thread", R"sql(
  SELECT 1 FROM forum_thread WHERE forum_id = ?1 LIMIT 1)sql"};

const storage::Query kOpenReports{"forum.count_reports", R"sql(
  SELECT count(*) FROM forum_report WHERE course_id = ?1 AND resolved_at IS NULL)sql"};

const storage::Query kGroupName{"forum.group_name", R"sql(SELECT name FROM course_group WHERE id = ?1)sql"};

std::int64_t as_count(const storage::Row& row) {
  return row.get<std::int64_t>(0);
}

void append_changed(storage::Writer& db, const Forum& forum) {
  const nlohmann::json payload = {{"forum_id", forum.id.text()}, {"course_id", forum.course.text()}};
  outbox::append(db, outbox::NewEvent{"forum.changed", forum.id.text(), payload.dump()});
}

void require_manager(const Participant& who) {
  if (!who.may_manage)
    throw Error(ErrorCode::Forbidden, "Only the instructors of this course may make and change its forums.");
}

void check_audience(const storage::Reader& db, const Forum& forum) {
  if (forum.audience == Audience::Course) return;
  if (forum.is_first())
    throw Error(ErrorCode::Conflict, "The first forum is for the whole course. Make another for the group.");
  if (forum.group.empty()) throw InvalidInput({Problem{"group_id", "Choose whose group the forum is for."}});
  require_group(db, forum.course, forum.group);
}

void check_title(const Forum& forum) {
  if (forum.title.empty() && !forum.is_first())
    throw InvalidInput({Problem{"title", "Only the first forum may do without a title."}});
}

}  // namespace

std::vector<Forum> forums_of(const storage::Reader& db, const CourseId& course) {
  return db.all(kOfCourse, as_forum, course);
}

void insert_forum(storage::Writer& db, const Forum& forum) {
  db.run(kInsert, forum.id, forum.course, forum.title, forum.description, forum.audience, forum.group,
         forum.posting, forum.anonymity, forum.slow_mode.count(), forum.position, db.now());
}

Forum first_forum(storage::Writer& db, const CourseId& course) {
  Forum forum;
  forum.id = ForumId{course.text()};
  forum.course = course;
  insert_forum(db, forum);
  return find_forum(db, ForumId{course.text()}).value();
}

CourseForums Forums::list(const http::Principal& who, const CourseId& course) {
  const auto read = [&](const storage::Reader& db) {
    auto open = doors_.course(db, who, course);
    CourseForums found;
    found.course_title = open.course.title;
    found.level = level_of(db, who.user, {Scope::Course, course.text()});
    if (open.who.is_staff) found.open_reports = db.first(kOpenReports, as_count, course).value_or(0);
    for (auto& forum : forums_of(db, course))
      if (may_see(forum, open.who)) found.forums.push_back(view(db, {std::move(forum), open.who}));
    found.who = std::move(open.who);
    return found;
  };
  auto found = database_.read(read);
  if (!found.forums.empty()) return found;
  return database_.write([&](storage::Writer& db) {
    first_forum(db, course);
    return read(db);
  });
}

ForumView Forums::find(const http::Principal& who, const ForumId& id) const {
  return database_.read([&](const storage::Reader& db) { return view(db, doors_.forum(db, who, id)); });
}

ForumView Forums::of_lesson(const http::Principal& who, const LessonId& lesson) {
  const auto named = [&](const storage::Reader& db) -> std::optional<ForumView> {
    const auto found = doors_.catalog_doors().lesson(db, lesson, who, catalog::Need::Watch).lesson;
    auto open = doors_.course(db, who, found.course);
    for (const auto& id : {ForumId{found.target}, ForumId{found.course.text()}}) {
      auto forum = find_forum(db, id);
      if (forum && forum->course == found.course && may_see(*forum, open.who))
        return view(db, {std::move(*forum), std::move(open.who)});
    }
    return std::nullopt;
  };
  if (auto found = database_.read(named)) return std::move(*found);
  return database_.write([&](storage::Writer& db) {
    first_forum(db, doors_.catalog_doors().lesson(db, lesson, who, catalog::Need::Watch).course.id);
    return named(db).value();
  });
}

ForumView Forums::create(const http::Principal& who, const CourseId& course, const ForumDraft& draft) {
  return database_.write([&](storage::Writer& db) {
    auto open = doors_.course(db, who, course);
    require_manager(open.who);
    first_forum(db, course);
    const auto known = forums_of(db, course);
    if (known.size() >= kMostForums)
      throw Error(ErrorCode::Conflict, "A course has at most 100 forums. Remove one first.");
    Forum forum{.id = new_id<ForumId>(database_.clock()),
                .course = course,
                .title = draft.title,
                .description = draft.description,
                .audience = draft.audience,
                .group = draft.audience == Audience::Group ? draft.group : GroupId{},
                .posting = draft.posting,
                .anonymity = draft.anonymity,
                .slow_mode = draft.slow_mode,
                .position = known.back().position + 1};
    check_title(forum);
    check_audience(db, forum);
    insert_forum(db, forum);
    audit::record(db, catalog::act_of(who, "forum.created", {"forum", forum.id.text()},
                                      {{"course_id", course.text()}, {"title", forum.title}}));
    return view(db, {std::move(forum), std::move(open.who)});
  });
}

ForumView Forums::change(const http::Principal& who, const ForumId& id, const ForumPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    auto open = doors_.forum(db, who, id);
    require_manager(open.who);
    auto& forum = open.forum;
    forum.title = patch.title.value_or(forum.title);
    forum.description = patch.description.value_or(forum.description);
    if (patch.audience) {
      forum.audience = *patch.audience;
      forum.group = forum.audience == Audience::Group ? patch.group : GroupId{};
      check_audience(db, forum);
    }
    forum.posting = patch.posting.value_or(forum.posting);
    forum.anonymity = patch.anonymity.value_or(forum.anonymity);
    forum.slow_mode = patch.slow_mode.value_or(forum.slow_mode);
    forum.position = patch.position.value_or(forum.position);
    check_title(forum);
    db.run(kUpdate, id, forum.title, forum.description, forum.audience, forum.group, forum.posting,
           forum.anonymity, forum.slow_mode.count(), forum.position);
    append_changed(db, forum);
    return view(db, open);
  });
}

void Forums::remove(const http::Principal& who, const ForumId& id) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.forum(db, who, id);
    require_manager(open.who);
    if (open.forum.is_first())
      throw Error(ErrorCode::Conflict, "A course keeps its first forum. You can close it to new threads.");
    if (db.first(kAnyThread, as_count, id))
      throw Error(ErrorCode::Conflict, "There are threads in this forum. Move them to another one first.");
    db.run(kDelete, id);
    append_changed(db, open.forum);
    audit::record(db,
                  catalog::act_of(who, "forum.deleted", {"forum", id.text()},
                                  {{"course_id", open.forum.course.text()}, {"title", open.forum.title}}));
  });
}

ForumView Forums::view(const storage::Reader& db, const OpenForum& open) const {
  const auto& [forum, who] = open;
  const auto as_name = [](const storage::Row& row) { return row.get<std::string>(0); };
  ForumView view;
  view.forum = forum;
  if (!forum.group.empty()) view.group_name = db.first(kGroupName, as_name, forum.group).value_or("");
  view.threads = db.first(kCountThreads, as_count, forum.id).value_or(0);
  const auto from = read_from(db, doors_.standing(), forum.course, who.user);
  view.unread = unread_in(db, forum.id, who.user, from);
  view.level = level_of(db, who.user, {Scope::Forum, forum.id.text()});
  view.may_begin = may_begin_thread(forum, who);
  view.may_manage = who.may_manage;
  view.waits_until = waits_until(db, forum, who);
  return view;
}

}  // namespace lectern::lms
