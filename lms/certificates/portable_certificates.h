#pragma once
// How a course's certificate looks and what it says, as it is taken along when the course is duplicated or
// packed (docs/course-archive.md). Its logo and signature go as pictures of the course; nobody's certificate
// goes.

#include "catalog/course_parts.h"

namespace lectern::lms {

catalog::PortablePart portable_certificates();

}  // namespace lectern::lms
