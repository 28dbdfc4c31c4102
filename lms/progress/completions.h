#pragma once
// Who has completed which lesson, and with its last one the course. A lesson without a video is completed by
// whoever says so; a video by watching it.

#include <array>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/enum_text.h"
#include "catalog/doors.h"
#include "http/principal.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::outbox {
struct Event;
}

namespace lectern::lms {

enum class CompletedHow { Marked, Watched };

constexpr std::array kCompletedHowTexts = {EnumText{CompletedHow::Marked, "marked"},
                                           EnumText{CompletedHow::Watched, "watched"}};
constexpr const auto& text_table(CompletedHow) {
  return kCompletedHowTexts;
}

struct CompletedLesson {
  LessonId lesson;
  CompletedHow how = CompletedHow::Marked;
  Instant at;
};

struct CourseProgress {
  std::vector<CompletedLesson> completed;
  std::int64_t lessons = 0;             ///< That the course has.
  std::optional<Instant> completed_at;  ///< Of the course.
};

class Completions {
 public:
  Completions(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  /// By whoever may watch the lesson. Conflict for a video: watching it is what completes it.
  CourseProgress mark(const http::Principal& who, const LessonId& lesson);
  CourseProgress unmark(const http::Principal& who, const LessonId& lesson);
  /// One's own.
  CourseProgress of(const http::Principal& who, const CourseId& course) const;
  CourseProgress of(const storage::Reader& db, const CourseId& course, const UserId& user) const;

  /// Joins the transaction that found the lesson watched. Twice is once.
  static void complete(storage::Writer& db, const CourseId& course, const LessonId& lesson,
                       const UserId& user, CompletedHow how);

  /// A lesson that goes away may leave a course complete, and changes how far everybody is.
  void handle(const outbox::Event& event);

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
