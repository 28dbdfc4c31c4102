#include "lms/admin/audit_names.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "storage/db/query.h"

namespace lectern::lms {

using nlohmann::json;

namespace {

using storage::Query;

const Query kUser{"audit_names.user", "SELECT name FROM account WHERE id = ?1"};
const Query kCourse{"audit_names.course", "SELECT title FROM course WHERE id = ?1"};
const Query kLesson{"audit_names.lesson", "SELECT title FROM lesson WHERE id = ?1"};
const Query kCategory{"audit_names.category", "SELECT name FROM category WHERE id = ?1"};
const Query kProgramme{"audit_names.programme", "SELECT title FROM programme WHERE id = ?1"};
const Query kCohort{"audit_names.cohort", "SELECT name FROM cohort WHERE id = ?1"};
const Query kRole{"audit_names.role", "SELECT name FROM role WHERE id = ?1"};
const Query kProvider{"audit_names.provider", "SELECT name FROM identity_provider WHERE id = ?1"};
const Query kForum{"audit_names.forum", "SELECT title FROM forum WHERE id = ?1"};
const Query kThread{"audit_names.thread", "SELECT title FROM forum_thread WHERE id = ?1"};
const Query kAnnouncement{"audit_names.announcement", "SELECT title FROM announcement WHERE id = ?1"};
const Query kEnrolment{"audit_names.enrolment", R"sql(
  SELECT a.name FROM enrolment e JOIN account a ON a.id = e.account_id WHERE e.id = ?1)sql"};
const Query kCertificate{"audit_names.certificate", "SELECT name FROM certificate WHERE id = ?1"};
const Query kReview{"audit_names.review", R"sql(
  SELECT a.name FROM course_review r JOIN account a ON a.id = r.account_id WHERE r.id = ?1)sql"};

struct Kind {
  std::string_view name;  ///< Of an object.
  const Query* query;
};

constexpr Kind kKinds[] = {
    {"user", &kUser},
    {"course", &kCourse},
    {"lesson", &kLesson},
    {"category", &kCategory},
    {"programme", &kProgramme},
    {"cohort", &kCohort},
    {"role", &kRole},
    {"forum", &kForum},
    {"identity_provider", &kProvider},
    {"thread", &kThread},
    {"enrolment", &kEnrolment},
    {"announcement", &kAnnouncement},
    {"certificate", &kCertificate},
    {"review", &kReview},
};

struct Detail {
  std::string_view field;
  std::string_view kind;
};

constexpr Detail kDetails[] = {
    {"user_id", "user"},     {"author_id", "user"},   {"student_id", "enrolment"}, {"course_id", "course"},
    {"cohort_id", "cohort"}, {"lesson_id", "lesson"}, {"parent_id", "category"},   {"forum_id", "forum"},
    {"thread_id", "thread"}, {"into", "thread"},      {"from", "forum"},           {"to", "forum"},
};

void name(json& names, const storage::Reader& db, std::string_view kind, const std::string& id) {
  const auto* found =
      std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& row) { return row.name == kind; });
  if (found == std::end(kKinds)) return;
  const auto text = db.first(
      *found->query, [](const storage::Row& row) { return row.get<std::string>(0); }, id);
  if (text && !text->empty()) names[id] = *text;
}

}  // namespace

json names_of(const storage::Reader& db, const audit::Act& act) {
  json names = json::object();
  name(names, db, act.object.kind, act.object.id);
  const auto details = json::parse(act.details);
  for (const auto& [field, kind] : kDetails) {
    const auto found = details.find(field);
    if (found != details.end() && found->is_string()) name(names, db, kind, found->get<std::string>());
  }
  return names;
}

}  // namespace lectern::lms
