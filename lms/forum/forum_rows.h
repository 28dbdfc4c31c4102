#pragma once
// From rows to values, and finding one by its id. The columns stand here, as every query of the room names
// the same.

#include <optional>

#include "lms/forum/forum.h"

namespace lectern::storage {
class Reader;
class Row;
class Writer;
}  // namespace lectern::storage

#define FORUM_COLUMNS                                                                           \
  " f.id, f.course_id, f.title, f.description, f.audience, f.group_id, f.posting, f.anonymity," \
  " f.slow_mode_seconds, f.position, f.change "
#define THREAD_COLUMNS                                                                                 \
  " t.id, t.forum_id, t.course_id, t.lesson_id, t.kind, t.title, t.author_id, t.anonymous, t.state,"   \
  " t.merged_into, t.pinned, t.locked, t.opening_post, t.accepted_post, t.replies, t.votes, t.change," \
  " t.created_at, t.active_at "
#define POST_COLUMNS                                                                                    \
  " p.id, p.thread_id, p.parent_id, p.author_id, p.anonymous, p.state, p.text, p.lesson_id, p.seconds," \
  " p.version, p.edited_at, p.endorsed_by, p.votes, p.created_at "

namespace lectern::lms {

inline constexpr int kForumColumns = 11;
inline constexpr int kThreadColumns = 19;
inline constexpr int kPostColumns = 14;

Forum as_forum(const storage::Row& row);
Thread as_thread(const storage::Row& row);
/// `first` is where its columns begin.
Post as_post(const storage::Row& row, int first = 0);

std::optional<Forum> find_forum(const storage::Reader& db, const ForumId& id);
std::optional<Thread> find_thread(const storage::Reader& db, const ThreadId& id);
std::optional<Post> find_post(const storage::Reader& db, const PostId& id);
/// Throw NotFound.
Thread require_thread(const storage::Reader& db, const ThreadId& id);
Post require_post(const storage::Reader& db, const PostId& id);

/// What pages show of a thread, and with it of its forum, is not what it was.
void touch(storage::Writer& db, const Thread& thread);
void touch(storage::Writer& db, const ForumId& forum);

}  // namespace lectern::lms
