#pragma once
// How the grades of a course add up, as it is taken along when the course is duplicated or packed
// (docs/course-archive.md): without anybody's grades.

#include "catalog/course_parts.h"

namespace lectern::lms {

catalog::PortablePart portable_gradebook();

}  // namespace lectern::lms
