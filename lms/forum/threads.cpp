#include "lms/forum/threads.h"

#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "base/error.h"
#include "base/random.h"
#include "catalog/acting.h"
#include "catalog/rows.h"
#include "lms/forum/drafts.h"
#include "lms/forum/forum_rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

const storage::Query kInsert{"threads.insert", R"sql(
  INSERT INTO forum_thread (id, forum_id, course_id, lesson_id, kind, title, author_id, anonymous, state, pinned, locked,
                            opening_post, replies, votes, change, created_at, active_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'open', 0, 0, ?9, 0, 0, 0, ?10, ?10))sql"};

const storage::Query kUpdate{"threads.update", R"sql(
  UPDATE forum_thread SET title = ?2, kind = ?3, pinned = ?4, locked = ?5, state = ?6, forum_id = ?7 WHERE id = ?1)sql"};

const storage::Query kMovePosts{"threads.move_posts", R"sql(
  UPDATE forum_post SET thread_id = ?2 WHERE thread_id = ?1)sql"};

const storage::Query kAnswer{"threads.answer", R"sql(
  UPDATE forum_post SET parent_id = ?2 WHERE id = ?1)sql"};

const storage::Query kMerged{"threads.merged", R"sql(
  UPDATE forum_thread SET state = 'merged', pinned = 0, merged_into = ?2, replies = 0, change = change + 1
   WHERE id = ?1)sql"};

const storage::Query kForward{"threads.forward", R"sql(
  UPDATE forum_thread SET merged_into = ?2 WHERE merged_into = ?1)sql"};

const storage::Query kFollowBoth{"threads.follow_both", R"sql(
  INSERT INTO forum_subscription (account_id, scope, target_id, course_id, level, created_at)
  SELECT s.account_id, 'thread', ?2, s.course_id, s.level, s.created_at FROM forum_subscription s
   WHERE s.scope = 'thread' AND s.target_id = ?1
      ON CONFLICT (account_id, scope, target_id) DO NOTHING)sql"};

const storage::Query kNewPosts{"threads.new_posts", R"sql(
  SELECT count(*), coalesce(min(id), '') FROM forum_post
   WHERE thread_id = ?1 AND created_at > ?2 AND author_id <> ?3 AND state = 'shown' AND parent_id IS NOT NULL)sql"};

const storage::Query kMoments{"threads.moments", "SELECT" POST_COLUMNS R"sql(, t.title, t.replies
   FROM forum_post p JOIN forum_thread t ON t.id = p.thread_id JOIN forum f ON f.id = t.forum_id
  WHERE p.lesson_id = ?1 AND p.seconds IS NOT NULL AND p.state = 'shown' AND t.state = 'open'
    AND (?3 OR f.audience = 'course' OR EXISTS (
          SELECT 1 FROM course_group_member m JOIN enrolment e ON e.id = m.enrolment_id
           WHERE m.group_id = f.group_id AND e.account_id = ?2 AND e.state = 'active'))
  ORDER BY p.seconds, p.id LIMIT 500)sql"};

const storage::Query kLessonTitle{"threads.lesson_title", R"sql(SELECT title FROM lesson WHERE id = ?1)sql"};

void record(storage::Writer& db, const http::Principal& who, std::string action, const Thread& thread,
            nlohmann::json details = nlohmann::json::object()) {
  details["course_id"] = thread.course.text();
  details["title"] = thread.title;
  audit::record(db, catalog::act_of(who, std::move(action), {"thread", thread.id.text()}, details));
}

void store(storage::Writer& db, const Thread& thread) {
  db.run(kUpdate, thread.id, thread.title, thread.kind, thread.is_pinned, thread.is_locked, thread.state,
         thread.forum);
  touch(db, thread);
}

/// The lesson must be of the course, and theirs to watch.
void check_lesson(const storage::Reader& db, const ForumDoors& doors, const http::Principal& who,
                  const CourseId& course, const LessonId& lesson) {
  if (lesson.empty()) return;
  const auto open = doors.catalog_doors().lesson(db, lesson, who, catalog::Need::Watch);
  if (open.course.id != course)
    throw InvalidInput({Problem{"lesson_id", "This lesson belongs to another course."}});
}

bool is_moderation(const ThreadPatch& patch) {
  return patch.is_pinned || patch.is_locked || patch.is_removed || !patch.forum.empty();
}

}  // namespace

ThreadView Threads::find(const http::Principal& who, const ThreadId& id) const {
  return database_.read([&](const storage::Reader& db) { return view(db, doors_.thread(db, who, id)); });
}

ThreadView Threads::begin(const http::Principal& who, const ForumId& forum, const ThreadDraft& draft) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.forum(db, who, forum);
    if (!may_begin_thread(open.forum, open.who))
      throw Error(ErrorCode::Forbidden, "In this forum only those who teach the course begin threads.");
    if (const auto before = posted_before(db, who.user, draft.opening.once_key))
      return view(db, doors_.thread(db, who, before->thread));
    check_lesson(db, doors_, who, open.forum.course, draft.lesson);
    writing_.check(db, open, draft.opening);
    const auto id = new_id<ThreadId>(database_.clock());
    const auto opening = new_id<PostId>(database_.clock());
    db.run(kInsert, id, forum, open.forum.course, draft.lesson, draft.kind, draft.title, who.user,
           draft.opening.is_anonymous, opening, db.now());
    const OpenThread begun{require_thread(db, id), open.forum, open.who};
    writing_.insert(db, begun, opening, PostId{}, draft.opening);
    const auto place = draft.lesson.empty() ? "forum-" + forum.text() : "lesson-" + draft.lesson.text();
    forget_draft(db, who.user, open.forum.course, place);
    return view(db, doors_.thread(db, who, id));
  });
}

