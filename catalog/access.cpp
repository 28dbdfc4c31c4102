#include "catalog/access.h"

namespace lectern::catalog {

Viewer as_learner(Viewer viewer) {
  viewer.role = CourseRole::Student;
  viewer.guise = Guise::Learner;
  return viewer;
}

bool may_delete(const Course& course, const Viewer& viewer) {
  if (!viewer.principal.is_signed_in() || viewer.guise == Guise::Learner) return false;
  return viewer.principal.may(http::Permission::CoursesDeleteAny) || viewer.principal.user == course.owner;
}

bool may_edit(const Course& course, const Viewer& viewer) {
  if (!viewer.principal.is_signed_in()) return false;
  if (viewer.principal.may(http::Permission::CoursesEditAny)) return true;
  return may_delete(course, viewer) || viewer.role == CourseRole::Instructor;
}

bool may_teach(const Course& course, const Viewer& viewer) {
  if (may_edit(course, viewer)) return true;
  return viewer.principal.is_signed_in() && viewer.role == CourseRole::Assistant;
}

bool may_enrol(const Course& course, const Viewer& viewer) {
  return may_edit(course, viewer) || viewer.principal.may(http::Permission::EnrolmentsManage);
}

bool may_read_roster(const Course& course, const Viewer& viewer) {
  if (may_teach(course, viewer) || may_enrol(course, viewer)) return true;
  return viewer.principal.may(http::Permission::ReportsRead);
}

bool may_find(const Course& course, const Viewer& viewer) {
  if (course.deleted_at) return false;
  if (course.visibility == Visibility::Public || may_edit(course, viewer)) return true;
  return course.visibility == Visibility::Internal && viewer.principal.is_signed_in();
}

bool may_see(const Course& course, const Viewer& viewer) {
  if (course.deleted_at) return false;
  if (viewer.guise == Guise::Learner) return true;  // Only editors take it.
  if (may_find(course, viewer) || course.visibility == Visibility::Unlisted) return true;
  if (may_read_roster(course, viewer)) return true;
  return course.visibility == Visibility::Archived && viewer.principal.is_signed_in() &&
         viewer.role.has_value();
}

bool may_be_joined(const Course& course, const Viewer& viewer) {
  if (!viewer.principal.is_signed_in() || !may_see(course, viewer)) return false;
  return course.visibility != Visibility::Draft && course.visibility != Visibility::Archived;
}

bool may_watch(const Course& course, const Lesson& lesson, const Viewer& viewer) {
  if (!may_see(course, viewer)) return false;
  if (lesson.access == LessonAccess::Anyone || may_edit(course, viewer)) return true;
  return viewer.principal.is_signed_in() && viewer.role.has_value() && viewer.role != CourseRole::Observer;
}

}  // namespace lectern::catalog
