#include "lms/personal_data.h"

#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

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

const storage::Query kVideoAnswers{"personal_data.video_answers", R"sql(
  SELECT l.title, m.at / 1000.0, a.number, a.response, a.answered_at
    FROM video_answer a JOIN video_moment m ON m.id = a.moment_id JOIN lesson l ON l.id = m.lesson_id
   WHERE a.account_id = ?1 LIMIT 50000)sql"};

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

constexpr PersonalColumn kQuizAnswerColumns[] = {
    {"quiz"}, {"attempt", Kind::Number}, {"question", Kind::Number}, {"response"}, {"saved_at", Kind::Time}};
constexpr PersonalColumn kVideoAnswerColumns[] = {
    {"lesson"}, {"seconds", Kind::Number}, {"try", Kind::Number}, {"response"}, {"answered_at", Kind::Time}};
constexpr PersonalColumn kQuizGradeColumns[] = {
    {"quiz"}, {"fraction", Kind::Number}, {"updated_at", Kind::Time}};
constexpr PersonalColumn kAttemptEventColumns[] = {
    {"quiz"}, {"attempt", Kind::Number}, {"what"}, {"details"}, {"at", Kind::Time}};

const PersonalTable kTables[] = {
    {"quiz_answers", kQuizAnswers, kQuizAnswerColumns, {&kForgetAnswers, &kForgetEssayFiles}},
    {"video_answers", kVideoAnswers, kVideoAnswerColumns, &kForgetVideoAnswers},
    {"quiz_grades", kQuizGrades, kQuizGradeColumns},
    {"quiz_events", kAttemptEvents, kAttemptEventColumns, &kForgetAttemptEvents},
};

}  // namespace

std::vector<storage::PersonalData> quiz_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::lms
