#pragma once
// What as_enrolment() reads, in its order, and where it stands. Only for the queries of this room.

#define ENROLMENT_COLUMNS                                                                              \
  "e.id, e.course_id, e.account_id, e.role, e.state, e.origin, e.starts_at, e.ends_at, e.enrolled_at," \
  " e.waiting_since, e.completed_at, e.completed_lessons, e.last_active_at, e.hidden, e.created_at,"   \
  " a.name, a.email"

#define ENROLMENT_TABLES "enrolment e JOIN account a ON a.id = e.account_id"
