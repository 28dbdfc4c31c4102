#pragma once
// What learners write for themselves at a moment of a lecture. Each sees their own, and nobody anybody
// else's.

#include <optional>
#include <string>
#include <vector>

#include "catalog/doors.h"
#include "http/principal.h"

namespace lectern::storage {
class Database;
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::lms {

using NoteId = Id<struct NoteTag>;

struct Note {
  NoteId id;
  LessonId lesson;
  double seconds = 0;
  std::string text;
  Instant created_at;
  Instant updated_at;
};

struct NotePatch {
  std::optional<double> seconds;
  std::optional<std::string> text;
};

class Notes {
 public:
  Notes(storage::Database& database, const catalog::Doors& doors) : database_(database), doors_(doors) {}

  /// In the order of the lecture.
  std::vector<Note> of(const http::Principal& who, const LessonId& lesson) const;
  Note add(const http::Principal& who, const LessonId& lesson, double seconds, const std::string& text);
  Note change(const http::Principal& who, const NoteId& id, const NotePatch& patch);
  void remove(const http::Principal& who, const NoteId& id);
  /// All of a course as one Markdown text, lesson by lesson.
  std::string as_markdown(const http::Principal& who, const CourseId& course) const;

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

/// "1:02:03"
std::string clock_text(double seconds);

}  // namespace lectern::lms
