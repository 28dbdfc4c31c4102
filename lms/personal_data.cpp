#include "lms/personal_data.h"

#include <array>
#include <nlohmann/json.hpp>
#include <span>

#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

// A person has fewer rows of a kind than this; an export has an end in any case.
const storage::Query kAccount{"personal_data.account", R"sql(
  SELECT email, username, name, role, language, time_zone, notify, created_at FROM account WHERE id = ?1)sql"};

const storage::Query kSessions{"personal_data.sessions", R"sql(
  SELECT address, user_agent, created_at, last_used_at FROM session WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kTokens{"personal_data.tokens", R"sql(
  SELECT name, scopes, created_at, expires_at, last_used_at FROM api_token WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kPasskeys{"personal_data.passkeys", R"sql(
  SELECT name, relying_party, created_at, last_used_at FROM passkey WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kEnrolments{"personal_data.enrolments", R"sql(
  SELECT c.title, e.role, e.state, e.origin, e.enrolled_at, e.completed_at, e.completed_lessons
    FROM enrolment e JOIN course c ON c.id = e.course_id WHERE e.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kPositions{"personal_data.positions", R"sql(
  SELECT l.title, p.seconds, p.updated_at
    FROM lesson_position p JOIN lesson l ON l.id = p.lesson_id WHERE p.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kWatched{"personal_data.watched", R"sql(
  SELECT l.title, w.spans, w.watched / 1000.0, w.updated_at
    FROM lesson_watch w JOIN lesson l ON l.id = w.lesson_id WHERE w.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kNotes{"personal_data.notes", R"sql(
  SELECT l.title, n.seconds, n.text, n.created_at
    FROM lesson_note n JOIN lesson l ON l.id = n.lesson_id WHERE n.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kForgetNotes{"personal_data.forget_notes", R"sql(
  DELETE FROM lesson_note WHERE account_id = ?1)sql"};

const storage::Query kPosts{"personal_data.posts", R"sql(
  SELECT t.title, p.text, p.state, p.seconds, p.created_at, p.edited_at
    FROM forum_post p JOIN forum_thread t ON t.id = p.thread_id WHERE p.author_id = ?1 LIMIT 50000)sql"};

const storage::Query kThreads{"personal_data.threads", R"sql(
  SELECT title, kind, created_at FROM forum_thread WHERE author_id = ?1 LIMIT 50000)sql"};

const storage::Query kDrafts{"personal_data.drafts", R"sql(
  SELECT place, content, updated_at FROM forum_draft WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kVotes{"personal_data.votes", R"sql(
  SELECT post_id FROM forum_vote WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kFollowed{"personal_data.followed", R"sql(
  SELECT scope, target_id, level, created_at FROM forum_subscription WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kReadThreads{"personal_data.read_threads", R"sql(
  SELECT t.title, r.read_at
    FROM forum_read r JOIN forum_thread t ON t.id = r.thread_id WHERE r.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kReadForums{"personal_data.read_forums", R"sql(
  SELECT c.title, r.read_at
    FROM forum_course_read r JOIN course c ON c.id = r.course_id WHERE r.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kPostReports{"personal_data.post_reports", R"sql(
  SELECT reason, created_at FROM forum_report WHERE account_id = ?1 LIMIT 50000)sql"};

// What others answered stays readable; only what its author had taken back of it goes.
const storage::Query kForgetVersions{"personal_data.forget_post_versions", R"sql(
  DELETE FROM forum_post_version WHERE post_id IN (SELECT id FROM forum_post WHERE author_id = ?1))sql"};

const storage::Query kForgetDeleted{"personal_data.forget_deleted_posts", R"sql(
  UPDATE forum_post SET text = '' WHERE author_id = ?1 AND state = 'deleted')sql"};

const storage::Query kForgetDrafts{"personal_data.forget_drafts", R"sql(
  DELETE FROM forum_draft WHERE account_id = ?1)sql"};

const storage::Query kForgetFollowed{"personal_data.forget_followed", R"sql(
  DELETE FROM forum_subscription WHERE account_id = ?1)sql"};

const storage::Query kForgetReadThreads{"personal_data.forget_read_threads", R"sql(
  DELETE FROM forum_read WHERE account_id = ?1)sql"};

const storage::Query kForgetReadForums{"personal_data.forget_read_forums", R"sql(
  DELETE FROM forum_course_read WHERE account_id = ?1)sql"};

const storage::Query kForgetPostReports{"personal_data.forget_post_reports", R"sql(
  DELETE FROM forum_report WHERE account_id = ?1)sql"};

const storage::Query kCompletions{"personal_data.completions", R"sql(
  SELECT l.title, k.how, k.completed_at
    FROM lesson_completion k JOIN lesson l ON l.id = k.lesson_id WHERE k.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kQuizAnswers{"personal_data.quiz_answers", R"sql(
  SELECT l.title, t.number, a.slot, a.response, a.saved_at
    FROM quiz_attempt t JOIN attempt_answer a ON a.attempt_id = t.id JOIN lesson l ON l.id = t.lesson_id
   WHERE t.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kQuizGrades{"personal_data.quiz_grades", R"sql(
  SELECT l.title, g.fraction, g.updated_at
    FROM quiz_grade g JOIN lesson l ON l.id = g.lesson_id WHERE g.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kAttemptEvents{"personal_data.quiz_events", R"sql(
  SELECT l.title, t.number, e.what, e.details, e.at
    FROM quiz_attempt t JOIN attempt_event e ON e.attempt_id = t.id JOIN lesson l ON l.id = t.lesson_id
   WHERE t.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kHandIns{"personal_data.hand_ins", R"sql(
  SELECT l.title, h.number, h.state, h.text, h.handed_in_at, h.points, h.feedback
    FROM hand_in_person p JOIN hand_in h ON h.id = p.hand_in_id JOIN lesson l ON l.id = h.lesson_id
   WHERE p.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kHandInDrafts{"personal_data.hand_in_drafts", R"sql(
  SELECT l.title, h.text, h.saved_at FROM hand_in h JOIN lesson l ON l.id = h.lesson_id
   WHERE h.account_id = ?1 AND h.state = 'draft' LIMIT 50000)sql"};

const storage::Query kHandInFiles{"personal_data.hand_in_files", R"sql(
  SELECT l.title, d.filename, d.size, d.created_at
    FROM hand_in_person p JOIN hand_in_file f ON f.hand_in_id = p.hand_in_id JOIN document d ON d.id = f.document_id
                          JOIN lesson l ON l.id = d.lesson_id
   WHERE p.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kAssignmentGrades{"personal_data.assignment_grades", R"sql(
  SELECT l.title, g.fraction, g.updated_at
    FROM assignment_grade g JOIN lesson l ON l.id = g.lesson_id WHERE g.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kExtensions{"personal_data.extensions", R"sql(
  SELECT l.title, x.due_at, x.cut_off_at
    FROM assignment_extension x JOIN lesson l ON l.id = x.lesson_id WHERE x.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kPeerReviews{"personal_data.peer_reviews", R"sql(
  SELECT l.title, r.marks, r.feedback, r.fraction, r.done_at
    FROM peer_review r JOIN lesson l ON l.id = r.lesson_id WHERE r.account_id = ?1 LIMIT 50000)sql"};

// What a group handed in is the others' too.
const storage::Query kForgetHandInFiles{"personal_data.forget_hand_in_files", R"sql(
  DELETE FROM document
   WHERE id IN (SELECT f.document_id FROM hand_in h JOIN hand_in_file f ON f.hand_in_id = h.id
                 WHERE h.account_id = ?1 AND h.group_id IS NULL))sql"};

const storage::Query kForgetHandIns{"personal_data.forget_hand_ins", R"sql(
  UPDATE hand_in SET text = '' WHERE account_id = ?1 AND group_id IS NULL)sql"};

const storage::Query kForgetExtensions{"personal_data.forget_extensions", R"sql(
  DELETE FROM assignment_extension WHERE account_id = ?1)sql"};

const storage::Query kForgetPeerReviews{"personal_data.forget_peer_reviews", R"sql(
  UPDATE peer_review SET feedback = '' WHERE account_id = ?1)sql"};

const storage::Query kVideoAnswers{"personal_data.video_answers", R"sql(
  SELECT l.title, m.at / 1000.0, a.number, a.response, a.answered_at
    FROM video_answer a JOIN video_moment m ON m.id = a.moment_id JOIN lesson l ON l.id = m.lesson_id
   WHERE a.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kCourses{"personal_data.courses", R"sql(
  SELECT id, title, summary, created_at FROM course WHERE owner_id = ?1 LIMIT 50000)sql"};

const storage::Query kRoles{"personal_data.roles", R"sql(
  SELECT r.name FROM account_role g JOIN role r ON r.id = g.role_id WHERE g.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kIdentities{"personal_data.identities", R"sql(
  SELECT provider, subject, email, created_at, last_used_at
    FROM external_identity WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kSecondFactor{"personal_data.second_factor", R"sql(
  SELECT is_on, created_at FROM second_factor WHERE account_id = ?1)sql"};

const storage::Query kSubscriptions{"personal_data.subscriptions", R"sql(
  SELECT c.name, s.state, s.since
    FROM category_subscription s JOIN category c ON c.id = s.category_id WHERE s.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kCohorts{"personal_data.cohorts", R"sql(
  SELECT c.name, m.source, m.added_at
    FROM cohort_member m JOIN cohort c ON c.id = m.cohort_id WHERE m.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kProgrammes{"personal_data.programmes", R"sql(
  SELECT p.title, m.joined_at
    FROM programme_member m JOIN programme p ON p.id = m.programme_id WHERE m.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kOwnProgrammes{"personal_data.own_programmes", R"sql(
  SELECT id, title, created_at FROM programme WHERE owner_id = ?1 LIMIT 50000)sql"};

const storage::Query kReviews{"personal_data.reviews", R"sql(
  SELECT c.title, r.rating, r.text, r.created_at, r.updated_at
    FROM course_review r JOIN course c ON c.id = r.course_id WHERE r.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kAnswers{"personal_data.answers", R"sql(
  SELECT c.title, r.reply, r.replied_at
    FROM course_review r JOIN course c ON c.id = r.course_id WHERE r.replied_by = ?1 LIMIT 50000)sql"};

const storage::Query kReports{"personal_data.reports", R"sql(
  SELECT reason, created_at FROM course_review_report WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kAnnouncements{"personal_data.announcements", R"sql(
  SELECT title, body, created_at FROM announcement WHERE author_id = ?1 LIMIT 50000)sql"};

const storage::Query kRead{"personal_data.read_announcements", R"sql(
  SELECT a.title, r.read_at
    FROM announcement_read r JOIN announcement a ON a.id = r.announcement_id WHERE r.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kMessages{"personal_data.messages", R"sql(
  SELECT c.title, m.subject, m.body, m.sent_at
    FROM course_message m JOIN course c ON c.id = m.course_id WHERE m.author_id = ?1 LIMIT 50000)sql"};

const storage::Query kReceived{"personal_data.received_messages", R"sql(
  SELECT m.subject, m.body, m.sent_at, r.read_at
    FROM course_message_recipient r JOIN course_message m ON m.id = r.message_id WHERE r.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kForgetReceived{"personal_data.forget_received_messages", R"sql(
  DELETE FROM course_message_recipient WHERE account_id = ?1)sql"};

const storage::Query kChanges{"personal_data.changes", R"sql(
  SELECT subject, subject_id, created_at FROM content_version WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kUploads{"personal_data.uploads", R"sql(
  SELECT filename, size, created_at FROM upload WHERE owner_id = ?1 LIMIT 50000)sql"};

const storage::Query kArchives{"personal_data.archives", R"sql(
  SELECT direction, title, created_at FROM course_archive WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kInvited{"personal_data.invited", R"sql(
  SELECT email, role, created_at FROM account_invitation WHERE invited_by = ?1 LIMIT 50000)sql"};

const storage::Query kInvitedToCourses{"personal_data.invited_to_courses", R"sql(
  SELECT c.title, i.email, i.role, i.created_at
    FROM invitation i JOIN course c ON c.id = i.course_id WHERE i.invited_by = ?1 LIMIT 50000)sql"};

const storage::Query kPictures{"personal_data.pictures", R"sql(
  SELECT owner_use, key, alt, created_at
    FROM picture WHERE owner_use IN ('account', 'text') AND owner_id = ?1 LIMIT 50000)sql"};

const storage::Query kGrades{"personal_data.grades", R"sql(
  SELECT i.name, g.earned, g.override, i.most, g.updated_at
    FROM grade g JOIN grade_item i ON i.id = g.item_id WHERE g.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kGradeChanges{"personal_data.grade_changes", R"sql(
  SELECT i.name, h.override, h.reason, h.changed_at
    FROM grade_history h JOIN grade_item i ON i.id = h.item_id WHERE h.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kCertificates{"personal_data.certificates", R"sql(
  SELECT course_title, name, code, issued_at, valid_until, revoked_at
    FROM certificate WHERE account_id = ?1 LIMIT 50000)sql"};

const storage::Query kForgetCertificates{"personal_data.forget_certificates", R"sql(
  DELETE FROM certificate WHERE account_id = ?1)sql"};

const storage::Query kCalendarFeed{"personal_data.calendar_feed", R"sql(
  SELECT created_at, fetched_at FROM calendar_feed WHERE account_id = ?1)sql"};

const storage::Query kForgetCalendarFeed{"personal_data.forget_calendar_feed", R"sql(
  DELETE FROM calendar_feed WHERE account_id = ?1)sql"};

const storage::Query kForgetTold{"personal_data.forget_told", R"sql(
  DELETE FROM calendar_told WHERE account_id = ?1)sql"};

const storage::Query kActs{"personal_data.acts", R"sql(
  SELECT action, object_kind, object_id, address, at FROM audit WHERE account_id = ?1 LIMIT 50000)sql"};

// That somebody took the course is counted in its figures; who it was is gone with the account's name.
const storage::Query kEndEnrolments{"personal_data.end_enrolments", R"sql(
  UPDATE enrolment SET state = 'ended', sort_name = '', last_active_at = 0 WHERE account_id = ?1)sql"};

const storage::Query kForgetPositions{"personal_data.forget_positions", R"sql(
  DELETE FROM lesson_position WHERE account_id = ?1)sql"};

const storage::Query kForgetRoles{"personal_data.forget_roles", R"sql(
  DELETE FROM account_role WHERE account_id = ?1)sql"};

// Or whoever the provider vouches for would come back to an account that is no more.
const storage::Query kForgetIdentities{"personal_data.forget_identities", R"sql(
  DELETE FROM external_identity WHERE account_id = ?1)sql"};

const storage::Query kForgetVisits{"personal_data.forget_visits", R"sql(
  DELETE FROM oidc_visit WHERE links_account = ?1)sql"};

const storage::Query kForgetSubscriptions{"personal_data.forget_subscriptions", R"sql(
  DELETE FROM category_subscription WHERE account_id = ?1)sql"};

const storage::Query kShrinkCohorts{"personal_data.shrink_cohorts", R"sql(
  UPDATE cohort SET members = members - 1
   WHERE id IN (SELECT cohort_id FROM cohort_member WHERE account_id = ?1))sql"};

const storage::Query kLeaveCohorts{"personal_data.leave_cohorts", R"sql(
  DELETE FROM cohort_member WHERE account_id = ?1)sql"};

const storage::Query kLeaveProgrammes{"personal_data.leave_programmes", R"sql(
  DELETE FROM programme_member WHERE account_id = ?1)sql"};

const storage::Query kForgetReports{"personal_data.forget_reports", R"sql(
  DELETE FROM course_review_report WHERE account_id = ?1)sql"};

const storage::Query kForgetRead{"personal_data.forget_read", R"sql(
  DELETE FROM announcement_read WHERE account_id = ?1)sql"};

// Their files have no row from then on, and go with the next sweep; so do those of exports.
const storage::Query kForgetArchives{"personal_data.forget_archives", R"sql(
  DELETE FROM course_archive WHERE account_id = ?1)sql"};

const storage::Query kForgetExports{"personal_data.forget_exports", R"sql(
  DELETE FROM data_export WHERE account_id = ?1)sql"};

// Those in texts stay where they stand.
const storage::Query kForgetPicture{"personal_data.forget_picture", R"sql(
  DELETE FROM picture WHERE owner_use = 'account' AND owner_id = ?1)sql"};

const storage::Query kForgetWatched{"personal_data.forget_watched", R"sql(
  DELETE FROM lesson_watch WHERE account_id = ?1)sql"};

// Marks are figures of the course; the words are the person's.
const storage::Query kForgetAnswers{"personal_data.forget_quiz_answers", R"sql(
  UPDATE attempt_answer SET response = NULL
   WHERE attempt_id IN (SELECT id FROM quiz_attempt WHERE account_id = ?1))sql"};

const storage::Query kForgetAttemptEvents{"personal_data.forget_quiz_events", R"sql(
  DELETE FROM attempt_event WHERE attempt_id IN (SELECT id FROM quiz_attempt WHERE account_id = ?1))sql"};

const storage::Query kForgetEssayFiles{"personal_data.forget_essay_files", R"sql(
  DELETE FROM document WHERE id IN (SELECT f.document_id FROM quiz_attempt t JOIN attempt_file f ON f.attempt_id = t.id
                                     WHERE t.account_id = ?1))sql"};

const storage::Query kForgetVideoAnswers{"personal_data.forget_video_answers", R"sql(
  UPDATE video_answer SET response = '{}' WHERE account_id = ?1)sql"};

enum class Kind { Text, Number, Time };

struct Column {
  const char* name;
  Kind kind = Kind::Text;
};

struct Table {
  const char* name;
  const storage::Query& collect;
  std::span<const Column> columns;
  std::array<const storage::Query*, 2> erase = {};  ///< In this order; null: no more.
};

constexpr Column kAccountColumns[] = {{"email"},    {"username"},  {"name"},   {"role"},
                                      {"language"}, {"time_zone"}, {"notify"}, {"created_at", Kind::Time}};
constexpr Column kSessionColumns[] = {
    {"address"}, {"user_agent"}, {"created_at", Kind::Time}, {"last_used_at", Kind::Time}};
constexpr Column kTokenColumns[] = {{"name"},
                                    {"scopes"},
                                    {"created_at", Kind::Time},
                                    {"expires_at", Kind::Time},
                                    {"last_used_at", Kind::Time}};
constexpr Column kPasskeyColumns[] = {
    {"name"}, {"relying_party"}, {"created_at", Kind::Time}, {"last_used_at", Kind::Time}};
constexpr Column kEnrolmentColumns[] = {{"course"},
                                        {"role"},
                                        {"state"},
                                        {"origin"},
                                        {"enrolled_at", Kind::Time},
                                        {"completed_at", Kind::Time},
                                        {"completed_lessons", Kind::Number}};
constexpr Column kPositionColumns[] = {{"lesson"}, {"seconds", Kind::Number}, {"updated_at", Kind::Time}};
constexpr Column kWatchedColumns[] = {
    {"lesson"}, {"spans"}, {"seconds", Kind::Number}, {"updated_at", Kind::Time}};
constexpr Column kNoteColumns[] = {
    {"lesson"}, {"seconds", Kind::Number}, {"text"}, {"created_at", Kind::Time}};
constexpr Column kCompletionColumns[] = {{"lesson"}, {"how"}, {"completed_at", Kind::Time}};
constexpr Column kQuizAnswerColumns[] = {
    {"quiz"}, {"attempt", Kind::Number}, {"question", Kind::Number}, {"response"}, {"saved_at", Kind::Time}};
constexpr Column kVideoAnswerColumns[] = {
    {"lesson"}, {"seconds", Kind::Number}, {"try", Kind::Number}, {"response"}, {"answered_at", Kind::Time}};
constexpr Column kQuizGradeColumns[] = {{"quiz"}, {"fraction", Kind::Number}, {"updated_at", Kind::Time}};
constexpr Column kAttemptEventColumns[] = {
    {"quiz"}, {"attempt", Kind::Number}, {"what"}, {"details"}, {"at", Kind::Time}};
constexpr Column kHandInColumns[] = {{"assignment"}, {"attempt", Kind::Number},    {"state"},
                                     {"text"},       {"handed_in_at", Kind::Time}, {"points", Kind::Number},
                                     {"feedback"}};
constexpr Column kHandInDraftColumns[] = {{"assignment"}, {"text"}, {"saved_at", Kind::Time}};
constexpr Column kHandInFileColumns[] = {
    {"assignment"}, {"filename"}, {"size", Kind::Number}, {"created_at", Kind::Time}};
constexpr Column kAssignmentGradeColumns[] = {
    {"assignment"}, {"fraction", Kind::Number}, {"updated_at", Kind::Time}};
constexpr Column kExtensionColumns[] = {{"assignment"}, {"due_at", Kind::Time}, {"cut_off_at", Kind::Time}};
constexpr Column kPeerReviewColumns[] = {
    {"assignment"}, {"marks"}, {"feedback"}, {"fraction", Kind::Number}, {"done_at", Kind::Time}};
constexpr Column kCourseColumns[] = {{"id"}, {"title"}, {"summary"}, {"created_at", Kind::Time}};
constexpr Column kRoleColumns[] = {{"name"}};
constexpr Column kIdentityColumns[] = {
    {"provider"}, {"subject"}, {"email"}, {"created_at", Kind::Time}, {"last_used_at", Kind::Time}};
constexpr Column kFactorColumns[] = {{"is_on", Kind::Number}, {"created_at", Kind::Time}};
constexpr Column kSubscriptionColumns[] = {{"category"}, {"state"}, {"since", Kind::Time}};
constexpr Column kCohortColumns[] = {{"name"}, {"source"}, {"added_at", Kind::Time}};
constexpr Column kProgrammeColumns[] = {{"title"}, {"joined_at", Kind::Time}};
constexpr Column kOwnProgrammeColumns[] = {{"id"}, {"title"}, {"created_at", Kind::Time}};
constexpr Column kReviewColumns[] = {
    {"course"}, {"rating", Kind::Number}, {"text"}, {"created_at", Kind::Time}, {"updated_at", Kind::Time}};
constexpr Column kAnswerColumns[] = {{"course"}, {"reply"}, {"replied_at", Kind::Time}};
constexpr Column kReportColumns[] = {{"reason"}, {"created_at", Kind::Time}};
constexpr Column kAnnouncementColumns[] = {{"title"}, {"text"}, {"created_at", Kind::Time}};
constexpr Column kReadColumns[] = {{"title"}, {"read_at", Kind::Time}};
constexpr Column kPostColumns[] = {{"thread"},
                                   {"text"},
                                   {"state"},
                                   {"seconds", Kind::Number},
                                   {"created_at", Kind::Time},
                                   {"edited_at", Kind::Time}};
constexpr Column kThreadColumns[] = {{"title"}, {"kind"}, {"created_at", Kind::Time}};
constexpr Column kDraftColumns[] = {{"place"}, {"content"}, {"updated_at", Kind::Time}};
constexpr Column kVoteColumns[] = {{"post"}};
constexpr Column kFollowedColumns[] = {{"what"}, {"id"}, {"level"}, {"since", Kind::Time}};
constexpr Column kMessageColumns[] = {{"course"}, {"subject"}, {"text"}, {"sent_at", Kind::Time}};
constexpr Column kReceivedColumns[] = {
    {"subject"}, {"text"}, {"sent_at", Kind::Time}, {"read_at", Kind::Time}};
constexpr Column kChangeColumns[] = {{"kind"}, {"id"}, {"created_at", Kind::Time}};
constexpr Column kUploadColumns[] = {{"filename"}, {"size", Kind::Number}, {"created_at", Kind::Time}};
constexpr Column kArchiveColumns[] = {{"direction"}, {"title"}, {"created_at", Kind::Time}};
constexpr Column kInvitedColumns[] = {{"email"}, {"role"}, {"created_at", Kind::Time}};
constexpr Column kInvitedToColumns[] = {{"course"}, {"email"}, {"role"}, {"created_at", Kind::Time}};
constexpr Column kPictureColumns[] = {{"use"}, {"key"}, {"alt"}, {"created_at", Kind::Time}};
constexpr Column kGradeColumns[] = {{"item"},
                                    {"earned", Kind::Number},
                                    {"override", Kind::Number},
                                    {"most", Kind::Number},
                                    {"updated_at", Kind::Time}};
constexpr Column kGradeChangeColumns[] = {
    {"item"}, {"override", Kind::Number}, {"reason"}, {"changed_at", Kind::Time}};
constexpr Column kCertificateColumns[] = {{"course"},
                                          {"name"},
                                          {"code"},
                                          {"issued_at", Kind::Time},
                                          {"valid_until", Kind::Time},
                                          {"revoked_at", Kind::Time}};
constexpr Column kCalendarFeedColumns[] = {{"created_at", Kind::Time}, {"fetched_at", Kind::Time}};
constexpr Column kActColumns[] = {
    {"action"}, {"object_kind"}, {"object_id"}, {"address"}, {"at", Kind::Time}};

// Without an eraser: People empties the account and what guards it; courses stay for those who take them.
const Table kTables[] = {
    {"account", kAccount, kAccountColumns},
    {"sessions", kSessions, kSessionColumns},
    {"api_tokens", kTokens, kTokenColumns},
    {"passkeys", kPasskeys, kPasskeyColumns},
    {"enrolments", kEnrolments, kEnrolmentColumns, {&kEndEnrolments}},
    {"positions", kPositions, kPositionColumns, {&kForgetPositions}},
    {"watched", kWatched, kWatchedColumns, {&kForgetWatched}},
    {"notes", kNotes, kNoteColumns, {&kForgetNotes}},
    {"completed_lessons", kCompletions, kCompletionColumns},
    {"quiz_answers", kQuizAnswers, kQuizAnswerColumns, {&kForgetAnswers, &kForgetEssayFiles}},
    {"video_answers", kVideoAnswers, kVideoAnswerColumns, &kForgetVideoAnswers},
    {"quiz_grades", kQuizGrades, kQuizGradeColumns},
    {"quiz_events", kAttemptEvents, kAttemptEventColumns, &kForgetAttemptEvents},
    {"hand_ins", kHandIns, kHandInColumns, {&kForgetHandInFiles, &kForgetHandIns}},
    {"hand_in_drafts", kHandInDrafts, kHandInDraftColumns},
    {"hand_in_files", kHandInFiles, kHandInFileColumns},
    {"assignment_grades", kAssignmentGrades, kAssignmentGradeColumns},
    {"extensions", kExtensions, kExtensionColumns, {&kForgetExtensions}},
    {"peer_reviews", kPeerReviews, kPeerReviewColumns, {&kForgetPeerReviews}},
    {"courses", kCourses, kCourseColumns},
    {"roles", kRoles, kRoleColumns, {&kForgetRoles}},
    {"linked_sign_ins", kIdentities, kIdentityColumns, {&kForgetIdentities, &kForgetVisits}},
    {"second_factor", kSecondFactor, kFactorColumns},
    {"subscriptions", kSubscriptions, kSubscriptionColumns, {&kForgetSubscriptions}},
    {"cohorts", kCohorts, kCohortColumns, {&kShrinkCohorts, &kLeaveCohorts}},
    {"programmes", kProgrammes, kProgrammeColumns, {&kLeaveProgrammes}},
    {"own_programmes", kOwnProgrammes, kOwnProgrammeColumns},
    {"reviews", kReviews, kReviewColumns},
    {"answers_to_reviews", kAnswers, kAnswerColumns},
    {"reports_of_reviews", kReports, kReportColumns, {&kForgetReports}},
    {"threads", kThreads, kThreadColumns},
    {"posts", kPosts, kPostColumns, {&kForgetVersions, &kForgetDeleted}},
    {"drafts_of_posts", kDrafts, kDraftColumns, {&kForgetDrafts}},
    {"votes_for_posts", kVotes, kVoteColumns},
    {"followed_threads", kFollowed, kFollowedColumns, {&kForgetFollowed}},
    {"read_threads", kReadThreads, kReadColumns, {&kForgetReadThreads}},
    {"read_forums", kReadForums, kReadColumns, {&kForgetReadForums}},
    {"reports_of_posts", kPostReports, kReportColumns, {&kForgetPostReports}},
    {"announcements", kAnnouncements, kAnnouncementColumns},
    {"read_announcements", kRead, kReadColumns, {&kForgetRead}},
    {"messages", kMessages, kMessageColumns},
    {"received_messages", kReceived, kReceivedColumns, {&kForgetReceived}},
    {"changes", kChanges, kChangeColumns},
    {"uploads", kUploads, kUploadColumns},
    {"archives", kArchives, kArchiveColumns, {&kForgetArchives, &kForgetExports}},
    {"invitations", kInvited, kInvitedColumns},
    {"course_invitations", kInvitedToCourses, kInvitedToColumns},
    {"pictures", kPictures, kPictureColumns, {&kForgetPicture}},
    {"grades", kGrades, kGradeColumns},
    {"changes_of_grades", kGradeChanges, kGradeChangeColumns},
    {"certificates", kCertificates, kCertificateColumns, {&kForgetCertificates}},
    {"calendar_feed", kCalendarFeed, kCalendarFeedColumns, {&kForgetCalendarFeed, &kForgetTold}},
    {"acts", kActs, kActColumns},
};

nlohmann::json value_of(const storage::Row& row, int column, Kind kind) {
  if (row.is_null(column)) return nullptr;
  switch (kind) {
    case Kind::Text:
      return row.text(column);
    case Kind::Number:
      return row.real(column);
    case Kind::Time:
      return to_rfc3339(row.get<Instant>(column));
  }
  return nullptr;
}

std::string collected(const Table& table, const storage::Reader& db, const UserId& user) {
  nlohmann::json rows = nlohmann::json::array();
  db.each(
      table.collect,
      [&](const storage::Row& row) {
        nlohmann::json object;
        int index = 0;
        for (const auto& column : table.columns) object[column.name] = value_of(row, index++, column.kind);
        rows.push_back(std::move(object));
      },
      user);
  return rows.dump(2);
}

}  // namespace

std::vector<PersonalData> personal_data() {
  std::vector<PersonalData> parts;
  for (const auto& table : kTables) {
    PersonalData part;
    part.name = table.name;
    part.collect = [&table](const storage::Reader& db, const UserId& user) {
      return collected(table, db, user);
    };
    part.erase = [&table](storage::Writer& db, const UserId& user) {
      for (const auto* query : table.erase)
        if (query != nullptr) db.run(*query, user);
    };
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace lectern::lms
