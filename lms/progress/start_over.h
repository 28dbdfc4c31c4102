#pragma once
// Taking a course anew: what somebody completed and watched in it counts no more, and has to be done again.

#include "base/ids.h"

namespace lectern::storage {
class Writer;
}

namespace lectern::lms {

/// Joins the transaction of what asks for it; Watching::forget clears what memory still holds. Grades, notes
/// and the answers to quizzes stay. Appends `progress.course_restarted` with `course_id` and `user_id`.
void start_over(storage::Writer& db, const CourseId& course, const UserId& user);

}  // namespace lectern::lms
