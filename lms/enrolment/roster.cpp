#include "lms/enrolment/roster.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "base/error.h"
#include "catalog/acting.h"
#include "catalog/folded.h"
#include "lms/enrolment/enrolment_columns.h"
#include "storage/audit/audit.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

#define ROSTER_ROWS "SELECT " ENROLMENT_COLUMNS " FROM " ENROLMENT_TABLES " WHERE e.course_id = ?1 AND "

#define ROSTER_FILTER                                                                          \
  " AND ((?5 IS NULL AND e.state <> 'ended') OR e.state = ?5) AND (?6 IS NULL OR e.role = ?6)" \
  " AND (?7 IS NULL OR e.sort_name LIKE ?7 ESCAPE '~' OR a.email LIKE ?7 ESCAPE '~')"          \
  " AND (?8 IS NULL OR EXISTS (SELECT 1 FROM course_group_member m"                            \
  " WHERE m.group_id = ?8 AND m.enrolment_id = e.id)) "

namespace lectern::lms {

namespace {

using catalog::CourseRole;
using catalog::EnrolmentState;
using catalog::Need;

// One query an order, so that each walks its own index from where the page before ended.
// ?2 and ?3 the sort key and id after which it begins, ?4 limit, ?5 state, ?6 role, ?7 pattern, ?8 group
const storage::Query kByName{"roster.by_name", ROSTER_ROWS "(e.sort_name, e.id) > (?2, ?3)" ROSTER_FILTER
                                                           "ORDER BY e.sort_name, e.id LIMIT ?4"};
const storage::Query kByNameDown{"roster.by_name_down",
                                 ROSTER_ROWS "(e.sort_name, e.id) < (?2, ?3)" ROSTER_FILTER
                                             "ORDER BY e.sort_name DESC, e.id DESC LIMIT ?4"};
const storage::Query kByActivity{"roster.by_activity",
                                 ROSTER_ROWS "(e.last_active_at, e.id) > (?2, ?3)" ROSTER_FILTER
                                             "ORDER BY e.last_active_at, e.id LIMIT ?4"};
const storage::Query kByActivityDown{"roster.by_activity_down",
                                     ROSTER_ROWS "(e.last_active_at, e.id) < (?2, ?3)" ROSTER_FILTER
                                                 "ORDER BY e.last_active_at DESC, e.id DESC LIMIT ?4"};
const storage::Query kByProgress{"roster.by_progress",
                                 ROSTER_ROWS "(e.completed_lessons, e.id) > (?2, ?3)" ROSTER_FILTER
                                             "ORDER BY e.completed_lessons, e.id LIMIT ?4"};
const storage::Query kByProgressDown{"roster.by_progress_down",
                                     ROSTER_ROWS "(e.completed_lessons, e.id) < (?2, ?3)" ROSTER_FILTER
                                                 "ORDER BY e.completed_lessons DESC, e.id DESC LIMIT ?4"};

const storage::Query kCursor{"roster.cursor", R"sql(
  SELECT sort_name, last_active_at, completed_lessons FROM enrolment WHERE id = ?1 AND course_id = ?2)sql"};

const storage::Query kCounts{"roster.counts", R"sql(
  SELECT role, state, count(*) FROM enrolment WHERE course_id = ?1 GROUP BY state, role)sql"};

const storage::Query kLessonCount{"roster.lesson_count", R"sql(
  SELECT count(*) FROM lesson WHERE course_id = ?1)sql"};

const storage::Query kLessons{"roster.lessons", R"sql(
  SELECT l.id, s.title, l.title, c.completed_at, coalesce(w.watched, 0) / 1000.0
    FROM lesson l JOIN section s ON s.id = l.section_id
         LEFT JOIN lesson_completion c ON c.account_id = ?2 AND c.lesson_id = l.id
         LEFT JOIN lesson_watch w ON w.account_id = ?2 AND w.lesson_id = l.id
   WHERE l.course_id = ?1 ORDER BY s.position, s.id, l.position, l.id)sql"};

const storage::Query kObserves{"roster.observes", R"sql(
  SELECT o.student_id FROM observation o JOIN enrolment e ON e.id = o.observer_id
   WHERE o.student_id = ?1 AND e.account_id = ?2 AND e.role = 'observer' AND e.state = 'active')sql"};

const storage::Query kObserved{"roster.observed", "SELECT " ENROLMENT_COLUMNS R"sql(
    FROM enrolment mine JOIN observation o ON o.observer_id = mine.id JOIN enrolment e ON e.id = o.student_id
         JOIN account a ON a.id = e.account_id
   WHERE mine.account_id = ?1 AND mine.role = 'observer' AND mine.state = 'active' ORDER BY e.id)sql"};

const storage::Query kObservedOf{"roster.observed_of", "SELECT " ENROLMENT_COLUMNS R"sql(
    FROM observation o JOIN enrolment e ON e.id = o.student_id JOIN account a ON a.id = e.account_id
   WHERE o.observer_id = ?1 ORDER BY e.id)sql"};

const storage::Query kObserve{"roster.observe", R"sql(
  INSERT INTO observation (observer_id, student_id) VALUES (?1, ?2)
      ON CONFLICT (observer_id, student_id) DO NOTHING)sql"};

const storage::Query kStopObserving{"roster.stop_observing", R"sql(
  DELETE FROM observation WHERE observer_id = ?1 AND student_id = ?2)sql"};

constexpr int kExportStep = 500;

/// Where the next page begins. At first before, or in falling order above, everything.
struct Cursor {
  std::string name;
  std::int64_t activity = 0;
  std::int64_t progress = 0;
  std::string id;
};

Cursor first_cursor(RosterOrder order) {
  // No name and no id sorts above U+10FFFF.
  const std::string above = "\xF4\x8F\xBF\xBF";
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  switch (order) {
    case RosterOrder::Name:
    case RosterOrder::Activity:
    case RosterOrder::Progress:
      return {"", -1, -1, ""};
    case RosterOrder::NameDown:
    case RosterOrder::ActivityDown:
    case RosterOrder::ProgressDown:
      return {above, kMost, kMost, above};
  }
  return {};
}

/// Words as a LIKE pattern: nothing in them is a wildcard.
std::optional<std::string> pattern_of(const std::string& words) {
  if (words.empty()) return std::nullopt;
  std::string pattern = "%";
  for (const char c : catalog::folded(words)) {
    if (c == '%' || c == '_' || c == '~') pattern += '~';
    pattern += c;
  }
  return pattern + "%";
}

[[noreturn]] void throw_not_found() {
  throw Error(ErrorCode::NotFound, "There is no such enrolment.");
}

void require_teacher(const catalog::OpenCourse& open) {
  if (!catalog::may_read_roster(open.course, open.viewer))
    throw Error(ErrorCode::Forbidden, "Only those who teach this course may see who takes it.");
}

}  // namespace

std::vector<Enrolment> Roster::page(const storage::Reader& db, const CourseId& course,
                                    const RosterFilter& filter, const EnrolmentId& after, int limit) const {
  auto cursor = first_cursor(filter.order);
  if (!after.empty()) {
    const auto as_cursor = [&](const storage::Row& row) {
      return Cursor{row.get<std::string>(0), row.get<std::int64_t>(1), row.get<std::int64_t>(2),
                    after.text()};
    };
    const auto found = db.first(kCursor, as_cursor, after, course);
    if (!found) throw InvalidInput({Problem{"after", "This is not a page of this list. Begin again."}});
    cursor = *found;
  }
  const auto pattern = pattern_of(filter.words);
  const auto rows = [&](const storage::Query& query, const auto& key) {
    return db.all(query, as_enrolment, course, key, cursor.id, limit, filter.state, filter.role, pattern,
                  filter.group);
  };
  switch (filter.order) {
    case RosterOrder::Name:
      return rows(kByName, cursor.name);
    case RosterOrder::NameDown:
      return rows(kByNameDown, cursor.name);
    case RosterOrder::Activity:
      return rows(kByActivity, cursor.activity);
    case RosterOrder::ActivityDown:
      return rows(kByActivityDown, cursor.activity);
    case RosterOrder::Progress:
      return rows(kByProgress, cursor.progress);
    case RosterOrder::ProgressDown:
      return rows(kByProgressDown, cursor.progress);
  }
  return {};
}

RosterPage Roster::list(const http::Principal& who, const CourseId& course, const RosterFilter& filter,
                        const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    require_teacher(doors_.course(db, course, who, Need::See));
    const auto people =
        catalog::as_page(page(db, course, filter, EnrolmentId{paging.after}, paging.limit + 1), paging.limit,
                         [](const Enrolment& each) { return each.id.text(); });
    RosterPage roster;
    roster.rows.next = people.next;
    for (const auto& enrolment : people.items)
      roster.rows.items.push_back(
          {enrolment, groups_of(db, enrolment.id),
           catalog::picture_of(db, {catalog::PictureUse::Account, enrolment.user.text()})});
    const auto as_number = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
    const auto as_count = [](const storage::Row& row) {
      return RosterCount{row.get<CourseRole>(0), row.get<EnrolmentState>(1), row.get<std::int64_t>(2)};
    };
    roster.lessons = db.first(kLessonCount, as_number, course).value_or(0);
    roster.counts = db.all(kCounts, as_count, course);
    return roster;
  });
}

