#pragma once
// Chapters that an instructor chose for a lesson's recording, in place of those in its file.

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "catalog/doors.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::catalog {

struct LessonChapter {
  double start_seconds = 0;
  std::string title;

  bool operator==(const LessonChapter&) const = default;
};

/// In order of time. Nothing: those of the file are shown. Empty: none are.
using ChosenChapters = std::optional<std::vector<LessonChapter>>;

nlohmann::json chapters_json(const std::vector<LessonChapter>& chapters);
/// Sorted by time. Throws InvalidInput naming each place that breaks a rule, as "chapters[2].title".
std::vector<LessonChapter> chapters_from(const nlohmann::json& list);

class Chapters {
 public:
  Chapters(storage::Database& database, const Doors& doors) : database_(database), doors_(doors) {}

  /// For editors, as the next two.
  ChosenChapters get(const http::Principal& who, const LessonId& lesson) const;
  void choose(const http::Principal& who, const LessonId& lesson, const ChosenChapters& chapters);

  static ChosenChapters of_lesson(const storage::Reader& db, const LessonId& lesson);
  static void write(storage::Writer& db, const LessonId& lesson, const std::vector<LessonChapter>& chapters);

 private:
  storage::Database& database_;
  const Doors& doors_;
};

}  // namespace lectern::catalog
