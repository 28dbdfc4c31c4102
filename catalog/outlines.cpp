#include "catalog/outlines.h"

#include "catalog/rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

const storage::Query kSections{"outline.sections", R"sql(
  SELECT id, course_id, title, position FROM section WHERE course_id = ?1 ORDER BY position, id)sql"};

const storage::Query kLessons{"outline.lessons", R"sql(
  SELECT id, course_id, section_id, title, access, allow_download, position
    FROM lesson WHERE course_id = ?1 ORDER BY position, id)sql"};

}  // namespace

Outline Outlines::get(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    auto open = doors_.course(db, course, who, Need::See);
    Outline outline{courses_.view_of(db, std::move(open.course), open.viewer), {}};
    for (auto& section : db.all(kSections, as_section, course))
      outline.sections.push_back({std::move(section), {}});
    for (auto& lesson : db.all(kLessons, as_lesson, course)) {
      auto video = videos_.find_view(db, lesson.id);
      for (auto& section : outline.sections) {
        if (section.section.id == lesson.section) {
          section.lessons.push_back({std::move(lesson), std::move(video)});
          break;
        }
      }
    }
    return outline;
  });
}

}  // namespace lectern::catalog
