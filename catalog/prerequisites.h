#pragma once
// Which courses must be completed before another may be taken. Never a circle.

#include <vector>

#include "base/ids.h"

namespace lectern::storage {
class Reader;
class Writer;
}  // namespace lectern::storage

namespace lectern::catalog {

/// In their order; those in the trash are left out, and ask nothing of anybody.
std::vector<CourseId> prerequisites_of(const storage::Reader& db, const CourseId& course);

/// Whether completing `from` would, directly or through others, need `target` first.
bool builds_on(const storage::Reader& db, const CourseId& from, const CourseId& target);

/// Throws Invalid, naming the field "prerequisites", where that would make a circle. Whether the courses
/// exist for who asks is the caller's to know.
void set_prerequisites(storage::Writer& db, const CourseId& course, const std::vector<CourseId>& required);

}  // namespace lectern::catalog
