#pragma once
// When a lesson opens to those who take the course. Pure: whoever asks brings the facts.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/access.h"
#include "catalog/lesson.h"

namespace lectern::catalog {

/// What a rule asks of somebody who takes the course.
struct Learner {
  std::optional<Instant> enrolled_at;
  std::vector<LessonId> completed;
};

/// Why a lesson is closed still. At least one is set.
struct Lock {
  std::optional<Instant> opens_at;
  LessonId after_lesson;    ///< Has to be completed first.
  std::string after_title;  ///< Filled in by whoever knows it.
};

/// The rules that hold for this viewer: none for those who teach, the date alone for a free preview and for
/// who does not take the course.
Opening rules_for(const Course& course, const Lesson& lesson, const Viewer& viewer);
std::optional<Lock> lock_of(const Opening& rules, const Learner& learner, Instant now);
/// One sentence for the learner.
std::string sentence_of(const Lock& lock);

}  // namespace lectern::catalog
