#include "lms/personal_data.h"

#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

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

constexpr PersonalColumn kHandInColumns[] = {
    {"assignment"}, {"attempt", Kind::Number},    {"state"},
    {"text"},       {"handed_in_at", Kind::Time}, {"points", Kind::Number},
    {"feedback"}};
constexpr PersonalColumn kHandInDraftColumns[] = {{"assignment"}, {"text"}, {"saved_at", Kind::Time}};
constexpr PersonalColumn kHandInFileColumns[] = {
    {"assignment"}, {"filename"}, {"size", Kind::Number}, {"created_at", Kind::Time}};
constexpr PersonalColumn kAssignmentGradeColumns[] = {
    {"assignment"}, {"fraction", Kind::Number}, {"updated_at", Kind::Time}};
constexpr PersonalColumn kExtensionColumns[] = {
    {"assignment"}, {"due_at", Kind::Time}, {"cut_off_at", Kind::Time}};
constexpr PersonalColumn kPeerReviewColumns[] = {
    {"assignment"}, {"marks"}, {"feedback"}, {"fraction", Kind::Number}, {"done_at", Kind::Time}};

const PersonalTable kTables[] = {
    {"hand_ins", kHandIns, kHandInColumns, {&kForgetHandInFiles, &kForgetHandIns}},
    {"hand_in_drafts", kHandInDrafts, kHandInDraftColumns},
    {"hand_in_files", kHandInFiles, kHandInFileColumns},
    {"assignment_grades", kAssignmentGrades, kAssignmentGradeColumns},
    {"extensions", kExtensions, kExtensionColumns, {&kForgetExtensions}},
    {"peer_reviews", kPeerReviews, kPeerReviewColumns, {&kForgetPeerReviews}},
};

}  // namespace

std::vector<storage::PersonalData> assignment_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::lms
