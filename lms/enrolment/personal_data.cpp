#include "lms/personal_data.h"

#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

const storage::Query kEnrolments{"personal_data.enrolments", R"sql(
  SELECT c.title, e.role, e.state, e.origin, e.enrolled_at, e.completed_at, e.completed_lessons
    FROM enrolment e JOIN course c ON c.id = e.course_id WHERE e.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kSubscriptions{"personal_data.subscriptions", R"sql(
  SELECT c.name, s.state, s.since
    FROM category_subscription s JOIN category c ON c.id = s.category_id WHERE s.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kCohorts{"personal_data.cohorts", R"sql(
  SELECT c.name, m.source, m.added_at
    FROM cohort_member m JOIN cohort c ON c.id = m.cohort_id WHERE m.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kMessages{"personal_data.messages", R"sql(
  SELECT c.title, m.subject, m.body, m.sent_at
    FROM course_message m JOIN course c ON c.id = m.course_id WHERE m.author_id = ?1 LIMIT 50000)sql"};

const storage::Query kReceived{"personal_data.received_messages", R"sql(
  SELECT m.subject, m.body, m.sent_at, r.read_at
    FROM course_message_recipient r JOIN course_message m ON m.id = r.message_id WHERE r.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kForgetReceived{"personal_data.forget_received_messages", R"sql(
  DELETE FROM course_message_recipient WHERE account_id = ?1)sql"};

const storage::Query kInvitedToCourses{"personal_data.invited_to_courses", R"sql(
  SELECT c.title, i.email, i.role, i.created_at
    FROM invitation i JOIN course c ON c.id = i.course_id WHERE i.invited_by = ?1 LIMIT 50000)sql"};

// That somebody took the course is counted in its figures; who it was is gone with the account's name.
const storage::Query kEndEnrolments{"personal_data.end_enrolments", R"sql(
  UPDATE enrolment SET state = 'ended', sort_name = '', last_active_at = 0 WHERE account_id = ?1)sql"};

const storage::Query kForgetSubscriptions{"personal_data.forget_subscriptions", R"sql(
  DELETE FROM category_subscription WHERE account_id = ?1)sql"};

const storage::Query kShrinkCohorts{"personal_data.shrink_cohorts", R"sql(
  UPDATE cohort SET members = members - 1
   WHERE id IN (SELECT cohort_id FROM cohort_member WHERE account_id = ?1))sql"};

const storage::Query kLeaveCohorts{"personal_data.leave_cohorts", R"sql(
  DELETE FROM cohort_member WHERE account_id = ?1)sql"};

constexpr PersonalColumn kEnrolmentColumns[] = {{"course"},
                                                {"role"},
                                                {"state"},
                                                {"origin"},
                                                {"enrolled_at", Kind::Time},
                                                {"completed_at", Kind::Time},
                                                {"completed_lessons", Kind::Number}};
constexpr PersonalColumn kSubscriptionColumns[] = {{"category"}, {"state"}, {"since", Kind::Time}};
constexpr PersonalColumn kCohortColumns[] = {{"name"}, {"source"}, {"added_at", Kind::Time}};
constexpr PersonalColumn kMessageColumns[] = {{"course"}, {"subject"}, {"text"}, {"sent_at", Kind::Time}};
constexpr PersonalColumn kReceivedColumns[] = {
    {"subject"}, {"text"}, {"sent_at", Kind::Time}, {"read_at", Kind::Time}};
constexpr PersonalColumn kInvitedToColumns[] = {{"course"}, {"email"}, {"role"}, {"created_at", Kind::Time}};

const PersonalTable kTables[] = {
    {"enrolments", kEnrolments, kEnrolmentColumns, {&kEndEnrolments}},
    {"subscriptions", kSubscriptions, kSubscriptionColumns, {&kForgetSubscriptions}},
    {"cohorts", kCohorts, kCohortColumns, {&kShrinkCohorts, &kLeaveCohorts}},
    {"messages", kMessages, kMessageColumns},
    {"received_messages", kReceived, kReceivedColumns, {&kForgetReceived}},
    {"course_invitations", kInvitedToCourses, kInvitedToColumns},
};

}  // namespace

std::vector<storage::PersonalData> enrolment_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::lms
