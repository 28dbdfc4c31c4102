#pragma once
// How somebody gets on in a course, lesson by lesson, and what is left to do in a sentence.

#include <optional>
#include <string>
#include <vector>

#include "lms/progress/completions.h"
#include "lms/progress/course_rules.h"

namespace lectern::lms {

struct LessonProgress {
  LessonId lesson;
  std::string title;
  LessonRule rule;
  Milliseconds watched{};
  std::optional<double> duration_seconds;  ///< Of its video, where it has one.
  std::optional<CompletedHow> how;
  std::optional<Instant> completed_at;

  bool is_complete() const { return completed_at.has_value(); }
  /// 0…1; absent where there is nothing to watch.
  std::optional<double> share() const;
};

struct CourseProgress {
  std::vector<LessonProgress> lessons;  ///< In the order of the course.
  CourseTally tally;
  std::optional<Instant> completed_at;
};

/// Why it is not complete; empty where it is.
std::string missing(const LessonProgress& lesson);
std::string missing(const CourseProgress& course);

class LearnerProgress {
 public:
  LearnerProgress(storage::Database& database, const catalog::Doors& doors)
      : database_(database), doors_(doors) {}

  /// One's own.
  CourseProgress of_course(const http::Principal& who, const CourseId& course) const;
  LessonProgress of_lesson(const http::Principal& who, const LessonId& lesson) const;
  /// Somebody's, for those who teach.
  CourseProgress of_learner(const http::Principal& who, const CourseId& course, const UserId& user) const;

 private:
  storage::Database& database_;
  const catalog::Doors& doors_;
};

}  // namespace lectern::lms
