#pragma once
// Who follows what, and how far somebody has read. The narrowest of thread, forum and course that says
// something counts; writing in a thread follows it.

#include <vector>

#include "lms/forum/forum_doors.h"

namespace lectern::storage {
class Database;
}

namespace lectern::lms {

enum class Scope { Course, Forum, Thread };
enum class Level { Default, Following, Muted };

constexpr std::array kScopeTexts = {EnumText{Scope::Course, "course"}, EnumText{Scope::Forum, "forum"},
                                    EnumText{Scope::Thread, "thread"}};
constexpr const auto& text_table(Scope) {
  return kScopeTexts;
}

constexpr std::array kLevelTexts = {EnumText{Level::Default, "default"},
                                    EnumText{Level::Following, "following"}, EnumText{Level::Muted, "muted"}};
constexpr const auto& text_table(Level) {
  return kLevelTexts;
}

struct Target {
  Scope scope = Scope::Course;
  std::string id;
};

/// What somebody said of exactly this.
Level level_of(const storage::Reader& db, const UserId& user, const Target& target);
/// Who is to hear of a new post in a thread: they follow it, its forum or the course, have not muted anything
/// narrower, and may still see it.
std::vector<UserId> followers_of(const storage::Reader& db, const ForumDoors& doors, const Thread& thread);
/// Unless they said something of it already.
void follow_by_writing(storage::Writer& db, const UserId& user, const Thread& thread);

/// Nothing before this is new to them: their place in the course began, or they marked everything as read.
Instant read_from(const storage::Reader& db, const catalog::Standing& standing, const CourseId& course,
                  const UserId& user);
void mark_read(storage::Writer& db, const UserId& user, const ThreadId& thread, Instant until);
/// When they last read it, if they did.
std::optional<Instant> read_at(const storage::Reader& db, const UserId& user, const ThreadId& thread);
/// At most 100: more is "many".
std::int64_t unread_in(const storage::Reader& db, const ForumId& forum, const UserId& user, Instant from);

class Following {
 public:
  Following(storage::Database& database, const ForumDoors& doors) : database_(database), doors_(doors) {}

  void set_course(const http::Principal& who, const CourseId& course, Level level);
  void set_forum(const http::Principal& who, const ForumId& forum, Level level);
  void set_thread(const http::Principal& who, const ThreadId& thread, Level level);
  /// Up to what they were shown: a post that came meanwhile stays new.
  void read_thread(const http::Principal& who, const ThreadId& thread, Instant until);
  void read_everything(const http::Principal& who, const CourseId& course);

 private:
  storage::Database& database_;
  const ForumDoors& doors_;
};

}  // namespace lectern::lms
