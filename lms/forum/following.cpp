#include "lms/forum/following.h"

#include <algorithm>

#include "catalog/rows.h"
#include "lms/forum/forum_rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

const storage::Query kLevel{"forum.level", R"sql(
  SELECT level FROM forum_subscription WHERE account_id = ?1 AND scope = ?2 AND target_id = ?3)sql"};

const storage::Query kSetLevel{"forum.set_level", R"sql(
  INSERT INTO forum_subscription (account_id, scope, target_id, course_id, level, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (account_id, scope, target_id) DO UPDATE SET level = ?5)sql"};

const storage::Query kFollow{"forum.follow", R"sql(
  INSERT INTO forum_subscription (account_id, scope, target_id, course_id, level, created_at)
  VALUES (?1, 'thread', ?2, ?3, 'following', ?4)
      ON CONFLICT (account_id, scope, target_id) DO NOTHING)sql"};

const storage::Query kForgetLevel{"forum.forget_level", R"sql(
  DELETE FROM forum_subscription WHERE account_id = ?1 AND scope = ?2 AND target_id = ?3)sql"};

const storage::Query kLevels{"forum.levels", R"sql(
  SELECT account_id, level FROM forum_subscription WHERE scope = ?1 AND target_id = ?2)sql"};

const storage::Query kReadEverything{"forum.read_everything", R"sql(
  INSERT INTO forum_course_read (account_id, course_id, read_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (account_id, course_id) DO UPDATE SET read_at = ?3)sql"};

const storage::Query kEverythingRead{"forum.everything_read", R"sql(
  SELECT read_at FROM forum_course_read WHERE account_id = ?1 AND course_id = ?2)sql"};

const storage::Query kMarkRead{"forum.mark_read", R"sql(
  INSERT INTO forum_read (account_id, thread_id, read_at) VALUES (?1, ?2, ?3)
      ON CONFLICT (account_id, thread_id) DO UPDATE SET read_at = max(read_at, ?3))sql"};

const storage::Query kReadAt{"forum.read_at", R"sql(
  SELECT read_at FROM forum_read WHERE account_id = ?1 AND thread_id = ?2)sql"};

const storage::Query kUnread{"forum.unread", R"sql(
  SELECT count(*) FROM (
    SELECT 1 FROM forum_thread t
     WHERE t.forum_id = ?1 AND t.state = 'open' AND t.pinned IN (0, 1) AND t.active_at > ?3
       AND NOT EXISTS (SELECT 1 FROM forum_read r
                        WHERE r.account_id = ?2 AND r.thread_id = t.id AND r.read_at >= t.active_at)
     LIMIT 100))sql"};

Instant as_instant(const storage::Row& row) {
  return row.get<Instant>(0);
}

void set_level(storage::Writer& db, const UserId& user, const Target& target, const CourseId& course,
               Level level) {
  if (level == Level::Default)
    db.run(kForgetLevel, user, target.scope, target.id);
  else
    db.run(kSetLevel, user, target.scope, target.id, course, level, db.now());
}

}  // namespace

Level level_of(const storage::Reader& db, const UserId& user, const Target& target) {
  const auto as_level = [](const storage::Row& row) { return row.get<Level>(0); };
  return db.first(kLevel, as_level, user, target.scope, target.id).value_or(Level::Default);
}

std::vector<UserId> followers_of(const storage::Reader& db, const ForumDoors& doors, const Thread& thread) {
  std::vector<UserId> decided, followers;
  for (const auto& target :
       {Target{Scope::Thread, thread.id.text()}, Target{Scope::Forum, thread.forum.text()},
        Target{Scope::Course, thread.course.text()}}) {
    db.each(
        kLevels,
        [&](const storage::Row& row) {
          const auto user = row.get<UserId>(0);
          if (std::find(decided.begin(), decided.end(), user) != decided.end()) return;
          decided.push_back(user);
          if (row.get<Level>(1) == Level::Following) followers.push_back(user);
        },
        target.scope, target.id);
  }
  const auto forum = find_forum(db, thread.forum);
  std::erase_if(followers, [&](const UserId& user) {
    const auto who = doors.participant(db, {.user = user}, thread.course);
    return !forum || !who || !may_see(*forum, *who) || !may_see(thread, *who);
  });
  return followers;
}

void follow_by_writing(storage::Writer& db, const UserId& user, const Thread& thread) {
  db.run(kFollow, user, thread.id, thread.course, db.now());
}

Instant read_from(const storage::Reader& db, const catalog::Standing& standing, const CourseId& course,
                  const UserId& user) {
  const auto membership = standing.membership(db, course, user);
  const auto began = membership ? membership->enrolled_at.value_or(Instant{}) : Instant{};
  return std::max(began, db.first(kEverythingRead, as_instant, user, course).value_or(Instant{}));
}

void mark_read(storage::Writer& db, const UserId& user, const ThreadId& thread, Instant until) {
  db.run(kMarkRead, user, thread, until);
}

std::optional<Instant> read_at(const storage::Reader& db, const UserId& user, const ThreadId& thread) {
  return db.first(kReadAt, as_instant, user, thread);
}

std::int64_t unread_in(const storage::Reader& db, const ForumId& forum, const UserId& user, Instant from) {
  const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
  return db.first(kUnread, as_count, forum, user, from).value_or(0);
}

void Following::set_course(const http::Principal& who, const CourseId& course, Level level) {
  database_.write([&](storage::Writer& db) {
    doors_.course(db, who, course);
    set_level(db, who.user, {Scope::Course, course.text()}, course, level);
  });
}

void Following::set_forum(const http::Principal& who, const ForumId& forum, Level level) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.forum(db, who, forum);
    set_level(db, who.user, {Scope::Forum, forum.text()}, open.forum.course, level);
  });
}

void Following::set_thread(const http::Principal& who, const ThreadId& thread, Level level) {
  database_.write([&](storage::Writer& db) {
    const auto open = doors_.thread(db, who, thread);
    set_level(db, who.user, {Scope::Thread, thread.text()}, open.thread.course, level);
  });
}

void Following::read_thread(const http::Principal& who, const ThreadId& thread, Instant until) {
  database_.write([&](storage::Writer& db) {
    doors_.thread(db, who, thread);
    mark_read(db, who.user, thread, std::min(until, db.now()));
  });
}

void Following::read_everything(const http::Principal& who, const CourseId& course) {
  database_.write([&](storage::Writer& db) {
    doors_.course(db, who, course);
    db.run(kReadEverything, who.user, course, db.now());
  });
}

}  // namespace lectern::lms
