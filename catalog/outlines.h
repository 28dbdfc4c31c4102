#pragma once
// A course with its sections and lessons, as the asker may see it: one snapshot.

#include <optional>
#include <vector>

#include "catalog/courses.h"
#include "catalog/documents.h"
#include "catalog/doors.h"
#include "catalog/lesson.h"
#include "catalog/videos.h"

namespace lectern::catalog {

struct OutlineLesson {
  Lesson lesson;
  std::optional<VideoView> video;
  std::optional<Document> document;  ///< What a document lesson shows.
  std::optional<Lock> lock;
};

struct OutlineSection {
  Section section;
  std::vector<OutlineLesson> lessons;
};

struct Outline {
  CourseView course;
  std::vector<OutlineSection> sections;
};

class Outlines {
 public:
  Outlines(storage::Database& database, const Doors& doors, const Courses& courses, const Videos& videos,
           const Documents& documents)
      : database_(database), doors_(doors), courses_(courses), videos_(videos), documents_(documents) {}

  /// `guise`: only editors may look as a learner.
  Outline get(const http::Principal& who, const CourseId& course, Guise guise = Guise::Own) const;
  Outline get(const storage::Reader& db, const http::Principal& who, const CourseId& course,
              Guise guise) const;

 private:
  void add_locks(const storage::Reader& db, Outline& outline) const;

  storage::Database& database_;
  const Doors& doors_;
  const Courses& courses_;
  const Videos& videos_;
  const Documents& documents_;
};

}  // namespace lectern::catalog
