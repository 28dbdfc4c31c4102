#pragma once
// The routes of what completes lessons and courses, and of how everyone gets on.

#include <vector>

#include "http/route.h"
#include "lms/progress/completions.h"
#include "lms/progress/course_rules.h"
#include "lms/progress/learner_progress.h"
#include "lms/progress/lesson_rules.h"

namespace lectern::lms {

class CompletionApi {
 public:
  CompletionApi(Completions& completions, const LearnerProgress& progress, LessonRules& lesson_rules,
                CourseRules& course_rules)
      : completions_(completions),
        progress_(progress),
        lesson_rules_(lesson_rules),
        course_rules_(course_rules) {}

  std::vector<http::Route> routes();

 private:
  static const http::Entry<CompletionApi> kRoutes[];

  http::Response mark(const http::Request& request);
  http::Response unmark(const http::Request& request);
  http::Response open(const http::Request& request);
  http::Response mark_for(const http::Request& request);
  http::Response unmark_for(const http::Request& request);
  http::Response get_course(const http::Request& request);
  http::Response get_lesson(const http::Request& request);
  http::Response get_learner(const http::Request& request);
  http::Response get_lesson_rule(const http::Request& request);
  http::Response change_lesson_rule(const http::Request& request);
  http::Response get_course_rule(const http::Request& request);
  http::Response change_course_rule(const http::Request& request);

  Completions& completions_;
  const LearnerProgress& progress_;
  LessonRules& lesson_rules_;
  CourseRules& course_rules_;
};

}  // namespace lectern::lms