std::string Roster::export_csv(const http::Principal& who, const CourseId& course,
                               const RosterFilter& filter) const {
  return database_.read([&](const storage::Reader& db) {
    require_teacher(doors_.course(db, course, who, Need::See));
    const auto as_number = [](const storage::Row& row) { return row.get<std::int64_t>(0); };
    const auto lessons = std::to_string(db.first(kLessonCount, as_number, course).value_or(0));
    const auto time = [](const std::optional<Instant>& at) { return at ? to_rfc3339(*at) : std::string{}; };
    std::string text;
    append_csv(text, {"email", "name", "role", "state", "groups", "enrolled_at", "last_active_at",
                      "completed_lessons", "lessons", "completed_at"});
    EnrolmentId after;
    for (;;) {
      const auto people = page(db, course, filter, after, kExportStep);
      for (const auto& one : people) {
        std::string groups;
        for (const auto& group : groups_of(db, one.id)) groups += (groups.empty() ? "" : "; ") + group.name;
        append_csv(text,
                   {one.email, one.name, std::string{text_of(one.role)}, std::string{text_of(one.state)},
                    groups, time(one.enrolled_at), time(one.last_active_at),
                    std::to_string(one.completed_lessons), lessons, time(one.completed_at)});
      }
      if (people.size() < kExportStep) return text;
      after = people.back().id;
    }
  });
}

