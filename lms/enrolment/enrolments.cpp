#include "lms/enrolment/enrolments.h"

#include "base/error.h"
#include "lms/enrolment/enrolment_columns.h"
#include "lms/identity/user.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::CourseRole;
using catalog::Need;

const storage::Query kAccountByEmail{"enrolment.account_by_email", R"sql(
  SELECT id FROM account WHERE email = ?1)sql"};

const storage::Query kSetHidden{"enrolment.set_hidden", R"sql(
  UPDATE enrolment SET hidden = ?2 WHERE id = ?1)sql"};

// ?2 which: a course is finished once it was completed or left, unless it was hidden.
const storage::Query kMine{"enrolment.mine", "SELECT " ENROLMENT_COLUMNS R"sql(,
         c.title, c.summary, c.visibility, (SELECT count(*) FROM lesson l WHERE l.course_id = c.id)
    FROM )sql" ENROLMENT_TABLES R"sql( JOIN course c ON c.id = e.course_id
   WHERE e.account_id = ?1 AND e.id < ?3 AND c.deleted_at IS NULL
     AND (c.visibility <> 'draft' OR e.role IN ('instructor', 'assistant'))
     AND CASE ?2
           WHEN 'hidden' THEN e.hidden = 1
           WHEN 'waiting' THEN e.hidden = 0 AND e.state = 'waiting'
           WHEN 'finished' THEN e.hidden = 0 AND (e.state = 'ended' OR (e.state = 'active' AND e.completed_at IS NOT NULL))
           ELSE e.hidden = 0 AND (e.state = 'suspended' OR (e.state = 'active' AND e.completed_at IS NULL))
         END
   ORDER BY e.id DESC LIMIT ?4)sql"};

// Above every id.
constexpr char kEnd[] = "~";

MyCourse as_my_course(const storage::Row& row) {
  MyCourse course;
  course.enrolment = as_enrolment(row);
  course.title = row.get<std::string>(17);
  course.summary = row.get<std::string>(18);
  course.visibility = row.get<catalog::Visibility>(19);
  course.lessons = row.get<std::int64_t>(20);
  return course;
}

EnrolmentView view_of(const storage::Reader& db, const EnrolmentId& id) {
  auto enrolment = find_enrolment(db, id).value();
  const auto place = place_in_queue(db, enrolment);
  return {std::move(enrolment), place};
}

[[noreturn]] void throw_not_found() {
  throw Error(ErrorCode::NotFound, "There is no such enrolment.");
}

}  // namespace

EnrolmentView Enrolments::enrol(const http::Principal& who, const CourseId& course) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.course(db, course, who, Need::See);
    const Applicant applicant{.user = who.user};
    return view_of(
        db,
        places_.ask(db, open.course, catalog::may_be_joined(open.course, open.viewer), applicant, who).id);
  });
}

EnrolmentView Enrolments::add(const http::Principal& who, const CourseId& course, const std::string& email,
                              CourseRole role) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.course(db, course, who, Need::Enrol);
    const auto as_id = [](const storage::Row& row) { return row.get<UserId>(0); };
    const auto user = db.first(kAccountByEmail, as_id, normal_email(email).value_or(""));
    if (!user) throw Error(ErrorCode::NotFound, "Nobody here has this address.");
    const Applicant applicant{.user = *user, .role = role, .origin = Origin::Instructor, .way = Way::Brought};
    const auto enrolment = places_.ask(db, open.course, true, applicant, who);
    places_.set_role(db, enrolment, role, who);
    return view_of(db, enrolment.id);
  });
}

EnrolmentView Enrolments::get(const http::Principal& who, const EnrolmentId& id) const {
  return database_.read([&](const storage::Reader& db) { return view_of(db, open(db, who, id).id); });
}

EnrolmentView Enrolments::change(const http::Principal& who, const EnrolmentId& id,
                                 const EnrolmentPatch& patch) {
  return database_.write([&](storage::Writer& db) {
    const auto enrolment = open(db, who, id);
    if (patch.is_hidden) {
      if (enrolment.user != who.user)
        throw Error(ErrorCode::Forbidden, "Only the person may hide a course from their own list.");
      db.run(kSetHidden, id, *patch.is_hidden);
    }
    if (patch.role || patch.starts_at || patch.ends_at) require_editor(db, who, enrolment);
    if (patch.role) places_.set_role(db, enrolment, *patch.role, who);
    if (patch.starts_at || patch.ends_at) {
      const Period period{patch.starts_at.value_or(enrolment.period.starts_at),
                          patch.ends_at.value_or(enrolment.period.ends_at)};
      if (period.starts_at && period.ends_at && *period.ends_at <= *period.starts_at)
        throw InvalidInput({Problem{"ends_at", "The end must come after the beginning."}});
      places_.set_period(db, enrolment, period, who);
    }
    return view_of(db, id);
  });
}

EnrolmentView Enrolments::suspend(const http::Principal& who, const EnrolmentId& id) {
  return database_.write([&](storage::Writer& db) {
    const auto enrolment = open(db, who, id);
    require_editor(db, who, enrolment);
    if (!places_.suspend(db, enrolment, who))
      throw Error(ErrorCode::Conflict, "Only an active place can be suspended.");
    return view_of(db, id);
  });
}

EnrolmentView Enrolments::resume(const http::Principal& who, const EnrolmentId& id) {
  return database_.write([&](storage::Writer& db) {
    const auto enrolment = open(db, who, id);
    require_editor(db, who, enrolment);
    if (!places_.resume(db, enrolment, who))
      throw Error(ErrorCode::Conflict, "Only a suspended place can be resumed.");
    return view_of(db, id);
  });
}

void Enrolments::end(const http::Principal& who, const EnrolmentId& id) {
  database_.write([&](storage::Writer& db) {
    const auto enrolment = open(db, who, id);
    if (enrolment.user != who.user) require_editor(db, who, enrolment);
    if (!places_.end(db, enrolment, who))
      throw Error(ErrorCode::NotFound, "This enrolment has ended already.");
  });
}

catalog::Page<MyCourse> Enrolments::mine(const http::Principal& who, Mine which,
                                         const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const std::string after = paging.after.empty() ? kEnd : paging.after;
    auto page =
        catalog::as_page(db.all(kMine, as_my_course, who.user, which, after, paging.limit + 1), paging.limit,
                         [](const MyCourse& course) { return course.enrolment.id.text(); });
    for (auto& course : page.items) course.queue_place = place_in_queue(db, course.enrolment);
    return page;
  });
}

void Enrolments::sweep() {
  while (database_.write([&](storage::Writer& db) { return places_.end_what_is_over(db); })) {
  }
}

Enrolment Enrolments::open(const storage::Reader& db, const http::Principal& who,
                           const EnrolmentId& id) const {
  auto enrolment = find_enrolment(db, id);
  if (!enrolment) throw_not_found();
  if (enrolment->user == who.user) return *std::move(enrolment);
  try {
    const auto open = doors_.course(db, enrolment->course, who, Need::See);
    if (!catalog::may_read_roster(open.course, open.viewer)) throw_not_found();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::NotFound) throw;
    throw_not_found();
  }
  return *std::move(enrolment);
}

void Enrolments::require_editor(const storage::Reader& db, const http::Principal& who,
                                const Enrolment& enrolment) const {
  doors_.course(db, enrolment.course, who, Need::Enrol);
}

}  // namespace lectern::lms
