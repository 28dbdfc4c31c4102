#include "lms/enrolment/places.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/random.h"
#include "catalog/acting.h"
#include "catalog/folded.h"
#include "catalog/prerequisites.h"
#include "catalog/rows.h"
#include "catalog/shelf.h"
#include "lms/enrolment/enrolment_columns.h"
#include "storage/audit/audit.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::CourseRole;
using catalog::EnrolmentState;

#define ENROLMENTS "SELECT " ENROLMENT_COLUMNS " FROM " ENROLMENT_TABLES " WHERE "

const storage::Query kById{"places.by_id", ENROLMENTS "e.id = ?1"};

const storage::Query kOf{"places.of", ENROLMENTS "e.course_id = ?1 AND e.account_id = ?2"};

const storage::Query kLongestWaiting{"places.longest_waiting", ENROLMENTS R"sql(
       e.course_id = ?1 AND e.state = 'waiting' ORDER BY e.waiting_since, e.id LIMIT 1)sql"};

const storage::Query kOver{"places.over", ENROLMENTS R"sql(
       e.state = 'active' AND e.ends_at <= ?1 ORDER BY e.ends_at LIMIT 500)sql"};

const storage::Query kTaken{"places.taken", R"sql(
  SELECT count(*) FROM enrolment WHERE course_id = ?1 AND state IN ('active', 'suspended') AND role = 'student')sql"};

const storage::Query kWaiting{"places.waiting", R"sql(
  SELECT count(*) FROM enrolment WHERE course_id = ?1 AND state = 'waiting')sql"};

const storage::Query kBefore{"places.before", R"sql(
  SELECT count(*) FROM enrolment
   WHERE course_id = ?1 AND state = 'waiting' AND (waiting_since, id) < (?2, ?3))sql"};

const storage::Query kTitle{"places.course_title", R"sql(
  SELECT title FROM course WHERE id = ?1)sql"};

// A place is enrolled_at; a place in the queue, waiting_since. Who comes back finds their record as it was.
const storage::Query kEnter{"places.enter", R"sql(
  INSERT INTO enrolment (id, course_id, account_id, role, state, origin, starts_at, ends_at, enrolled_at,
                         waiting_since, completed_lessons, last_active_at, sort_name, hidden, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, 0, ?11, 0, ?12)
      ON CONFLICT (course_id, account_id) DO UPDATE
     SET role = excluded.role, state = excluded.state, origin = excluded.origin, starts_at = excluded.starts_at,
         ends_at = excluded.ends_at, enrolled_at = excluded.enrolled_at, waiting_since = excluded.waiting_since,
         hidden = 0)sql"};

const storage::Query kSetState{"places.set_state", R"sql(
  UPDATE enrolment SET state = ?2 WHERE id = ?1)sql"};

const storage::Query kEnd{"places.end", R"sql(
  UPDATE enrolment SET state = 'ended', waiting_since = NULL WHERE id = ?1 AND state <> 'ended')sql"};

const storage::Query kRestore{"places.restore", R"sql(
  UPDATE enrolment SET state = 'active', ends_at = NULL, enrolled_at = coalesce(enrolled_at, ?2)
   WHERE id = ?1 AND state = 'ended')sql"};

const storage::Query kPromote{"places.promote", R"sql(
  UPDATE enrolment SET state = 'active', enrolled_at = ?2, waiting_since = NULL WHERE id = ?1)sql"};

const storage::Query kSetRole{"places.set_role", R"sql(
  UPDATE enrolment SET role = ?2 WHERE id = ?1)sql"};

const storage::Query kSetPeriod{"places.set_period", R"sql(
  UPDATE enrolment SET starts_at = ?2, ends_at = ?3 WHERE id = ?1)sql"};

const storage::Query kName{"places.name", R"sql(
  SELECT name FROM account WHERE id = ?1)sql"};

std::int64_t counted(const storage::Reader& db, const storage::Query& query, const CourseId& course) {
  const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
  return db.first(query, as_count, course).value_or(0);
}

