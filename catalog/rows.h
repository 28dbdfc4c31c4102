#pragma once
// From rows to values. The column lists beside each are part of the queries that use them.

#include <optional>

#include "catalog/course.h"
#include "catalog/lesson.h"

namespace lectern::storage {
class Reader;
class Row;
}  // namespace lectern::storage

namespace lectern::catalog {

/// Deleted ones too: access.h says for whom they exist.
std::optional<Course> find_course(const storage::Reader& db, const CourseId& id);
/// id, course_id, title, position
Section as_section(const storage::Row& row);
/// id, course_id, section_id, title, kind, access, allow_download, position, link, target_id, opens_at,
/// opens_after_days, opens_after_lesson
Lesson as_lesson(const storage::Row& row);

}  // namespace lectern::catalog
