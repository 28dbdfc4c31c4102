#include "catalog/course_rules.h"

#include <algorithm>

namespace lectern::catalog {

std::vector<Problem> problems_of(const Course& course) {
  std::vector<Problem> problems;
  if (course.starts_at && course.ends_at && *course.ends_at <= *course.starts_at)
    problems.push_back({"ends_at", "A course ends after it has started."});
  if (course.enrolment_opens_at && course.enrolment_closes_at &&
      *course.enrolment_closes_at <= *course.enrolment_opens_at)
    problems.push_back({"enrolment_closes_at", "Enrolment closes after it has opened."});
  if (course.enrolment_opens_at && course.ends_at && *course.enrolment_opens_at >= *course.ends_at)
    problems.push_back({"enrolment_opens_at", "Enrolment opens before the course ends."});
  return problems;
}

std::vector<Check> checklist_of(const Course& course, const Content& content, Instant now) {
  const bool is_timed = course.type == CourseType::Scheduled || course.type == CourseType::Live;
  return {
      {"title", Weight::Needed, !course.title.empty(), "Give the course a title."},
      {"end", Weight::Needed, !course.ends_at || *course.ends_at > now,
       "The course has ended already: move its end, or take it away."},
      {"summary", Weight::Advised, !course.summary.empty(), "Say in a sentence or two what it is about."},
      {"description", Weight::Advised, !course.description.empty(), "Describe what people will learn."},
      {"category", Weight::Advised, course.category.has_value(), "Choose a category, so that it is found."},
      {"lesson", Weight::Advised, content.lessons > 0, "Add a lesson."},
      {"videos", Weight::Advised, content.lessons_without_video == 0,
       "Upload a recording to every video lesson, or wait until each can be watched."},
      {"start", Weight::Advised, !is_timed || course.starts_at.has_value(), "Say when the course starts."},
  };
}

bool can_publish(const std::vector<Check>& checks) {
  return std::all_of(checks.begin(), checks.end(),
                     [](const Check& check) { return check.is_done || check.weight == Weight::Advised; });
}

}  // namespace lectern::catalog
