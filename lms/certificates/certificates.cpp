#include "lms/certificates/certificates.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "catalog/acting.h"
#include "catalog/rows.h"
#include "lms/certificates/designs.h"
#include "storage/audit/audit.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/event.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::Need;

#define CERTIFICATE_COLUMNS                                                                           \
  "SELECT id, code, course_id, account_id, number, name, course_title, grade, issued_by, issued_at, " \
  "valid_until, revoked_at, revoked_reason, programme_id FROM certificate "

const storage::Query kFind{"certificate.find", CERTIFICATE_COLUMNS "WHERE id = ?1"};
const storage::Query kByCode{"certificate.by_code", CERTIFICATE_COLUMNS "WHERE code = ?1"};
const storage::Query kLatest{
    "certificate.latest", CERTIFICATE_COLUMNS
    "WHERE course_id = ?1 AND account_id = ?2 AND programme_id = ?3 ORDER BY number DESC LIMIT 1"};
const storage::Query kMine{"certificate.mine",
                           CERTIFICATE_COLUMNS "WHERE account_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3"};
const storage::Query kOfCourse{"certificate.of_course", CERTIFICATE_COLUMNS
                               "WHERE course_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3"};
const storage::Query kExpired{"certificate.expired", CERTIFICATE_COLUMNS
                              "WHERE expiry_told = 0 AND revoked_at IS NULL AND valid_until IS NOT NULL AND "
                              "valid_until <= ?1 LIMIT 500"};

const storage::Query kTold{"certificate.told", R"sql(
  UPDATE certificate SET expiry_told = 1 WHERE id = ?1)sql"};

const storage::Query kInsert{"certificate.insert", R"sql(
  INSERT INTO certificate (id, code, course_id, account_id, number, name, course_title, grade, issued_by, issued_at,
                           valid_until, programme_id)
  SELECT ?1, ?2, ?3, a.id, ?5, a.name, ?6,
         CASE WHEN ?10 = '' THEN (SELECT total FROM course_total WHERE course_id = ?3 AND account_id = ?4) END,
         ?7, ?8, ?9, ?10
    FROM account a WHERE a.id = ?4)sql"};

const storage::Query kRevoke{"certificate.revoke", R"sql(
  UPDATE certificate SET revoked_at = ?2, revoked_by = ?3, revoked_reason = ?4 WHERE id = ?1)sql"};

const storage::Query kTakes{"certificate.takes", R"sql(
  SELECT completed_at FROM enrolment WHERE course_id = ?1 AND account_id = ?2 AND role = 'student')sql"};

const storage::Query kCompleted{"certificate.completed", R"sql(
  SELECT account_id FROM enrolment e
   WHERE course_id = ?1 AND role = 'student' AND state IN ('active', 'ended') AND completed_at IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM certificate c
                      WHERE c.course_id = ?1 AND c.account_id = e.account_id AND c.programme_id = ''))sql"};

/// Programmes of which this course was the last that somebody lacked.
const storage::Query kProgrammes{"certificate.programmes", R"sql(
  SELECT p.id, p.title, p.certificate_course
    FROM programme_course own JOIN programme p ON p.id = own.programme_id
         JOIN programme_member m ON m.programme_id = p.id AND m.account_id = ?2
   WHERE own.course_id = ?1 AND p.certificate_course IS NOT NULL
     AND NOT EXISTS (
           SELECT 1 FROM programme_course other JOIN course c ON c.id = other.course_id
            WHERE other.programme_id = p.id AND c.deleted_at IS NULL AND c.visibility <> 'draft'
              AND NOT EXISTS (SELECT 1 FROM enrolment e
                               WHERE e.course_id = other.course_id AND e.account_id = ?2 AND e.role = 'student'
                                 AND e.completed_at IS NOT NULL)))sql"};

/// After every id.
constexpr char kEnd[] = "~";

Certificate as_certificate(const storage::Row& row) {
  Certificate certificate;
  certificate.id = row.get<CertificateId>(0);
  certificate.code = row.get<std::string>(1);
  certificate.course = row.get<CourseId>(2);
  certificate.user = row.get<UserId>(3);
  certificate.number = row.get<std::int64_t>(4);
  certificate.name = row.get<std::string>(5);
  certificate.course_title = row.get<std::string>(6);
  certificate.grade = row.get<std::optional<std::int64_t>>(7);
  certificate.issued_by = row.get<UserId>(8);
  certificate.issued_at = row.get<Instant>(9);
  certificate.valid_until = row.get<std::optional<Instant>>(10);
  certificate.revoked_at = row.get<std::optional<Instant>>(11);
  certificate.revoked_reason = row.get<std::string>(12);
  certificate.programme = row.get<std::string>(13);
  return certificate;
}