ThreadView Threads::change(const http::Principal& who, const ThreadId& id, const ThreadPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    auto open = doors_.thread(db, who, id);
    auto& thread = open.thread;
    if (thread.state == ThreadState::Merged)
      throw Error(ErrorCode::Conflict, "This thread was merged into another one. Change that one.");
    if (is_moderation(patch)) moderate(db, who, open, patch);
    if (patch.title || patch.kind) {
      if (!may_name(thread, open.who))
        throw Error(ErrorCode::Forbidden, "Only who began this thread and those who teach may name it.");
      thread.title = patch.title.value_or(thread.title);
      thread.kind = patch.kind.value_or(thread.kind);
      Writing::index(db, thread, thread.opening, require_post(db, thread.opening).text);
    }
    store(db, thread);
    return view(db, doors_.thread(db, who, id));
  });
}

void Threads::moderate(storage::Writer& db, const http::Principal& who, OpenThread& open,
                       const ThreadPatch& patch) {
  require_staff(open.who);
  auto& thread = open.thread;
  thread.is_pinned = patch.is_pinned.value_or(thread.is_pinned);
  if (patch.is_locked && *patch.is_locked != thread.is_locked) {
    thread.is_locked = *patch.is_locked;
    record(db, who, thread.is_locked ? "forum.thread_locked" : "forum.thread_unlocked", thread);
  }
  const auto state = patch.is_removed.value_or(thread.state == ThreadState::Removed) ? ThreadState::Removed
                                                                                     : ThreadState::Open;
  if (state != thread.state) {
    thread.state = state;
    // The list of what was removed has no head.
    if (state == ThreadState::Removed) thread.is_pinned = false;
    record(db, who, state == ThreadState::Removed ? "forum.thread_removed" : "forum.thread_restored", thread);
  }
  if (!patch.forum.empty() && patch.forum != thread.forum) move(db, who, thread, patch.forum);
}

void Threads::move(storage::Writer& db, const http::Principal& who, Thread& thread, const ForumId& to) {
  const auto target = doors_.forum(db, who, to);
  if (target.forum.course != thread.course)
    throw InvalidInput({Problem{"forum_id", "A thread moves within its course only."}});
  record(db, who, "forum.thread_moved", thread, {{"from", thread.forum.text()}, {"to", to.text()}});
  touch(db, thread.forum);
  thread.forum = to;
}

ThreadView Threads::merge(const http::Principal& who, const ThreadId& id, const ThreadId& into) {
  return database_.write([&](storage::Writer& db) {
    const auto source = doors_.thread(db, who, id);
    const auto target = doors_.thread(db, who, into);
    require_staff(source.who);
    if (id == into || source.thread.course != target.thread.course)
      throw InvalidInput({Problem{"into", "Choose another thread of the same course."}});
    if (source.thread.state != ThreadState::Open || target.thread.state != ThreadState::Open)
      throw Error(ErrorCode::Conflict, "Only threads that are neither removed nor merged can be merged.");
    db.run(kMovePosts, id, into);
    db.run(kAnswer, source.thread.opening, target.thread.opening);
    db.run(kMerged, id, into);
    db.run(kForward, id, into);
    db.run(kFollowBoth, id, into);
    count_replies(db, into);
    touch(db, source.forum.id);
    touch(db, target.thread);
    record(db, who, "forum.thread_merged", source.thread, {{"into", into.text()}});
    return view(db, doors_.thread(db, who, into));
  });
}

std::vector<Moment> Threads::moments(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    const auto course = doors_.catalog_doors().lesson(db, lesson, who, catalog::Need::Watch).course.id;
    const auto reader = doors_.course(db, who, course).who;
    const auto as_moment = [&](const storage::Row& row) {
      return Moment{as_post(row), course, row.get<std::string>(kPostColumns),
                    row.get<std::int64_t>(kPostColumns + 1), reader};
    };
    return db.all(kMoments, as_moment, lesson, who.user, reader.is_staff);
  });
}

ThreadView Threads::view(const storage::Reader& db, const OpenThread& open) const {
  const auto& [thread, forum, who] = open;
  const auto as_title = [](const storage::Row& row) { return row.get<std::string>(0); };
  ThreadView view;
  view.thread = thread;
  view.forum = forum;
  view.who = who;
  if (const auto course = catalog::find_course(db, thread.course)) view.course_title = course->title;
  if (!thread.lesson.empty())
    view.lesson_title = db.first(kLessonTitle, as_title, thread.lesson).value_or("");
  view.level = level_of(db, who.user, {Scope::Thread, thread.id.text()});
  view.read_at = read_at(db, who.user, thread.id);
  view.waits_until = waits_until(db, forum, who);
  if (view.read_at) {
    const auto as_news = [](const storage::Row& row) {
      return std::pair{row.get<std::int64_t>(0), row.get<PostId>(1)};
    };
    if (auto news = db.first(kNewPosts, as_news, thread.id, *view.read_at, who.user))
      std::tie(view.new_posts, view.first_new) = std::move(*news);
  }
  return view;
}

}  // namespace lectern::lms
