#pragma once
// Who has completed which lesson, and with enough of them the course. What completes a lesson is its rule;
// all ways lead through complete(), which joins the transaction of what caused it.

#include <array>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "catalog/doors.h"
#include "http/principal.h"
#include "lms/progress/lesson_rules.h"

namespace lectern::outbox {
struct Event;
}

namespace lectern::lms {

enum class CompletedHow { Marked, Watched, Opened, Quiz, HandedIn, Passed, Posted, Teacher };

constexpr std::array kCompletedHowTexts = {
    EnumText{CompletedHow::Marked, "marked"},      EnumText{CompletedHow::Watched, "watched"},
    EnumText{CompletedHow::Opened, "opened"},      EnumText{CompletedHow::Quiz, "quiz"},
    EnumText{CompletedHow::HandedIn, "handed_in"}, EnumText{CompletedHow::Passed, "passed"},
    EnumText{CompletedHow::Posted, "posted"},      EnumText{CompletedHow::Teacher, "teacher"}};
constexpr const auto& text_table(CompletedHow) {
  return kCompletedHowTexts;
}

class Completions {
 public:
  Completions(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  /// By whoever may watch the lesson. Conflict where something else than their word completes it.
  void mark(const http::Principal& who, const LessonId& lesson);
  void unmark(const http::Principal& who, const LessonId& lesson);
  /// They looked at it.
  void open(const http::Principal& who, const LessonId& lesson);
  /// For somebody who takes the course, by who teaches it; whatever the rule is.
  void mark_for(const http::Principal& who, const LessonId& lesson, const UserId& user);
  void unmark_for(const http::Principal& who, const LessonId& lesson, const UserId& user);

  /// Joins the transaction that found the lesson complete. Twice is once.
  static void complete(storage::Writer& db, const CourseId& course, const LessonId& lesson,
                       const UserId& user, CompletedHow how);
  /// So much of its video has been watched; completes it where that is enough.
  static void watched(storage::Writer& db, const CourseId& course, const LessonId& lesson, const UserId& user,
                      Milliseconds watched);

  /// What happens elsewhere and completes lessons: a quiz passed, work handed in, a post written; a lesson
  /// that goes away may leave a course complete.
  void handle(const outbox::Event& event);

 private:
  void take_back(storage::Writer& db, const CourseId& course, const LessonId& lesson, const UserId& user);

  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
