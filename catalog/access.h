#pragma once
// The one rule of who may see, watch or change what. Pure: whoever asks brings the facts.

#include <optional>

#include "catalog/course.h"
#include "catalog/lesson.h"
#include "catalog/standing.h"
#include "http/principal.h"

namespace lectern::catalog {

struct Viewer {
  http::Principal principal;
  std::optional<CourseRole> role;  ///< In the course that is asked about.
};

/// Administrators, the owner, and the course's own instructors.
bool may_edit(const Course& course, const Viewer& viewer);
/// Editors and the course's assistants: the roster, and how everyone gets on.
bool may_teach(const Course& course, const Viewer& viewer);
/// A draft is for its editors only; to everyone else it does not exist.
bool may_see(const Course& course, const Viewer& viewer);
/// Who takes or teaches the course. An observer sees progress, not lessons.
bool may_watch(const Course& course, const Lesson& lesson, const Viewer& viewer);
/// Deleting a course takes its owner or an administrator.
bool may_delete(const Course& course, const Viewer& viewer);

}  // namespace lectern::catalog
