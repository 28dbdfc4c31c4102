#include "lms/enrolment/invitations.h"

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/random.h"
#include "base/text.h"
#include "catalog/acting.h"
#include "catalog/rows.h"
#include "lms/identity/user.h"
#include "storage/audit/audit.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::CourseRole;
using catalog::EnrolmentState;
using catalog::Need;

const storage::Query kById{"invitation.by_id", R"sql(
  SELECT i.id, i.course_id, i.code, i.role, i.email, i.most_uses, i.uses, i.expires_at, i.revoked_at, i.created_at,
         c.title, a.name
    FROM invitation i JOIN course c ON c.id = i.course_id LEFT JOIN account a ON a.id = i.invited_by
   WHERE i.id = ?1)sql"};

const storage::Query kByCode{"invitation.by_code", R"sql(
  SELECT i.id, i.course_id, i.code, i.role, i.email, i.most_uses, i.uses, i.expires_at, i.revoked_at, i.created_at,
         c.title, a.name
    FROM invitation i JOIN course c ON c.id = i.course_id LEFT JOIN account a ON a.id = i.invited_by
   WHERE i.code = ?1 AND c.deleted_at IS NULL)sql"};

const storage::Query kList{"invitation.list", R"sql(
  SELECT i.id, i.course_id, i.code, i.role, i.email, i.most_uses, i.uses, i.expires_at, i.revoked_at, i.created_at,
         c.title, a.name
    FROM invitation i JOIN course c ON c.id = i.course_id LEFT JOIN account a ON a.id = i.invited_by
   WHERE i.course_id = ?1 AND i.id < ?2 ORDER BY i.id DESC LIMIT ?3)sql"};

const storage::Query kFor{"invitation.for", R"sql(
  SELECT i.id, i.course_id, i.code, i.role, i.email, i.most_uses, i.uses, i.expires_at, i.revoked_at, i.created_at,
         c.title, a.name
    FROM invitation i JOIN course c ON c.id = i.course_id LEFT JOIN account a ON a.id = i.invited_by
   WHERE i.email = ?1 AND c.deleted_at IS NULL ORDER BY i.id DESC LIMIT 50)sql"};

const storage::Query kAddress{"invitation.address", R"sql(
  SELECT email FROM account WHERE id = ?1)sql"};

const storage::Query kInsert{"invitation.insert", R"sql(
  INSERT INTO invitation (id, course_id, code, role, email, most_uses, uses, expires_at, invited_by, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9))sql"};

const storage::Query kUse{"invitation.use", R"sql(
  UPDATE invitation SET uses = uses + 1 WHERE id = ?1)sql"};

const storage::Query kRevoke{"invitation.revoke", R"sql(
  UPDATE invitation SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL)sql"};

// Above every id.
constexpr char kEnd[] = "~";
// Of 32 signs each: more than anybody can try.
constexpr std::size_t kCodeLength = 12;

CourseInvitation as_invitation(const storage::Row& row) {
  CourseInvitation invitation;
  invitation.id = row.get<InvitationId>(0);
  invitation.course = row.get<CourseId>(1);
  invitation.code = row.get<std::string>(2);
  invitation.role = row.get<CourseRole>(3);
  invitation.email = row.get<std::optional<std::string>>(4).value_or("");
  invitation.most_uses = row.get<std::optional<std::int64_t>>(5);
  invitation.uses = row.get<std::int64_t>(6);
  invitation.expires_at = row.get<std::optional<Instant>>(7);
  invitation.revoked_at = row.get<std::optional<Instant>>(8);
  invitation.created_at = row.get<Instant>(9);
  invitation.course_title = row.get<std::string>(10);
  invitation.invited_by = row.get<std::optional<std::string>>(11).value_or("");
  return invitation;
}

/// The random part of a new id: letters and digits that are not mistaken for each other.
std::string new_code(const Clock& clock) {
  const auto text = new_id_text(clock.now());
  return text.substr(text.size() - kCodeLength);
}

std::vector<CourseInvitation> addressed_to(const storage::Reader& db, const std::string& email) {
  auto invitations = db.all(kFor, as_invitation, email);
  std::erase_if(invitations,
                [&](const CourseInvitation& each) { return why_closed(each, db.now()).has_value(); });
  return invitations;
}

CourseInvitation require_code(const storage::Reader& db, const std::string& code) {
  auto invitation = db.first(kByCode, as_invitation, to_lower_ascii(code));
  if (!invitation) throw Error(ErrorCode::NotFound, "There is no invitation with this code.");
  return *std::move(invitation);
}

