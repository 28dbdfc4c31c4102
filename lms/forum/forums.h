#pragma once
// The forums of a course. One is there from the beginning; instructors make more, for everybody or for a
// group.

#include "lms/forum/following.h"

namespace lectern::lms {

/// A forum as somebody finds it.
struct ForumView {
  Forum forum;
  std::string group_name;
  std::int64_t threads = 0;
  std::int64_t unread = 0;  ///< At most 100.
  Level level = Level::Default;
  bool may_begin = false;
  bool may_manage = false;
  std::optional<Instant> waits_until;  ///< Slow mode.
};

struct CourseForums {
  std::string course_title;
  std::vector<ForumView> forums;
  Level level = Level::Default;
  Participant who;
  std::int64_t open_reports = 0;  ///< For those who teach.
};

struct ForumDraft {
  std::string title;
  std::string description;
  Audience audience = Audience::Course;
  GroupId group;
  Posting posting = Posting::Everyone;
  Anonymity anonymity = Anonymity::Off;
  std::chrono::seconds slow_mode{0};
};

/// Only what is set changes. A group is told together with its audience.
struct ForumPatch {
  std::optional<std::string> title;
  std::optional<std::string> description;
  std::optional<Audience> audience;
  GroupId group;
  std::optional<Posting> posting;
  std::optional<Anonymity> anonymity;
  std::optional<std::chrono::seconds> slow_mode;
  std::optional<std::int64_t> position;
};

class Forums {
 public:
  Forums(storage::Database& database, const ForumDoors& doors) : database_(database), doors_(doors) {}

  CourseForums list(const http::Principal& who, const CourseId& course);
  ForumView find(const http::Principal& who, const ForumId& id) const;
  /// Where threads of a lesson begin: the one it names, or else the course's first.
  ForumView of_lesson(const http::Principal& who, const LessonId& lesson);
  /// For the course's instructors, as the next two.
  ForumView create(const http::Principal& who, const CourseId& course, const ForumDraft& draft);
  ForumView change(const http::Principal& who, const ForumId& id, const ForumPatch& patch);
  /// Conflict for the course's first, and where threads are in it.
  void remove(const http::Principal& who, const ForumId& id);

  ForumView view(const storage::Reader& db, const OpenForum& open) const;

 private:
  storage::Database& database_;
  const ForumDoors& doors_;
};

/// The course's first forum, made where nobody has looked yet.
Forum first_forum(storage::Writer& db, const CourseId& course);
/// In their order.
std::vector<Forum> forums_of(const storage::Reader& db, const CourseId& course);
/// Nothing happens where it is there.
void insert_forum(storage::Writer& db, const Forum& forum);

}  // namespace lectern::lms
