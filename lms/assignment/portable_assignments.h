#pragma once
// Assignments as a part of a course that is duplicated or packed: their rules and rubrics, and nothing of
// what anybody handed in.

#include "catalog/course_parts.h"

namespace lectern::lms {

catalog::PortablePart portable_assignments();

}  // namespace lectern::lms
