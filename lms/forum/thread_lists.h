#pragma once
// Lists of threads: of a forum in three orders, and of a lesson. Pinned ones stand at the head of a forum's
// first page.

#include <string>
#include <vector>

#include "catalog/page.h"
#include "http/message.h"
#include "lms/forum/following.h"

namespace lectern::lms {

enum class ThreadOrder { Activity, Newest, Votes };
enum class ThreadShow { All, Questions, Unanswered, Unread, Following, Mine, Removed };

constexpr std::array kThreadOrderTexts = {EnumText{ThreadOrder::Activity, "activity"},
                                          EnumText{ThreadOrder::Newest, "newest"},
                                          EnumText{ThreadOrder::Votes, "votes"}};
constexpr const auto& text_table(ThreadOrder) {
  return kThreadOrderTexts;
}

constexpr std::array kThreadShowTexts = {EnumText{ThreadShow::All, "all"},
                                         EnumText{ThreadShow::Questions, "questions"},
                                         EnumText{ThreadShow::Unanswered, "unanswered"},
                                         EnumText{ThreadShow::Unread, "unread"},
                                         EnumText{ThreadShow::Following, "following"},
                                         EnumText{ThreadShow::Mine, "mine"},
                                         EnumText{ThreadShow::Removed, "removed"}};
constexpr const auto& text_table(ThreadShow) {
  return kThreadShowTexts;
}

struct ThreadQuery {
  ThreadOrder order = ThreadOrder::Activity;
  ThreadShow show = ThreadShow::All;
  http::Paging paging;
};

/// A thread as a list shows it.
struct ThreadRow {
  Thread thread;
  bool is_unread = false;
  bool is_endorsed = false;  ///< One of its answers is.
};

class ThreadLists {
 public:
  ThreadLists(storage::Database& database, const ForumDoors& doors) : database_(database), doors_(doors) {}

  struct Listed {
    catalog::Page<ThreadRow> page;
    Participant who;
  };
  Listed of_forum(const http::Principal& who, const ForumId& forum, const ThreadQuery& query) const;
  /// The liveliest first, from every forum they may see; for who may watch the lesson.
  Listed of_lesson(const http::Principal& who, const LessonId& lesson, const http::Paging& paging) const;

 private:
  storage::Database& database_;
  const ForumDoors& doors_;
};

}  // namespace lectern::lms
