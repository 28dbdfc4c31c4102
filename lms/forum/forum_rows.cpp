#include "lms/forum/forum_rows.h"

#include "base/error.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

const storage::Query kForum{"forum.one", "SELECT" FORUM_COLUMNS "FROM forum f WHERE f.id = ?1"};
const storage::Query kThread{"forum.thread", "SELECT" THREAD_COLUMNS "FROM forum_thread t WHERE t.id = ?1"};
const storage::Query kPost{"forum.post", "SELECT" POST_COLUMNS "FROM forum_post p WHERE p.id = ?1"};

const storage::Query kTouchThread{"forum.touch_thread", R"sql(
  UPDATE forum_thread SET change = change + 1 WHERE id = ?1)sql"};
const storage::Query kTouchForum{"forum.touch", R"sql(
  UPDATE forum SET change = change + 1 WHERE id = ?1)sql"};

}  // namespace

Forum as_forum(const storage::Row& row) {
  Forum forum;
  forum.id = row.get<ForumId>(0);
  forum.course = row.get<CourseId>(1);
  forum.title = row.get<std::string>(2);
  forum.description = row.get<std::string>(3);
  forum.audience = row.get<Audience>(4);
  forum.group = row.get<GroupId>(5);
  forum.posting = row.get<Posting>(6);
  forum.anonymity = row.get<Anonymity>(7);
  forum.slow_mode = std::chrono::seconds{row.get<std::int64_t>(8)};
  forum.position = row.get<std::int64_t>(9);
  forum.change = row.get<std::int64_t>(10);
  return forum;
}

Thread as_thread(const storage::Row& row) {
  Thread thread;
  thread.id = row.get<ThreadId>(0);
  thread.forum = row.get<ForumId>(1);
  thread.course = row.get<CourseId>(2);
  thread.lesson = row.get<LessonId>(3);
  thread.kind = row.get<ThreadKind>(4);
  thread.title = row.get<std::string>(5);
  thread.author = row.get<UserId>(6);
  thread.is_anonymous = row.get<bool>(7);
  thread.state = row.get<ThreadState>(8);
  thread.merged_into = row.get<ThreadId>(9);
  thread.is_pinned = row.get<bool>(10);
  thread.is_locked = row.get<bool>(11);
  thread.opening = row.get<PostId>(12);
  thread.accepted = row.get<PostId>(13);
  thread.replies = row.get<std::int64_t>(14);
  thread.votes = row.get<std::int64_t>(15);
  thread.change = row.get<std::int64_t>(16);
  thread.created_at = row.get<Instant>(17);
  thread.active_at = row.get<Instant>(18);
  return thread;
}

Post as_post(const storage::Row& row, int first) {
  Post post;
  post.id = row.get<PostId>(first);
  post.thread = row.get<ThreadId>(first + 1);
  post.parent = row.get<PostId>(first + 2);
  post.author = row.get<UserId>(first + 3);
  post.is_anonymous = row.get<bool>(first + 4);
  post.state = row.get<PostState>(first + 5);
  post.text = row.get<std::string>(first + 6);
  post.lesson = row.get<LessonId>(first + 7);
  post.seconds = row.get<std::optional<double>>(first + 8);
  post.version = row.get<std::int64_t>(first + 9);
  post.edited_at = row.get<std::optional<Instant>>(first + 10);
  post.endorsed_by = row.get<UserId>(first + 11);
  post.votes = row.get<std::int64_t>(first + 12);
  post.created_at = row.get<Instant>(first + 13);
  return post;
}

std::optional<Forum> find_forum(const storage::Reader& db, const ForumId& id) {
  return db.first(kForum, as_forum, id);
}

std::optional<Thread> find_thread(const storage::Reader& db, const ThreadId& id) {
  return db.first(kThread, as_thread, id);
}

std::optional<Post> find_post(const storage::Reader& db, const PostId& id) {
  return db.first(
      kPost, [](const storage::Row& row) { return as_post(row); }, id);
}

Thread require_thread(const storage::Reader& db, const ThreadId& id) {
  auto thread = find_thread(db, id);
  if (!thread) throw Error(ErrorCode::NotFound, "There is no such thread.");
  return *thread;
}

Post require_post(const storage::Reader& db, const PostId& id) {
  auto post = find_post(db, id);
  if (!post) throw Error(ErrorCode::NotFound, "There is no such post.");
  return *post;
}

void touch(storage::Writer& db, const Thread& thread) {
  db.run(kTouchThread, thread.id);
  touch(db, thread.forum);
}

void touch(storage::Writer& db, const ForumId& forum) {
  db.run(kTouchForum, forum);
}

}  // namespace lectern::lms
