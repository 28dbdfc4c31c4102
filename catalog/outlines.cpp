#include "catalog/outlines.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "catalog/rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

const storage::Query kSections{"outline.sections", R"sql(
  SELECT id, course_id, title, position FROM section WHERE course_id = ?1 ORDER BY position, id)sql"};

const storage::Query kLessons{"outline.lessons", R"sql(
  SELECT id, course_id, section_id, title, kind, access, allow_download, position, link, target_id,
         opens_at, opens_after_days, opens_after_lesson
    FROM lesson WHERE course_id = ?1 ORDER BY position, id)sql"};

}  // namespace

Outline Outlines::get(const http::Principal& who, const CourseId& course, Guise guise) const {
  return database_.read([&](const storage::Reader& db) { return get(db, who, course, guise); });
}

Outline Outlines::get(const storage::Reader& db, const http::Principal& who, const CourseId& course,
                      Guise guise) const {
  auto open = doors_.course(db, course, who, guise == Guise::Learner ? Need::Edit : Need::See);
  if (guise == Guise::Learner) open.viewer = as_learner(open.viewer);
  Outline outline{courses_.view_of(db, std::move(open.course), open.viewer), {}};
  for (auto& section : db.all(kSections, as_section, course))
    outline.sections.push_back({std::move(section), {}});
  auto mains = documents_.mains_of_course(db, course);
  for (auto& lesson : db.all(kLessons, as_lesson, course)) {
    const auto section = std::find_if(outline.sections.begin(), outline.sections.end(),
                                      [&](const auto& one) { return one.section.id == lesson.section; });
    if (section == outline.sections.end()) continue;
    OutlineLesson row{std::move(lesson), std::nullopt, std::nullopt, std::nullopt};
    if (is_played(row.lesson.kind)) row.video = videos_.find_view(db, row.lesson.id);
    if (const auto main = mains.find(row.lesson.id); main != mains.end())
      row.document = std::move(main->second);
    section->lessons.push_back(std::move(row));
  }
  add_locks(db, outline);
  return outline;
}

void Outlines::add_locks(const storage::Reader& db, Outline& outline) const {
  const auto& [course, viewer] = std::tie(outline.course.course, outline.course.viewer);
  std::map<LessonId, std::string> titles;
  for (const auto& section : outline.sections)
    for (const auto& row : section.lessons) titles[row.lesson.id] = row.lesson.title;
  std::optional<Learner> learner;  // Asked for once, and only where a rule asks.
  for (auto& section : outline.sections) {
    for (auto& row : section.lessons) {
      const auto rules = rules_for(course, row.lesson, viewer);
      if (rules.is_at_once()) continue;
      if (!learner) learner = doors_.learner_of(db, course.id, viewer);
      row.lock = lock_of(rules, *learner, db.now());
      if (row.lock && !row.lock->after_lesson.empty()) row.lock->after_title = titles[row.lock->after_lesson];
    }
  }
}

}  // namespace lectern::catalog
