#pragma once
// A course with its sections and lessons, as the asker may see it: one snapshot.

#include <optional>
#include <vector>

#include "catalog/courses.h"
#include "catalog/doors.h"
#include "catalog/lesson.h"
#include "catalog/videos.h"

namespace lectern::catalog {

struct OutlineLesson {
  Lesson lesson;
  std::optional<VideoView> video;
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
  Outlines(storage::Database& database, const Doors& doors, const Courses& courses, const Videos& videos)
      : database_(database), doors_(doors), courses_(courses), videos_(videos) {}

  Outline get(const http::Principal& who, const CourseId& course) const;

 private:
  storage::Database& database_;
  const Doors& doors_;
  const Courses& courses_;
  const Videos& videos_;
};

}  // namespace lectern::catalog
