#include "lms/enrolment/cohorts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "catalog/acting.h"
#include "catalog/rows.h"
#include "lms/identity/user.h"
#include "storage/audit/audit.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/jobs/job_queue.h"

namespace lectern::lms {

namespace {

using catalog::CourseRole;
using catalog::EnrolmentState;
using catalog::Need;

const storage::Query kList{"cohort.list", R"sql(
  SELECT id, name, members, created_at FROM cohort WHERE name > ?1 ORDER BY name LIMIT ?2)sql"};

const storage::Query kOne{"cohort.one", R"sql(
  SELECT id, name, members, created_at FROM cohort WHERE id = ?1)sql"};

const storage::Query kNamed{"cohort.named", R"sql(
  SELECT id FROM cohort WHERE name = ?1)sql"};

const storage::Query kInsert{"cohort.insert", R"sql(
  INSERT INTO cohort (id, name, members, created_at) VALUES (?1, ?2, 0, ?3) ON CONFLICT (name) DO NOTHING)sql"};

const storage::Query kRename{"cohort.rename", R"sql(
  UPDATE cohort SET name = ?2 WHERE id = ?1)sql"};

const storage::Query kDelete{"cohort.delete", R"sql(
  DELETE FROM cohort WHERE id = ?1)sql"};

const storage::Query kMembers{"cohort.members", R"sql(
  SELECT m.account_id, a.name, a.email, m.source, m.added_at
    FROM cohort_member m JOIN account a ON a.id = m.account_id
   WHERE m.cohort_id = ?1 AND m.account_id > ?2 ORDER BY m.account_id LIMIT ?3)sql"};

const storage::Query kAccount{"cohort.account", R"sql(
  SELECT id FROM account WHERE email = ?1)sql"};

const storage::Query kAddMember{"cohort.add_member", R"sql(
  INSERT INTO cohort_member (cohort_id, account_id, source, added_at) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (cohort_id, account_id) DO NOTHING)sql"};

const storage::Query kRemoveMember{"cohort.remove_member", R"sql(
  DELETE FROM cohort_member WHERE cohort_id = ?1 AND account_id = ?2)sql"};

const storage::Query kCount{"cohort.count", R"sql(
  UPDATE cohort SET members = members + ?2 WHERE id = ?1)sql"};

const storage::Query kBySource{"cohort.by_source", R"sql(
  SELECT m.cohort_id, c.name FROM cohort_member m JOIN cohort c ON c.id = m.cohort_id
   WHERE m.account_id = ?1 AND m.source = ?2)sql"};

const storage::Query kCourses{"cohort.courses", R"sql(
  SELECT course_id, role FROM cohort_course WHERE cohort_id = ?1)sql"};

const storage::Query kLinks{"cohort.links", R"sql(
  SELECT c.id, c.name, c.members, c.created_at, l.role
    FROM cohort_course l JOIN cohort c ON c.id = l.cohort_id WHERE l.course_id = ?1 ORDER BY c.name)sql"};

const storage::Query kLink{"cohort.link", R"sql(
  INSERT INTO cohort_course (cohort_id, course_id, role) VALUES (?1, ?2, ?3)
      ON CONFLICT (cohort_id, course_id) DO UPDATE SET role = excluded.role)sql"};

const storage::Query kUnlink{"cohort.unlink", R"sql(
  DELETE FROM cohort_course WHERE cohort_id = ?1 AND course_id = ?2)sql"};

const storage::Query kLinkRole{"cohort.link_role", R"sql(
  SELECT role FROM cohort_course WHERE cohort_id = ?1 AND course_id = ?2)sql"};

const storage::Query kStillBrought{"cohort.still_brought", R"sql(
  SELECT m.cohort_id FROM cohort_member m
         JOIN cohort_course l ON l.cohort_id = m.cohort_id AND l.course_id = ?1
   WHERE m.account_id = ?2 LIMIT 1)sql"};

constexpr int kMembersAtOnce = 200;
constexpr char kJobKind[] = "cohort.apply";
constexpr char kByHand[] = "admin";

struct CourseLink {
  CourseId course;
  CourseRole role = CourseRole::Student;
};

Cohort as_cohort(const storage::Row& row) {
  return {row.get<CohortId>(0), row.get<std::string>(1), row.get<std::int64_t>(2), row.get<Instant>(3)};
}

CohortId as_cohort_id(const storage::Row& row) {
  return row.get<CohortId>(0);
}

CohortMember as_member(const storage::Row& row) {
  return {row.get<UserId>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::string>(3),
          row.get<Instant>(4)};
}

CourseLink as_course_link(const storage::Row& row) {
  return {row.get<CourseId>(0), row.get<CourseRole>(1)};
}

[[noreturn]] void throw_taken() {
  throw Error(ErrorCode::Conflict, "There is a cohort of this name already.");
}

void note(storage::Writer& db, const http::Principal& who, const char* action, const CohortId& cohort,
          const nlohmann::json& details) {
  audit::record(db, catalog::act_of(who, action, {"cohort", cohort.text()}, details));
}

void enqueue_apply(storage::Writer& db, const CohortId& cohort, const CourseId& course) {
  const nlohmann::json payload = {{"cohort_id", cohort.text()}, {"course_id", course.text()}};
  jobs::enqueue(db, {.kind = kJobKind, .payload = payload.dump()});
}

}  // namespace

catalog::Page<Cohort> Cohorts::list(const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    return catalog::as_page(db.all(kList, as_cohort, paging.after, paging.limit + 1), paging.limit,
                            [](const Cohort& cohort) { return cohort.name; });
  });
}

