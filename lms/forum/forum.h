#pragma once
// Forums, threads, posts: values only. A thread begins with a post that has no parent; every other post
// answers one. A thread may belong to a lesson, and a post to a moment of it.

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "base/ids.h"
#include "lms/enrolment/groups.h"

namespace lectern::lms {

using ForumId = Id<struct ForumTag>;
using ThreadId = Id<struct ThreadTag>;
using PostId = Id<struct PostTag>;

enum class Audience { Course, Group };
/// Who may write: everyone; those who teach begin threads and everyone answers; only those who teach.
enum class Posting { Everyone, Replies, Staff };
/// Whether people may write so that only those who teach see who it was.
enum class Anonymity { Off, Allowed };
enum class ThreadKind { Discussion, Question };
enum class ThreadState { Open, Removed, Merged };
enum class PostState { Shown, Deleted, Hidden };

constexpr std::array kAudienceTexts = {EnumText{Audience::Course, "course"},
                                       EnumText{Audience::Group, "group"}};
constexpr const auto& text_table(Audience) {
  return kAudienceTexts;
}

constexpr std::array kPostingTexts = {EnumText{Posting::Everyone, "everyone"},
                                      EnumText{Posting::Replies, "replies"},
                                      EnumText{Posting::Staff, "staff"}};
constexpr const auto& text_table(Posting) {
  return kPostingTexts;
}

constexpr std::array kAnonymityTexts = {EnumText{Anonymity::Off, "off"},
                                        EnumText{Anonymity::Allowed, "allowed"}};
constexpr const auto& text_table(Anonymity) {
  return kAnonymityTexts;
}

constexpr std::array kThreadKindTexts = {EnumText{ThreadKind::Discussion, "discussion"},
                                         EnumText{ThreadKind::Question, "question"}};
constexpr const auto& text_table(ThreadKind) {
  return kThreadKindTexts;
}

constexpr std::array kThreadStateTexts = {EnumText{ThreadState::Open, "open"},
                                          EnumText{ThreadState::Removed, "removed"},
                                          EnumText{ThreadState::Merged, "merged"}};
constexpr const auto& text_table(ThreadState) {
  return kThreadStateTexts;
}

constexpr std::array kPostStateTexts = {EnumText{PostState::Shown, "shown"},
                                        EnumText{PostState::Deleted, "deleted"},
                                        EnumText{PostState::Hidden, "hidden"}};
constexpr const auto& text_table(PostState) {
  return kPostStateTexts;
}

struct Forum {
  ForumId id;
  CourseId course;
  std::string title;  ///< Empty: the course's first, which pages name in the reader's language.
  std::string description;
  Audience audience = Audience::Course;
  GroupId group;
  Posting posting = Posting::Everyone;
  Anonymity anonymity = Anonymity::Off;
  std::chrono::seconds slow_mode{0};
  std::int64_t position = 0;
  std::int64_t change = 0;

  bool is_first() const { return id.text() == course.text(); }
};

struct Thread {
  ThreadId id;
  ForumId forum;
  CourseId course;
  LessonId lesson;  ///< Empty: of the course.
  ThreadKind kind = ThreadKind::Discussion;
  std::string title;
  UserId author;
  bool is_anonymous = false;
  ThreadState state = ThreadState::Open;
  ThreadId merged_into;
  bool is_pinned = false;
  bool is_locked = false;
  PostId opening;
  PostId accepted;
  std::int64_t replies = 0;
  std::int64_t votes = 0;
  std::int64_t change = 0;
  Instant created_at;
  Instant active_at;
};

struct Post {
  PostId id;
  ThreadId thread;
  PostId parent;  ///< Empty: it opens the thread.
  UserId author;
  bool is_anonymous = false;
  PostState state = PostState::Shown;
  std::string text;
  LessonId lesson;
  std::optional<double> seconds;
  std::int64_t version = 1;
  std::optional<Instant> edited_at;
  UserId endorsed_by;
  std::int64_t votes = 0;
  Instant created_at;
};

/// What somebody writes.
struct PostDraft {
  std::string text;
  std::optional<double> seconds;
  bool is_anonymous = false;
  /// Sent again under the same key, it is the same post. Empty: none was given.
  std::string once_key = {};
};

struct ThreadDraft {
  ThreadKind kind = ThreadKind::Discussion;
  std::string title;
  LessonId lesson;
  PostDraft opening;
};

}  // namespace lectern::lms
