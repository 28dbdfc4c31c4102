#include "lms/enrolment/intake.h"

#include <algorithm>
#include <map>
#include <span>

#include "base/csv.h"
#include "base/error.h"
#include "lms/enrolment/invitations.h"
#include "lms/identity/user.h"
#include "lms/mail/mailer.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::CourseRole;
using catalog::EnrolmentState;
using catalog::Need;

const storage::Query kAccount{"intake.account", R"sql(
  SELECT id FROM account WHERE email = ?1)sql"};

constexpr std::size_t kLinesAtOnce = 500;
constexpr std::size_t kLongestGroupName = 100;
constexpr std::chrono::hours kInvitationLasts{24 * 30};

/// Carries what a dry run found past the transaction that it undoes.
struct Undone {
  std::vector<IntakeResult> results;
};

IntakeResult problem(std::size_t line, std::string email, std::string sentence) {
  return {line, std::move(email), IntakeOutcome::Problem, std::move(sentence)};
}

Mail invitation_mail(const Mailer& mailer, const catalog::Course& course,
                     const CourseInvitation& invitation) {
  Mail mail;
  mail.to = invitation.email;
  mail.subject = "Your place in “" + course.title + "”";
  mail.paragraphs = {invitation.invited_by + " invites you to the course “" + course.title + "”.",
                     "Follow the link to make an account, or to sign in, and the course is yours."};
  mail.action = MailAction{"Join the course", mailer.link("/join/" + invitation.code)};
  mail.expires_at = invitation.expires_at;
  return mail;
}

}  // namespace

std::vector<IntakeLine> read_intake(std::string_view csv, std::vector<IntakeResult>& problems) {
  CsvProblem broken;
  const auto table = read_csv(csv, broken);
  if (!table)
    throw InvalidInput({Problem{"csv", "Line " + std::to_string(broken.line) + ": " + broken.sentence}});
  const auto email = find_column(*table, "email");
  const auto role = find_column(*table, "role");
  const auto group = find_column(*table, "group");
  if (!email) throw InvalidInput({Problem{"csv", "The first line must name the columns, among them email."}});
  std::vector<IntakeLine> lines;
  for (const auto& row : table->rows) {
    IntakeLine line{row.line, std::string{without_guard(row.fields[*email])}};
    if (group) line.group = without_guard(row.fields[*group]);
    if (role && !row.fields[*role].empty()) {
      line.role = from_text<CourseRole>(row.fields[*role]);
      if (!line.role) {
        problems.push_back(
            problem(row.line, line.email, "The role must be student, assistant, instructor or observer."));
        continue;
      }
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<IntakeResult> Intake::take(const http::Principal& who, const CourseId& course,
                                       const std::vector<IntakeLine>& lines, Origin origin, Run run) {
  std::vector<IntakeResult> all;
  std::map<std::string, std::size_t> seen;
  // Not all in one transaction: others want to write too.
  for (std::size_t begin = 0; begin < std::max<std::size_t>(lines.size(), 1); begin += kLinesAtOnce) {
    const auto some = std::span{lines}.subspan(begin, std::min(kLinesAtOnce, lines.size() - begin));
    const auto take_some = [&](storage::Writer& db) {
      const auto open = doors_.course(db, course, who, Need::Enrol);
      std::vector<IntakeResult> results;
      for (const auto& line : some) {
        const auto [first, is_new] = seen.try_emplace(normal_email(line.email).value_or(""), line.line);
        results.push_back(is_new || first->first.empty() ? take_one(db, who, open.course, line, origin)
                                                         : problem(line.line, line.email,
                                                                   "Line " + std::to_string(first->second) +
                                                                       " has this address already."));
      }
      if (run == Run::Dry) throw Undone{std::move(results)};
      return results;
    };
    std::vector<IntakeResult> results;
    try {
      results = database_.write(take_some);
    } catch (Undone& undone) {
      results = std::move(undone.results);
    }
    std::move(results.begin(), results.end(), std::back_inserter(all));
  }
  return all;
}

IntakeResult Intake::take_one(storage::Writer& db, const http::Principal& who, const catalog::Course& course,
                              const IntakeLine& line, Origin origin) const {
  const auto email = normal_email(line.email);
  if (!email) return problem(line.line, line.email, "This is not an e-mail address.");
  if (line.group.size() > kLongestGroupName)
    return problem(line.line, line.email, "The name of the group is too long.");
  const auto as_id = [](const storage::Row& row) { return row.get<UserId>(0); };
  const auto user = db.first(kAccount, as_id, *email);
  const auto outcome =
      user ? enrol(db, who, course, line, *user, origin) : invite(db, who, course, line, *email);
  return {line.line, *email, outcome, {}};
}

IntakeOutcome Intake::enrol(storage::Writer& db, const http::Principal& who, const catalog::Course& course,
                            const IntakeLine& line, const UserId& user, Origin origin) const {
  const auto before = find_enrolment(db, course.id, user);
  const bool was_in =
      before && (before->state == EnrolmentState::Active || before->state == EnrolmentState::Suspended);
  const auto role = line.role.value_or(before ? before->role : CourseRole::Student);
  const Applicant applicant{.user = user, .role = role, .origin = origin, .way = Way::Brought};
  const auto enrolment = places_.ask(db, course, true, applicant, who);
  bool is_changed = places_.set_role(db, enrolment, role, who);
  if (!line.group.empty())
    is_changed |= add_to_group(db, group_named(db, database_.clock(), course.id, line.group), enrolment.id);
  if (!was_in) return IntakeOutcome::Enrolled;
  return is_changed ? IntakeOutcome::Changed : IntakeOutcome::Unchanged;
}

IntakeOutcome Intake::invite(storage::Writer& db, const http::Principal& who, const catalog::Course& course,
                             const IntakeLine& line, const std::string& email) const {
  if (find_open_invitation(db, course.id, email)) return IntakeOutcome::Unchanged;
  const NewInvitation draft{.role = line.role.value_or(CourseRole::Student),
                            .email = email,
                            .most_uses = 1,
                            .expires_at = db.now() + kInvitationLasts};
  const auto invitation = make_invitation(db, database_.clock(), course.id, draft, who);
  mailer_.queue(db, invitation_mail(mailer_, course, invitation));
  return IntakeOutcome::Invited;
}

}  // namespace lectern::lms
