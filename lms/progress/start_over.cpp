#include "lms/progress/start_over.h"

#include <nlohmann/json.hpp>

#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

const storage::Query kCompletions{"start_over.completions", R"sql(
  DELETE FROM lesson_completion WHERE account_id = ?2 AND course_id = ?1)sql"};

const storage::Query kWatched{"start_over.watched", R"sql(
  DELETE FROM lesson_watch WHERE account_id = ?2 AND course_id = ?1)sql"};

const storage::Query kEnrolment{"start_over.enrolment", R"sql(
  UPDATE enrolment SET completed_at = NULL, completed_lessons = 0 WHERE course_id = ?1 AND account_id = ?2)sql"};

}  // namespace

void start_over(storage::Writer& db, const CourseId& course, const UserId& user) {
  for (const auto* query : {&kCompletions, &kWatched, &kEnrolment}) db.run(*query, course, user);
  const nlohmann::json payload = {{"course_id", course.text()}, {"user_id", user.text()}};
  outbox::append(db, outbox::NewEvent{"progress.course_restarted", course.text(), payload.dump()});
}

}  // namespace lectern::lms