std::string text_from(const storage::Reader& db, const storage::Query& query, const auto& id) {
  const auto as_text = [](const storage::Row& row) { return row.get<std::string>(0); };
  return db.first(query, as_text, id).value_or("");
}

/// Tells everyone who must know: the fact for other modules, the act for the log.
void tell(storage::Writer& db, const std::string& fact, const Enrolment& enrolment,
          const http::Principal& by) {
  const nlohmann::json payload = {{"enrolment_id", enrolment.id.text()},
                                  {"course_id", enrolment.course.text()},
                                  {"user_id", enrolment.user.text()},
                                  {"role", text_of(enrolment.role)},
                                  {"state", text_of(enrolment.state)}};
  outbox::append(db, outbox::NewEvent{"enrolment." + fact, enrolment.id.text(), payload.dump()});
  const nlohmann::json details = {{"course_id", enrolment.course.text()},
                                  {"user_id", enrolment.user.text()},
                                  {"role", text_of(enrolment.role)},
                                  {"origin", text_of(enrolment.origin)}};
  // The catalogue names a course's instructors.
  if (enrolment.role == CourseRole::Instructor) catalog::touch(db, enrolment.course);
  audit::record(db, catalog::act_of(by, "enrolment." + fact, {"enrolment", enrolment.id.text()}, details));
}

Enrolment moved_to(Enrolment enrolment, EnrolmentState state) {
  enrolment.state = state;
  return enrolment;
}

}  // namespace

std::optional<Enrolment> find_enrolment(const storage::Reader& db, const EnrolmentId& id) {
  return db.first(kById, as_enrolment, id);
}

std::optional<Enrolment> find_enrolment(const storage::Reader& db, const CourseId& course,
                                        const UserId& user) {
  return db.first(kOf, as_enrolment, course, user);
}

std::optional<std::int64_t> place_in_queue(const storage::Reader& db, const Enrolment& enrolment) {
  if (enrolment.state != EnrolmentState::Waiting || !enrolment.waiting_since) return std::nullopt;
  const auto as_count = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
  return db.first(kBefore, as_count, enrolment.course, *enrolment.waiting_since, enrolment.id).value_or(0) +
         1;
}

Crowd crowd_of(const storage::Reader& db, const CourseId& course) {
  return {counted(db, kTaken, course), counted(db, kWaiting, course)};
}

Admission Places::verdict(const storage::Reader& db, const catalog::Course& course, const UserId& user,
                          bool is_open, Way way) const {
  AdmissionFacts facts;
  facts.now = db.now();
  facts.is_open = is_open;
  if (way == Way::Oneself) {
    const auto completed = standing_.completed_courses(db, user);
    for (const auto& required : catalog::prerequisites_of(db, course.id))
      if (std::find(completed.begin(), completed.end(), required) == completed.end())
        facts.missing.push_back(text_from(db, kTitle, required));
    if (course.price) facts.is_paid = payment_.has_paid(db, course.id, user);
  }
  if (course.capacity) {
    const auto crowd = crowd_of(db, course.id);
    facts.taken = crowd.taken;
    facts.waiting = crowd.waiting;
  }
  return admit(course, facts, way);
}

Enrolment Places::ask(storage::Writer& db, const catalog::Course& course, bool is_open,
                      const Applicant& applicant, const http::Principal& by) const {
  const auto known = find_enrolment(db, course.id, applicant.user);
  if (known && known->state == EnrolmentState::Suspended && applicant.way != Way::Brought)
    throw Error(ErrorCode::Forbidden, "Your place in this course is suspended. Its instructors can help.");
  const bool has_enough =
      known && (known->state == EnrolmentState::Active || known->state == EnrolmentState::Suspended ||
                (known->state == EnrolmentState::Waiting && applicant.way == Way::Oneself));
  if (has_enough) return *known;
  const auto admission = verdict(db, course, applicant.user, is_open, applicant.way);
  switch (admission.verdict) {
    case Admission::Verdict::Refused:
      throw Error(ErrorCode::Conflict, admission.reason);
    case Admission::Verdict::Unpaid:
      throw PaymentRequired(admission.reason);
    case Admission::Verdict::Queue:
      // Who waits already keeps their place in the queue.
      if (known && known->state == EnrolmentState::Waiting) return *known;
      return enter(db, course, applicant,
                   applicant.role == CourseRole::Student ? EnrolmentState::Waiting : EnrolmentState::Active,
                   by);
    case Admission::Verdict::Place:
      break;
  }
  return enter(db, course, applicant, EnrolmentState::Active, by);
}

