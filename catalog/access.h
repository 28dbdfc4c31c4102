#pragma once
// The one rule of who may see, watch or change what. Pure: whoever asks brings the facts.
//
//             | found in lists by      | seen by                    | taken up by
//   draft     | its editors            | its editors                | nobody
//   unlisted  | its editors            | whoever has its address    | whoever has its address
//   internal  | whoever is signed in   | whoever is signed in       | whoever is signed in
//   public    | everyone               | everyone, search engines   | whoever is signed in
//   archived  | its editors            | its editors and its people | nobody any more
//
// What was deleted exists for nobody; its owner and administrators find it in the trash.

#include <optional>

#include "catalog/course.h"
#include "catalog/lesson.h"
#include "catalog/standing.h"
#include "http/principal.h"

namespace lectern::catalog {

/// Whom somebody looks as.
enum class Guise {
  Own,
  Learner,  ///< An editor who wants to see what those who take the course see.
};

struct Viewer {
  http::Principal principal;
  std::optional<CourseRole> role;  ///< In the course that is asked about.
  Guise guise = Guise::Own;
};

/// How an editor looks at the course as one who takes it since a moment ago.
Viewer as_learner(Viewer viewer);

/// Administrators, the owner, and the course's own instructors.
bool may_edit(const Course& course, const Viewer& viewer);
/// Editors and the course's assistants.
bool may_teach(const Course& course, const Viewer& viewer);
/// Editors, and whoever may enrol people everywhere.
bool may_enrol(const Course& course, const Viewer& viewer);
/// Who teaches it, and whoever may enrol people or read reports everywhere: the roster, and how everyone gets
/// on.
bool may_read_roster(const Course& course, const Viewer& viewer);
/// Whether lists, counts and the topic of courses name it to them.
bool may_find(const Course& course, const Viewer& viewer);
bool may_see(const Course& course, const Viewer& viewer);
/// Whether its visibility lets anybody new in; dates, places and price are asked elsewhere.
bool may_be_joined(const Course& course, const Viewer& viewer);
/// Who takes or teaches the course. An observer sees progress, not lessons.
bool may_watch(const Course& course, const Lesson& lesson, const Viewer& viewer);
/// Deleting a course, and taking it out of the trash, takes its owner or an administrator.
bool may_delete(const Course& course, const Viewer& viewer);

}  // namespace lectern::catalog
