#include "lms/enrolment/enrolments.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "lms/identity/user.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::CourseRole;
using catalog::EnrolmentState;
using catalog::Need;

const storage::Query kAccountByEmail{"enrolment.account_by_email", R"sql(
  SELECT id FROM account WHERE email = ?1)sql"};

const storage::Query kOne{"enrolment.one", R"sql(
  SELECT e.id, e.course_id, e.account_id, e.role, e.state, e.created_at, a.name, a.email
    FROM enrolment e JOIN account a ON a.id = e.account_id WHERE e.id = ?1)sql"};

const storage::Query kOf{"enrolment.of", R"sql(
  SELECT e.id, e.course_id, e.account_id, e.role, e.state, e.created_at, a.name, a.email
    FROM enrolment e JOIN account a ON a.id = e.account_id WHERE e.course_id = ?1 AND e.account_id = ?2)sql"};

const storage::Query kRoster{"enrolment.roster", R"sql(
  SELECT e.id, e.course_id, e.account_id, e.role, e.state, e.created_at, a.name, a.email
    FROM enrolment e JOIN account a ON a.id = e.account_id
   WHERE e.course_id = ?1 AND e.state <> 'ended' AND (?2 IS NULL OR e.id > ?2)
   ORDER BY e.id LIMIT ?3)sql"};

const storage::Query kInsert{"enrolment.insert", R"sql(
  INSERT INTO enrolment (id, course_id, account_id, role, state, origin, enrolled_at, completed_lessons,
                         last_active_at, sort_name, hidden, created_at)
  SELECT ?1, ?2, a.id, ?4, 'active', ?5, ?6, 0, 0, lower(a.name), 0, ?6 FROM account a WHERE a.id = ?3
      ON CONFLICT (course_id, account_id) DO UPDATE
     SET role = excluded.role, state = 'active', origin = excluded.origin, enrolled_at = excluded.enrolled_at
   WHERE enrolment.state = 'ended')sql"};

const storage::Query kSetRole{"enrolment.set_role", R"sql(
  UPDATE enrolment SET role = ?2 WHERE id = ?1)sql"};

const storage::Query kEnd{"enrolment.end", R"sql(
  UPDATE enrolment SET state = 'ended', ends_at = NULL WHERE id = ?1 AND state <> 'ended')sql"};

Enrolment as_enrolment(const storage::Row& row) {
  return {row.get<EnrolmentId>(0),    row.get<CourseId>(1), row.get<UserId>(2),      row.get<CourseRole>(3),
          row.get<EnrolmentState>(4), row.get<Instant>(5),  row.get<std::string>(6), row.get<std::string>(7)};
}

void append_fact(storage::Writer& db, const char* topic, const Enrolment& enrolment) {
  const nlohmann::json payload = {{"enrolment_id", enrolment.id.text()},
                                  {"course_id", enrolment.course.text()},
                                  {"user_id", enrolment.user.text()}};
  outbox::append(db, outbox::NewEvent{topic, enrolment.id.text(), payload.dump()});
}

}  // namespace

Enrolment Enrolments::enrol(const http::Principal& who, const CourseId& course) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.course(db, course, who, Need::See);
    if (!catalog::may_be_joined(open.course, open.viewer))
      throw Error(ErrorCode::Conflict, "Only a published course can be joined.");
    return insert(db, course, who.user, CourseRole::Student, Origin::Self);
  });
}

Enrolment Enrolments::add(const http::Principal& who, const CourseId& course, const std::string& email,
                          CourseRole role) {
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Edit);
    const auto as_id = [](const storage::Row& row) { return row.get<UserId>(0); };
    const auto user = db.first(kAccountByEmail, as_id, normal_email(email).value_or(""));
    if (!user) throw Error(ErrorCode::NotFound, "Nobody here has this address.");
    auto enrolment = insert(db, course, *user, role, Origin::Instructor);
    if (enrolment.role == role) return enrolment;
    db.run(kSetRole, enrolment.id, role);
    enrolment.role = role;
    append_fact(db, "enrolment.changed", enrolment);
    return enrolment;
  });
}

Enrolment Enrolments::insert(storage::Writer& db, const CourseId& course, const UserId& user, CourseRole role,
                             Origin origin) const {
  const auto id = new_id<EnrolmentId>(database_.clock());
  const char* by = origin == Origin::Self ? "self" : "instructor";
  const bool added = db.run(kInsert, id, course, user, role, by, db.now()) == 1;
  auto enrolment = db.first(kOf, as_enrolment, course, user).value();
  if (added) append_fact(db, "enrolment.added", enrolment);
  return enrolment;
}

void Enrolments::end(const http::Principal& who, const EnrolmentId& id) {
  database_.write([&](storage::Writer& db) {
    const auto enrolment = db.first(kOne, as_enrolment, id);
    if (!enrolment) throw Error(ErrorCode::NotFound, "There is no such enrolment.");
    if (enrolment->user != who.user) {
      const auto open = doors_.course(db, enrolment->course, who, Need::See);
      if (!catalog::may_edit(open.course, open.viewer))
        throw Error(ErrorCode::NotFound, "There is no such enrolment.");
    }
    if (db.run(kEnd, id) == 0) throw Error(ErrorCode::NotFound, "This enrolment has ended already.");
    append_fact(db, "enrolment.ended", *enrolment);
  });
}

catalog::Page<Enrolment> Enrolments::roster(const http::Principal& who, const CourseId& course,
                                            const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::Edit);
    const std::optional<std::string> after =
        paging.after.empty() ? std::nullopt : std::optional{paging.after};
    return catalog::as_page(db.all(kRoster, as_enrolment, course, after, paging.limit + 1), paging.limit,
                            [](const Enrolment& enrolment) { return enrolment.id.text(); });
  });
}

}  // namespace lectern::lms
