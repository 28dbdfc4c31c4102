#pragma once
// Sections and lessons: what a course is made of, and in which order.

#include <optional>
#include <string>

#include "catalog/documents.h"
#include "catalog/doors.h"
#include "catalog/lesson.h"
#include "catalog/versions.h"
#include "catalog/videos.h"

namespace lectern::catalog {

/// A lesson, and what the asker may do with it.
struct LessonView {
  Lesson lesson;
  std::string course_title;
  bool can_edit = false;
  bool can_watch = false;
  std::optional<Lock> lock;
  std::optional<VideoView> video;
  // Of those who may watch:
  std::string text;  ///< Markdown.
  LessonFiles files;
};

class Lessons {
 public:
  Lessons(storage::Database& database, const Doors& doors, Videos& videos, const Documents& documents)
      : database_(database), doors_(doors), videos_(videos), documents_(documents) {}

  /// New ones go to the end.
  Section add_section(const http::Principal& who, const CourseId& course, const std::string& title);
  Section change_section(const http::Principal& who, const SectionId& id, const SectionPatch& patch);
  void remove_section(const http::Principal& who, const SectionId& id);

  /// `guise`: only editors may look as a learner.
  LessonView get(const http::Principal& who, const LessonId& id, Guise guise = Guise::Own) const;
  /// For editors: with the content of `version`; NotFound without one.
  LessonView get_at(const http::Principal& who, const LessonId& id,
                    const std::optional<VersionView>& version) const;
  LessonView add(const http::Principal& who, const SectionId& section, const LessonDraft& draft);
  LessonView change(const http::Principal& who, const LessonId& id, const LessonPatch& patch);
  void remove(const http::Principal& who, const LessonId& id);

 private:
  LessonView view_of(const storage::Reader& db, const OpenLesson& open) const;
  void check_prerequisite(const storage::Reader& db, const Lesson& lesson) const;

  storage::Database& database_;
  const Doors& doors_;
  Videos& videos_;
  const Documents& documents_;
};

}  // namespace lectern::catalog
