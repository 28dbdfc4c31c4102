#include "lms/enrolment/enrolment.h"

#include "storage/db/row.h"

namespace lectern::lms {

Enrolment as_enrolment(const storage::Row& row) {
  Enrolment enrolment;
  enrolment.id = row.get<EnrolmentId>(0);
  enrolment.course = row.get<CourseId>(1);
  enrolment.user = row.get<UserId>(2);
  enrolment.role = row.get<catalog::CourseRole>(3);
  enrolment.state = row.get<catalog::EnrolmentState>(4);
  enrolment.origin = row.get<Origin>(5);
  enrolment.period = {row.get<std::optional<Instant>>(6), row.get<std::optional<Instant>>(7)};
  enrolment.enrolled_at = row.get<std::optional<Instant>>(8);
  enrolment.waiting_since = row.get<std::optional<Instant>>(9);
  enrolment.completed_at = row.get<std::optional<Instant>>(10);
  enrolment.completed_lessons = row.get<std::int64_t>(11);
  if (row.get<std::int64_t>(12) != 0) enrolment.last_active_at = row.get<Instant>(12);
  enrolment.is_hidden = row.get<bool>(13);
  enrolment.created_at = row.get<Instant>(14);
  enrolment.name = row.get<std::string>(15);
  enrolment.email = row.get<std::string>(16);
  return enrolment;
}

}  // namespace lectern::lms
