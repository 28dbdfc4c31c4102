#pragma once
// Threads: beginning one, naming it, and what those who teach do with it.

#include "lms/forum/following.h"
#include "lms/forum/writing.h"

namespace lectern::lms {

/// A thread as its page shows it.
struct ThreadView {
  Thread thread;
  Forum forum;
  Participant who;
  std::string course_title;
  std::string lesson_title;
  Level level = Level::Default;
  std::optional<Instant> read_at;
  std::optional<Instant> waits_until;  ///< Slow mode.
  std::int64_t new_posts = 0;          ///< Of others, since they last read it.
  PostId first_new;                    ///< Empty: none.
};

/// Only what is set changes. All but title and kind are for those who teach.
struct ThreadPatch {
  std::optional<std::string> title;
  std::optional<ThreadKind> kind;
  std::optional<bool> is_pinned;
  std::optional<bool> is_locked;
  std::optional<bool> is_removed;
  ForumId forum;  ///< Where it moves, unless empty.
};

/// A post at a moment of a lesson, as the player shows it.
struct Moment {
  Post post;
  CourseId course;
  std::string title;
  std::int64_t replies = 0;
  Participant who;
};

class Threads {
 public:
  Threads(storage::Database& database, const ForumDoors& doors)
      : database_(database), doors_(doors), writing_(doors) {}

  ThreadView find(const http::Principal& who, const ThreadId& id) const;
  ThreadView begin(const http::Principal& who, const ForumId& forum, const ThreadDraft& draft);
  ThreadView change(const http::Principal& who, const ThreadId& id, const ThreadPatch& patch);
  /// All of it answers the other one's opening post from now on; whoever comes to the old address is led
  /// there.
  ThreadView merge(const http::Principal& who, const ThreadId& id, const ThreadId& into);
  /// In the order of the lecture, at most 500.
  std::vector<Moment> moments(const http::Principal& who, const LessonId& lesson) const;

 private:
  ThreadView view(const storage::Reader& db, const OpenThread& open) const;
  void moderate(storage::Writer& db, const http::Principal& who, OpenThread& open, const ThreadPatch& patch);
  void move(storage::Writer& db, const http::Principal& who, Thread& thread, const ForumId& to);

  storage::Database& database_;
  const ForumDoors& doors_;
  Writing writing_;
};

}  // namespace lectern::lms