const std::string& key_of(const Certificate& certificate) {
  return certificate.id.text();
}

Certificate require_certificate(const storage::Reader& db, const CertificateId& id) {
  auto found = find_certificate(db, id);
  if (!found) throw Error(ErrorCode::NotFound, "There is no such certificate.");
  return *found;
}

catalog::Course require_teaching(const storage::Reader& db, const catalog::Doors& doors,
                                 const CourseId& course, const http::Principal& who) {
  auto open = doors.course(db, course, who, Need::See);
  if (!catalog::may_teach(open.course, open.viewer))
    throw Error(ErrorCode::Forbidden, "Only those who teach this course may do this.");
  return std::move(open.course);
}

void append_fact(storage::Writer& db, const char* topic, const Certificate& certificate) {
  nlohmann::json payload = {{"certificate_id", certificate.id.text()},
                            {"course_id", certificate.course.text()},
                            {"user_id", certificate.user.text()}};
  if (std::string_view{topic} == "certificate.issued") {
    payload["number"] = certificate.number;
    payload["valid_until"] = certificate.valid_until ? nlohmann::json(to_rfc3339(*certificate.valid_until))
                                                     : nlohmann::json(nullptr);
  }
  outbox::append(db, outbox::NewEvent{topic, certificate.id.text(), payload.dump()});
}

audit::Act act_for(const http::Principal& who, const char* action, const Certificate& certificate,
                   nlohmann::json details) {
  details["user_id"] = certificate.user.text();
  details["course_id"] = certificate.course.text();
  return catalog::act_of(who, action, {"certificate", certificate.id.text()}, details);
}

/// What was completed: the course itself, or a programme.
struct Completed {
  std::string programme;
  std::string title;
};

/// Joins the transaction of what it is given for.
Certificate give(storage::Writer& db, const Clock& clock, const catalog::Course& course, const UserId& user,
                 const UserId& by, const Completed& what) {
  const auto latest = latest_certificate(db, course.id, user, what.programme);
  const auto valid_days = design_of(db, course).valid_days;
  std::optional<Instant> until;
  if (valid_days) until = db.now() + std::chrono::days{*valid_days};
  const auto id = new_id<CertificateId>(clock);
  db.run(kInsert, id, new_certificate_code(), course.id, user, latest ? latest->number + 1 : 1, what.title,
         by, db.now(), until, what.programme);
  const auto given = require_certificate(db, id);
  append_fact(db, "certificate.issued", given);
  return given;
}

void reward_programmes(storage::Writer& db, const Clock& clock, const CourseId& completed,
                       const UserId& user) {
  struct Due {
    Completed what;
    CourseId design;
  };
  const auto as_due = [](const storage::Row& row) {
    return Due{{row.get<std::string>(0), row.get<std::string>(1)}, row.get<CourseId>(2)};
  };
  for (const auto& [what, design] : db.all(kProgrammes, as_due, completed, user)) {
    const auto course = catalog::find_course(db, design);
    if (course && earns_another(latest_certificate(db, design, user, what.programme), db.now()))
      give(db, clock, *course, user, {}, what);
  }
}

}  // namespace

std::optional<Certificate> find_certificate(const storage::Reader& db, const CertificateId& id) {
  return db.first(kFind, as_certificate, id);
}

std::optional<Certificate> latest_certificate(const storage::Reader& db, const CourseId& course,
                                              const UserId& user, const std::string& programme) {
  return db.first(kLatest, as_certificate, course, user, programme);
}

catalog::Page<Certificate> Certificates::mine(const http::Principal& who, const std::string& after,
                                              int limit) const {
  return database_.read([&](const storage::Reader& db) {
    const auto from = after.empty() ? kEnd : after;
    return catalog::as_page(db.all(kMine, as_certificate, who.user, from, limit + 1), limit, key_of);
  });
}