Cohort Cohorts::require(const storage::Reader& db, const CohortId& id) const {
  const auto cohort = db.first(kOne, as_cohort, id);
  if (!cohort) throw Error(ErrorCode::NotFound, "There is no such cohort.");
  return *cohort;
}

Cohort Cohorts::create(const http::Principal& who, const std::string& name) {
  return database_.write([&](storage::Writer& db) {
    const auto id = new_id<CohortId>(database_.clock());
    if (db.run(kInsert, id, name, db.now()) == 0) throw_taken();
    note(db, who, "cohort.created", id, {{"name", name}});
    return require(db, id);
  });
}

Cohort Cohorts::rename(const http::Principal& who, const CohortId& id, const std::string& name) {
  return database_.write([&](storage::Writer& db) {
    const auto before = require(db, id);
    const auto other = db.first(kNamed, as_cohort_id, name);
    if (other && *other != id) throw_taken();
    db.run(kRename, id, name);
    note(db, who, "cohort.renamed", id, {{"before", before.name}, {"name", name}});
    return require(db, id);
  });
}

void Cohorts::remove(const http::Principal& who, const CohortId& id) {
  database_.write([&](storage::Writer& db) {
    const auto cohort = require(db, id);
    if (db.first(kCourses, as_course_link, id))
      throw Error(ErrorCode::Conflict, "Take this cohort out of its courses first.");
    db.run(kDelete, id);
    note(db, who, "cohort.removed", id, {{"name", cohort.name}});
  });
}

catalog::Page<CohortMember> Cohorts::members(const CohortId& id, const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    require(db, id);
    return catalog::as_page(db.all(kMembers, as_member, id, paging.after, paging.limit + 1), paging.limit,
                            [](const CohortMember& member) { return member.user.text(); });
  });
}

std::vector<std::string> Cohorts::add_members(const http::Principal& who, const CohortId& id,
                                              const std::vector<std::string>& emails) {
  return database_.write([&](storage::Writer& db) {
    require(db, id);
    std::vector<std::string> unknown;
    for (const auto& email : emails) {
      const auto as_id = [](const storage::Row& row) { return row.get<UserId>(0); };
      const auto user = db.first(kAccount, as_id, normal_email(email).value_or(""));
      if (!user)
        unknown.push_back(email);
      else
        add(db, id, *user, kByHand, who);
    }
    return unknown;
  });
}

void Cohorts::remove_member(const http::Principal& who, const CohortId& id, const UserId& user) {
  database_.write([&](storage::Writer& db) {
    require(db, id);
    if (!take_out(db, id, user, who)) throw Error(ErrorCode::NotFound, "They are not in this cohort.");
  });
}

bool Cohorts::add(storage::Writer& db, const CohortId& cohort, const UserId& user, std::string_view source,
                  const http::Principal& by) const {
  if (db.run(kAddMember, cohort, user, source, db.now()) == 0) return false;
  db.run(kCount, cohort, 1);
  note(db, by, "cohort.member_added", cohort, {{"user_id", user.text()}, {"source", source}});
  for (const auto& link : db.all(kCourses, as_course_link, cohort))
    bring(db, link.course, user, link.role, by);
  return true;
}