Enrolment Places::enter(storage::Writer& db, const catalog::Course& course, const Applicant& applicant,
                        EnrolmentState state, const http::Principal& by) const {
  const bool waits = state == EnrolmentState::Waiting;
  const std::optional<Instant> now = db.now();
  db.run(kEnter, new_id<EnrolmentId>(clock_), course.id, applicant.user, applicant.role, state,
         applicant.origin, applicant.period.starts_at, applicant.period.ends_at, waits ? std::nullopt : now,
         waits ? now : std::nullopt, catalog::folded(text_from(db, kName, applicant.user)), db.now());
  const auto enrolment = find_enrolment(db, course.id, applicant.user).value();
  tell(db, waits ? "waiting" : "added", enrolment, by);
  return enrolment;
}

bool Places::suspend(storage::Writer& db, const Enrolment& enrolment, const http::Principal& by) const {
  if (enrolment.state != EnrolmentState::Active) return false;
  db.run(kSetState, enrolment.id, EnrolmentState::Suspended);
  tell(db, "suspended", moved_to(enrolment, EnrolmentState::Suspended), by);
  return true;
}

bool Places::resume(storage::Writer& db, const Enrolment& enrolment, const http::Principal& by) const {
  if (enrolment.state != EnrolmentState::Suspended) return false;
  db.run(kSetState, enrolment.id, EnrolmentState::Active);
  tell(db, "resumed", moved_to(enrolment, EnrolmentState::Active), by);
  return true;
}

bool Places::end(storage::Writer& db, const Enrolment& enrolment, const http::Principal& by) const {
  if (db.run(kEnd, enrolment.id) == 0) return false;
  tell(db, "ended", moved_to(enrolment, EnrolmentState::Ended), by);
  serve_queue(db, enrolment.course);
  return true;
}

bool Places::restore(storage::Writer& db, const Enrolment& enrolment, const http::Principal& by) const {
  if (db.run(kRestore, enrolment.id, db.now()) == 0) return false;
  tell(db, "added", moved_to(enrolment, EnrolmentState::Active), by);
  return true;
}

bool Places::set_role(storage::Writer& db, const Enrolment& enrolment, CourseRole role,
                      const http::Principal& by) const {
  if (enrolment.role == role) return false;
  db.run(kSetRole, enrolment.id, role);
  auto changed = enrolment;
  changed.role = role;
  tell(db, "changed", changed, by);
  if (enrolment.role == CourseRole::Student) serve_queue(db, enrolment.course);
  if (enrolment.role == CourseRole::Instructor) catalog::touch(db, enrolment.course);
  return true;
}

void Places::set_period(storage::Writer& db, const Enrolment& enrolment, const Period& period,
                        const http::Principal& by) const {
  db.run(kSetPeriod, enrolment.id, period.starts_at, period.ends_at);
  tell(db, "changed", enrolment, by);
}

void Places::serve_queue(storage::Writer& db, const CourseId& id) const {
  const auto course = catalog::find_course(db, id);
  if (!course || course->deleted_at || (course->ends_at && *course->ends_at <= db.now())) return;
  auto taken = course->capacity ? counted(db, kTaken, id) : 0;
  while (!course->capacity || taken < *course->capacity) {
    const auto next = db.first(kLongestWaiting, as_enrolment, id);
    if (!next) return;
    db.run(kPromote, next->id, db.now());
    tell(db, "promoted", moved_to(*next, EnrolmentState::Active), {});
    ++taken;
  }
}

bool Places::end_what_is_over(storage::Writer& db) const {
  const auto over = db.all(kOver, as_enrolment, db.now());
  for (const auto& enrolment : over) end(db, enrolment, {});
  return over.size() == 500;
}

}  // namespace lectern::lms
