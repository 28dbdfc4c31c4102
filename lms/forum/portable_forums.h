#pragma once
// The forums of a course, as they are taken along when it is duplicated or packed (docs/course-archive.md):
// how they are called and who may write there, and which lessons talk in them. No threads: those are
// people's.

#include "catalog/course_parts.h"

namespace lectern::lms {

catalog::PortablePart portable_forums();

}  // namespace lectern::lms