std::vector<EnrolmentId> Roster::act(const http::Principal& who, const CourseId& course,
                                     const BulkAct& bulk) {
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Enrol);
    const bool needs_group = bulk.act == RosterAct::AddToGroup || bulk.act == RosterAct::RemoveFromGroup;
    if (needs_group) require_group(db, course, bulk.group);
    std::vector<EnrolmentId> changed;
    for (const auto& id : bulk.people) {
      const auto enrolment = find_enrolment(db, id);
      if (!enrolment || enrolment->course != course) throw_not_found();
      if (apply(db, who, bulk, *enrolment)) changed.push_back(id);
    }
    return changed;
  });
}

bool Roster::apply(storage::Writer& db, const http::Principal& who, const BulkAct& bulk,
                   const Enrolment& enrolment) {
  switch (bulk.act) {
    case RosterAct::Suspend:
      return places_.suspend(db, enrolment, who);
    case RosterAct::Resume:
      return places_.resume(db, enrolment, who);
    case RosterAct::End:
      return places_.end(db, enrolment, who);
    case RosterAct::Restore:
      return places_.restore(db, enrolment, who);
    case RosterAct::SetRole:
      return places_.set_role(db, enrolment, bulk.role, who);
    case RosterAct::AddToGroup:
      return add_to_group(db, bulk.group, enrolment.id);
    case RosterAct::RemoveFromGroup:
      return remove_from_group(db, bulk.group, enrolment.id);
  }
  return false;
}

Learner Roster::learner(const http::Principal& who, const EnrolmentId& id) const {
  return database_.read([&](const storage::Reader& db) {
    const auto enrolment = find_enrolment(db, id);
    if (!enrolment) throw_not_found();
    const auto as_id = [](const storage::Row& row) { return row.get<EnrolmentId>(0); };
    if (enrolment->user != who.user && !db.first(kObserves, as_id, id, who.user)) {
      const auto open = doors_.course(db, enrolment->course, who, Need::See);
      if (!catalog::may_read_roster(open.course, open.viewer)) throw_not_found();
    }
    const auto as_lesson = [](const storage::Row& row) {
      return LearnerLesson{row.get<LessonId>(0), row.get<std::string>(1), row.get<std::string>(2),
                           row.get<std::optional<Instant>>(3), row.get<double>(4)};
    };
    return Learner{*enrolment, db.all(kLessons, as_lesson, enrolment->course, enrolment->user)};
  });
}

void Roster::observe(const http::Principal& who, const EnrolmentId& observer, const EnrolmentId& student) {
  database_.write([&](storage::Writer& db) {
    const auto watching = find_enrolment(db, observer);
    const auto watched = find_enrolment(db, student);
    if (!watching || !watched || watching->course != watched->course) throw_not_found();
    doors_.course(db, watching->course, who, Need::Enrol);
    if (watching->role != CourseRole::Observer)
      throw Error(ErrorCode::Conflict,
                  "Only an observer can be shown somebody's progress. Change the role first.");
    if (db.run(kObserve, observer, student) == 1)
      audit::record(db, catalog::act_of(who, "observer.added", {"enrolment", observer.text()},
                                        {{"student_id", student.text()}}));
  });
}

void Roster::stop_observing(const http::Principal& who, const EnrolmentId& observer,
                            const EnrolmentId& student) {
  database_.write([&](storage::Writer& db) {
    const auto watching = find_enrolment(db, observer);
    if (!watching) throw_not_found();
    doors_.course(db, watching->course, who, Need::Enrol);
    if (db.run(kStopObserving, observer, student) == 0)
      throw Error(ErrorCode::NotFound, "They do not see this person's progress.");
    audit::record(db, catalog::act_of(who, "observer.removed", {"enrolment", observer.text()},
                                      {{"student_id", student.text()}}));
  });
}

std::vector<Enrolment> Roster::observed_of(const http::Principal& who, const EnrolmentId& observer) const {
  return database_.read([&](const storage::Reader& db) {
    const auto watching = find_enrolment(db, observer);
    if (!watching) throw_not_found();
    doors_.course(db, watching->course, who, Need::Enrol);
    return db.all(kObservedOf, as_enrolment, observer);
  });
}

std::vector<Enrolment> Roster::observed_by(const http::Principal& who) const {
  return database_.read([&](const storage::Reader& db) { return db.all(kObserved, as_enrolment, who.user); });
}

}  // namespace lectern::lms