bool Cohorts::take_out(storage::Writer& db, const CohortId& cohort, const UserId& user,
                       const http::Principal& by) const {
  if (db.run(kRemoveMember, cohort, user) == 0) return false;
  db.run(kCount, cohort, -1);
  note(db, by, "cohort.member_removed", cohort, {{"user_id", user.text()}});
  for (const auto& link : db.all(kCourses, as_course_link, cohort)) take_along(db, link.course, user, by);
  return true;
}

void Cohorts::bring(storage::Writer& db, const CourseId& course, const UserId& user, CourseRole role,
                    const http::Principal& by) const {
  const auto found = catalog::find_course(db, course);
  if (!found || found->owner == user) return;
  places_.ask(db, *found, true, {.user = user, .role = role, .origin = Origin::Cohort, .way = Way::Brought},
              by);
}

void Cohorts::take_along(storage::Writer& db, const CourseId& course, const UserId& user,
                         const http::Principal& by) const {
  const auto enrolment = find_enrolment(db, course, user);
  if (!enrolment || enrolment->origin != Origin::Cohort) return;
  if (db.first(kStillBrought, as_cohort_id, course, user)) return;
  places_.end(db, *enrolment, by);
}

std::vector<CohortLink> Cohorts::links(const http::Principal& who, const CourseId& course) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::Enrol);
    const auto as_link = [](const storage::Row& row) {
      return CohortLink{as_cohort(row), row.get<CourseRole>(4)};
    };
    return db.all(kLinks, as_link, course);
  });
}

void Cohorts::link(const http::Principal& who, const CourseId& course, const CohortId& cohort,
                   CourseRole role) {
  database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Enrol);
    require(db, cohort);
    db.run(kLink, cohort, course, role);
    note(db, who, "cohort.linked", cohort, {{"course_id", course.text()}, {"role", text_of(role)}});
    enqueue_apply(db, cohort, course);
  });
}

void Cohorts::unlink(const http::Principal& who, const CourseId& course, const CohortId& cohort) {
  database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Enrol);
    if (db.run(kUnlink, cohort, course) == 0)
      throw Error(ErrorCode::NotFound, "This cohort is not in this course.");
    note(db, who, "cohort.unlinked", cohort, {{"course_id", course.text()}});
    enqueue_apply(db, cohort, course);
  });
}

void Cohorts::follow(storage::Writer& db, const UserId& user, const std::vector<std::string>& names,
                     std::string_view source) const {
  struct Followed {
    CohortId cohort;
    std::string name;
  };
  const auto as_followed = [](const storage::Row& row) {
    return Followed{row.get<CohortId>(0), row.get<std::string>(1)};
  };
  for (const auto& followed : db.all(kBySource, as_followed, user, source))
    if (std::find(names.begin(), names.end(), followed.name) == names.end())
      take_out(db, followed.cohort, user, {});
  for (const auto& name : names) {
    db.run(kInsert, new_id<CohortId>(database_.clock()), name, db.now());
    add(db, db.first(kNamed, as_cohort_id, name).value(), user, source, {});
  }
}

jobs::JobKind Cohorts::job_kind() {
  return {.kind = kJobKind,
          .handler = [this](const jobs::Job& job, jobs::JobContext& context) { apply(job, context); },
          .backoff = {},
          .on_failed = {}};
}

/// Idempotent: brings every member where the link is there, and takes along those it brought where it is not.
void Cohorts::apply(const jobs::Job& job, const jobs::JobContext& context) {
  const auto payload = nlohmann::json::parse(job.payload);
  const CohortId cohort{payload.at("cohort_id").get<std::string>()};
  const CourseId course{payload.at("course_id").get<std::string>()};
  const auto as_role = [](const storage::Row& row) { return row.get<CourseRole>(0); };
  UserId after{""};
  while (!context.stop_token().stop_requested()) {
    const auto last = database_.write([&](storage::Writer& db) -> UserId {
      const auto role = db.first(kLinkRole, as_role, cohort, course);
      const auto members = db.all(kMembers, as_member, cohort, after.text(), kMembersAtOnce);
      for (const auto& member : members) {
        if (role)
          bring(db, course, member.user, *role, {});
        else
          take_along(db, course, member.user, {});
      }
      return members.empty() ? UserId{} : members.back().user;
    });
    if (last.empty()) return;
    after = last;
  }
  throw Error(ErrorCode::Cancelled, "The server stops; this goes on afterwards.");
}

}  // namespace lectern::lms
