#include "catalog/doors.h"

#include "base/error.h"
#include "catalog/rows.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::catalog {

namespace {

const storage::Query kSection{"catalog.section", R"sql(
  SELECT id, course_id, title, position FROM section WHERE id = ?1)sql"};

const storage::Query kLesson{"catalog.lesson", R"sql(
  SELECT id, course_id, section_id, title, kind, access, allow_download, position, link, target_id,
         opens_at, opens_after_days, opens_after_lesson
    FROM lesson WHERE id = ?1)sql"};

const storage::Query kLessonTitle{"catalog.lesson_title", R"sql(
  SELECT title FROM lesson WHERE id = ?1)sql"};

[[noreturn]] void throw_not_found(std::string_view what) {
  throw Error(ErrorCode::NotFound, "There is no such " + std::string{what} + ".");
}

void check(const Course& course, const Viewer& viewer, Need need, std::string_view what) {
  if (!may_see(course, viewer)) throw_not_found(what);
  if (need == Need::Enrol && !may_enrol(course, viewer))
    throw Error(ErrorCode::Forbidden, "Only the instructors of this course may do this.");
  if (need == Need::Edit && !may_edit(course, viewer))
    throw Error(ErrorCode::Forbidden, "Only the instructors of this course may do this.");
  if (need == Need::Delete && !may_delete(course, viewer))
    throw Error(ErrorCode::Forbidden, "Only the owner of this course may do this.");
}

}  // namespace

Viewer Doors::viewer_of(const storage::Reader& db, const http::Principal& who, const CourseId& course) const {
  if (!who.is_signed_in()) return {who, std::nullopt};
  return {who, standing_.role_in(db, course, who.user)};
}

OpenCourse Doors::course(const storage::Reader& db, const CourseId& id, const http::Principal& who,
                         Need need) const {
  auto course = find_course(db, id);
  if (!course) throw_not_found("course");
  auto viewer = viewer_of(db, who, id);
  check(*course, viewer, need, "course");
  return {std::move(*course), std::move(viewer)};
}

OpenSection Doors::section(const storage::Reader& db, const SectionId& id, const http::Principal& who,
                           Need need) const {
  auto section = db.first(kSection, as_section, id);
  if (!section) throw_not_found("section");
  auto course = find_course(db, section->course);
  if (!course) throw_not_found("section");
  auto viewer = viewer_of(db, who, course->id);
  check(*course, viewer, need, "section");
  return {std::move(*section), std::move(*course), std::move(viewer)};
}

OpenLesson Doors::lesson(const storage::Reader& db, const LessonId& id, const http::Principal& who,
                         Need need) const {
  auto lesson = db.first(kLesson, as_lesson, id);
  if (!lesson) throw_not_found("lesson");
  auto course = find_course(db, lesson->course);
  if (!course) throw_not_found("lesson");
  auto viewer = viewer_of(db, who, course->id);
  check(*course, viewer, need, "lesson");
  auto lock = lock_for(db, *course, *lesson, viewer);
  if (need == Need::Watch && !may_watch(*course, *lesson, viewer))
    throw Error(ErrorCode::Forbidden, "This lesson is for those who take the course.");
  if (need == Need::Watch && lock) throw Error(ErrorCode::Forbidden, sentence_of(*lock));
  return {std::move(*lesson), std::move(*course), std::move(viewer), std::move(lock)};
}

Learner Doors::learner_of(const storage::Reader& db, const CourseId& course, const Viewer& viewer) const {
  if (viewer.guise == Guise::Learner) return {db.now(), {}};
  if (!viewer.principal.is_signed_in() || !viewer.role) return {};
  const auto membership = standing_.membership(db, course, viewer.principal.user);
  return {membership ? membership->enrolled_at : std::nullopt,
          standing_.completed_lessons(db, course, viewer.principal.user)};
}

std::optional<Lock> Doors::lock_for(const storage::Reader& db, const Course& course, const Lesson& lesson,
                                    const Viewer& viewer) const {
  const auto rules = rules_for(course, lesson, viewer);
  if (rules.is_at_once()) return std::nullopt;
  const bool asks_learner = rules.days_after_enrolment || !rules.after_lesson.empty();
  auto lock = lock_of(rules, asks_learner ? learner_of(db, course.id, viewer) : Learner{}, db.now());
  if (!lock || lock->after_lesson.empty()) return lock;
  const auto as_title = [](const storage::Row& row) { return row.get<std::string>(0); };
  lock->after_title = db.first(kLessonTitle, as_title, lock->after_lesson).value_or("");
  return lock;
}

bool Doors::may_hear(const http::Principal& who, std::string_view topic) const {
  constexpr std::string_view kLessons = "lessons/";
  constexpr std::string_view kOwner = "courses/";
  if (topic == "courses") return true;
  if (topic.starts_with(kLessons)) return may_hear_lesson(who, topic.substr(kLessons.size()));
  if (topic.starts_with(kOwner))
    return who.is_admin() || (who.is_signed_in() && who.user.text() == topic.substr(kOwner.size()));
  return false;
}

bool Doors::may_hear_lesson(const http::Principal& who, std::string_view text) const {
  const auto id = LessonId::parse(text);
  if (!id) return false;
  return database_.read([&](const storage::Reader& db) {
    const auto lesson = db.first(kLesson, as_lesson, *id);
    if (!lesson) return false;
    const auto course = find_course(db, lesson->course);
    if (!course) return false;
    const auto viewer = viewer_of(db, who, course->id);
    return may_watch(*course, *lesson, viewer) && !lock_for(db, *course, *lesson, viewer);
  });
}

}  // namespace lectern::catalog
