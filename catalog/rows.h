#pragma once
// From rows to values. The column lists beside each are part of the queries that use them.

#include "catalog/course.h"
#include "catalog/lesson.h"

namespace lectern::storage {
class Row;
}

namespace lectern::catalog {

/// id, owner_id, title, summary, description, category_id, language, visibility, created_at, updated_at,
/// published_at
Course as_course(const storage::Row& row);
/// id, course_id, title, position
Section as_section(const storage::Row& row);
/// id, course_id, section_id, title, access, allow_download, position
Lesson as_lesson(const storage::Row& row);

}  // namespace lectern::catalog