catalog::Page<Certificate> Certificates::of_course(const http::Principal& who, const CourseId& course,
                                                   const std::string& after, int limit) const {
  return database_.read([&](const storage::Reader& db) {
    require_teaching(db, doors_, course, who);
    const auto from = after.empty() ? kEnd : after;
    return catalog::as_page(db.all(kOfCourse, as_certificate, course, from, limit + 1), limit, key_of);
  });
}

Certificate Certificates::find(const http::Principal& who, const CertificateId& id) const {
  return database_.read([&](const storage::Reader& db) {
    auto certificate = require_certificate(db, id);
    if (certificate.user == who.user) return certificate;
    const auto open = doors_.course(db, certificate.course, who, Need::See);
    if (!catalog::may_teach(open.course, open.viewer))
      throw Error(ErrorCode::NotFound, "There is no such certificate.");
    return certificate;
  });
}

Certificate Certificates::verify(const std::string& typed) const {
  const auto code = typed_code(typed);
  auto found =
      database_.read([&](const storage::Reader& db) { return db.first(kByCode, as_certificate, code); });
  if (!found)
    throw Error(ErrorCode::NotFound, "No certificate has this code. Compare it with the one on the paper.");
  return *found;
}

Certificate Certificates::issue(const http::Principal& who, const CourseId& course, const UserId& user) {
  return database_.write([&](storage::Writer& db) {
    const auto taught = require_teaching(db, doors_, course, who);
    const auto as_is = [](const storage::Row&) { return true; };
    if (!db.first(kTakes, as_is, course, user))
      throw Error(ErrorCode::NotFound, "This person does not take the course.");
    const auto latest = latest_certificate(db, course, user);
    if (latest && state_of(*latest, db.now()) == CertificateState::Valid && !is_renewable(*latest, db.now()))
      throw Error(ErrorCode::Conflict, "They have a valid certificate of this course. Revoke it first.");
    const auto given = give(db, database_.clock(), taught, user, who.user, {{}, taught.title});
    audit::record(db, act_for(who, "certificate.issued", given, {}));
    return given;
  });
}

std::int64_t Certificates::issue_to_completed(const http::Principal& who, const CourseId& course) {
  return database_.write([&](storage::Writer& db) {
    const auto taught = require_teaching(db, doors_, course, who);
    const auto as_user = [](const storage::Row& row) { return row.get<UserId>(0); };
    const auto users = db.all(kCompleted, as_user, course);
    for (const auto& user : users) {
      const auto given = give(db, database_.clock(), taught, user, who.user, {{}, taught.title});
      audit::record(db, act_for(who, "certificate.issued", given, {}));
    }
    return static_cast<std::int64_t>(users.size());
  });
}

Certificate Certificates::revoke(const http::Principal& who, const CertificateId& id,
                                 const std::string& reason) {
  return database_.write([&](storage::Writer& db) {
    const auto certificate = require_certificate(db, id);
    require_teaching(db, doors_, certificate.course, who);
    if (certificate.revoked_at)
      throw Error(ErrorCode::Conflict, "This certificate has been revoked already.");
    db.run(kRevoke, id, db.now(), who.user, reason);
    append_fact(db, "certificate.revoked", certificate);
    audit::record(db, act_for(who, "certificate.revoked", certificate, {{"reason", reason}}));
    return require_certificate(db, id);
  });
}

void Certificates::handle(const outbox::Event& event) {
  if (event.topic != "progress.course_completed") return;
  const auto payload = nlohmann::json::parse(event.payload);
  const UserId user{payload.at("user_id").get<std::string>()};
  const CourseId id{payload.at("course_id").get<std::string>()};
  database_.write([&](storage::Writer& db) {
    const auto course = catalog::find_course(db, id);
    const auto as_is = [](const storage::Row& row) { return !row.is_null(0); };
    if (!course || !db.first(kTakes, as_is, id, user).value_or(false)) return;
    if (design_of(db, *course).issuing == Issuing::OnCompletion &&
        earns_another(latest_certificate(db, id, user), db.now()))
      give(db, database_.clock(), *course, user, {}, {{}, course->title});
    reward_programmes(db, database_.clock(), id, user);
  });
}

void Certificates::sweep() {
  database_.write([&](storage::Writer& db) {
    for (const auto& certificate : db.all(kExpired, as_certificate, db.now())) {
      db.run(kTold, certificate.id);
      append_fact(db, "certificate.expired", certificate);
    }
  });
}

}  // namespace lectern::lms
