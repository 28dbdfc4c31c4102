#pragma once
// The question bank, quizzes and questions within recordings of a course, as they are taken along when it is
// duplicated or packed (docs/course-archive.md): without attempts, and without what some people are allowed.

#include "catalog/course_parts.h"

namespace lectern::lms {

catalog::PortablePart portable_quizzes();

}  // namespace lectern::lms