void check(const NewInvitation& draft, Instant now) {
  std::vector<Problem> problems;
  if (!draft.email.empty() && !normal_email(draft.email))
    problems.push_back({"email", "This is not an e-mail address."});
  if (draft.expires_at && *draft.expires_at <= now)
    problems.push_back({"expires_at", "This moment is past."});
  if (!problems.empty()) throw InvalidInput(std::move(problems));
}

}  // namespace

std::optional<std::string> why_closed(const CourseInvitation& invitation, Instant now) {
  if (invitation.revoked_at) return "This invitation was taken back.";
  if (invitation.expires_at && *invitation.expires_at <= now) return "This invitation has expired.";
  if (invitation.most_uses && invitation.uses >= *invitation.most_uses)
    return "This invitation was used as often as it may be.";
  return std::nullopt;
}

CourseInvitation make_invitation(storage::Writer& db, const Clock& clock, const CourseId& course,
                                 const NewInvitation& draft, const http::Principal& by) {
  const auto id = new_id<InvitationId>(clock);
  const auto email = normal_email(draft.email);
  db.run(kInsert, id, course, new_code(clock), draft.role, email, draft.most_uses, draft.expires_at, by.user,
         db.now());
  nlohmann::json details = {{"course_id", course.text()}, {"role", text_of(draft.role)}};
  if (email) details["email"] = *email;
  audit::record(db, catalog::act_of(by, "invitation.created", {"invitation", id.text()}, details));
  return db.first(kById, as_invitation, id).value();
}

std::optional<CourseInvitation> find_open_invitation(const storage::Reader& db, const CourseId& course,
                                                     const std::string& email) {
  for (auto& invitation : addressed_to(db, email))
    if (invitation.course == course) return std::move(invitation);
  return std::nullopt;
}

std::vector<CourseInvitation> invitations_for(const storage::Reader& db, const UserId& user) {
  const auto as_text = [](const storage::Row& row) { return row.get<std::string>(0); };
  const auto email = db.first(kAddress, as_text, user);
  return email ? addressed_to(db, *email) : std::vector<CourseInvitation>{};
}

CourseInvitation Invitations::create(const http::Principal& who, const CourseId& course,
                                     const NewInvitation& draft) {
  return database_.write([&](storage::Writer& db) {
    doors_.course(db, course, who, Need::Enrol);
    check(draft, db.now());
    return make_invitation(db, database_.clock(), course, draft, who);
  });
}

catalog::Page<CourseInvitation> Invitations::list(const http::Principal& who, const CourseId& course,
                                                  const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    doors_.course(db, course, who, Need::Enrol);
    const std::string after = paging.after.empty() ? kEnd : paging.after;
    return catalog::as_page(db.all(kList, as_invitation, course, after, paging.limit + 1), paging.limit,
                            [](const CourseInvitation& each) { return each.id.text(); });
  });
}

void Invitations::revoke(const http::Principal& who, const InvitationId& id) {
  database_.write([&](storage::Writer& db) {
    const auto invitation = db.first(kById, as_invitation, id);
    if (!invitation) throw Error(ErrorCode::NotFound, "There is no such invitation.");
    doors_.course(db, invitation->course, who, Need::Enrol);
    if (db.run(kRevoke, id, db.now()) == 0) return;
    audit::record(db, catalog::act_of(who, "invitation.revoked", {"invitation", id.text()},
                                      {{"course_id", invitation->course.text()}}));
  });
}

CourseInvitation Invitations::look(const std::string& code) const {
  return database_.read([&](const storage::Reader& db) { return require_code(db, code); });
}

Enrolment Invitations::accept(const http::Principal& who, const std::string& code) {
  return database_.write([&](storage::Writer& db) {
    const auto invitation = require_code(db, code);
    const auto known = find_enrolment(db, invitation.course, who.user);
    const bool is_in = known && known->state == EnrolmentState::Active;
    if (is_in && (known->role == invitation.role || invitation.role == CourseRole::Student)) return *known;
    if (const auto reason = why_closed(invitation, db.now())) throw Error(ErrorCode::Gone, *reason);
    db.run(kUse, invitation.id);
    const auto course = catalog::find_course(db, invitation.course).value();
    const Applicant applicant{
        .user = who.user, .role = invitation.role, .origin = Origin::Invitation, .way = Way::Invited};
    const auto enrolment = places_.ask(db, course, true, applicant, who);
    if (is_in) places_.set_role(db, enrolment, invitation.role, who);
    return find_enrolment(db, enrolment.id).value();
  });
}

}  // namespace lectern::lms
