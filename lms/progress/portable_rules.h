#pragma once
// What completes the lessons of a course and the course itself, as it is taken along when the course is
// duplicated or packed (docs/course-archive.md).

#include "catalog/course_parts.h"

namespace lectern::lms {

catalog::PortablePart portable_completion();

}  // namespace lectern::lms
