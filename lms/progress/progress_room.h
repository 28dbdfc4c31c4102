#pragma once
// Everything of progress, wired: where people stopped, what they watched, what they completed.

#include <vector>

#include "lms/progress/completion_api.h"
#include "lms/progress/progress_api.h"
#include "storage/outbox/dispatcher.h"

namespace lectern::lms {

class ProgressRoom {
 public:
  ProgressRoom(storage::Database& database, const catalog::Doors& doors, Deliveries& deliveries);
  ProgressRoom(const ProgressRoom&) = delete;
  ProgressRoom& operator=(const ProgressRoom&) = delete;

  std::vector<http::Route> routes();
  outbox::Consumer consumer();
  /// Every few seconds, and before the end.
  void flush();
  /// Every few minutes.
  void sweep() { watching.sweep(); }

  Positions positions;
  Watching watching;
  Completions completions;
  Home home;

 private:
  LearnerProgress learner_progress_;
  LessonRules lesson_rules_;
  CourseRules course_rules_;
  ProgressApi progress_api_;
  CompletionApi completion_api_;
};

}  // namespace lectern::lms
