// What marking, regrading and analysis share: an attempt's rows, its log, and what its points come to.
#include "lms/quiz/attempt_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "lms/quiz/question_type.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using nlohmann::json;

const storage::Query kOne{"attempt.one", R"sql(
  SELECT id, lesson_id, account_id, number, is_preview, state, started_at, due_at, submitted_at, points, most_points, page
    FROM quiz_attempt WHERE id = ?1)sql"};

const storage::Query kAnswers{"attempt.answers", R"sql(
  SELECT a.slot, a.quiz_slot, a.page, a.section, a.question_id, a.version, a.seed, a.points, a.sequence,
         coalesce(a.response, ''), a.certainty, a.flagged, a.hints, a.fraction, a.comment, a.rubric, q.type, q.name, v.definition
    FROM attempt_answer a JOIN question q ON q.id = a.question_id
                          JOIN question_version v ON v.question_id = a.question_id AND v.version = a.version
   WHERE a.attempt_id = ?1 ORDER BY a.slot)sql"};

const storage::Query kFiles{"attempt.files", R"sql(
  SELECT d.id, d.filename, d.size FROM attempt_file f JOIN document d ON d.id = f.document_id
   WHERE f.attempt_id = ?1 AND f.slot = ?2 ORDER BY f.document_id)sql"};

const storage::Query kLateFiles{"attempt.late_files", R"sql(
  SELECT details FROM attempt_event WHERE attempt_id = ?1 AND what = ?3 AND slot = ?2 ORDER BY number)sql"};

const storage::Query kLog{"attempt.log", R"sql(
  INSERT INTO attempt_event (attempt_id, number, what, slot, details, at)
  VALUES (?1, coalesce((SELECT max(number) FROM attempt_event WHERE attempt_id = ?1), 0) + 1, ?2, ?3, ?4, ?5))sql"};

const storage::Query kSetFraction{"attempt.set_fraction", R"sql(
  UPDATE attempt_answer SET fraction = ?3 WHERE attempt_id = ?1 AND slot = ?2)sql"};

const storage::Query kSum{"attempt.sum", R"sql(
  SELECT coalesce(sum(points * fraction), 0.0), count(*) - count(fraction) FROM attempt_answer WHERE attempt_id = ?1)sql"};

const storage::Query kSettle{"attempt.settle", R"sql(
  UPDATE quiz_attempt SET state = ?2, points = ?3 WHERE id = ?1)sql"};

const storage::Query kFinished{"attempt.finished", R"sql(
  SELECT points, most_points FROM quiz_attempt
   WHERE lesson_id = ?1 AND account_id = ?2 AND is_preview = 0 AND state = 'graded' ORDER BY number)sql"};

const storage::Query kPutGrade{"quiz_grade.put", R"sql(
  INSERT INTO quiz_grade (lesson_id, account_id, fraction, passed, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (lesson_id, account_id) DO UPDATE
     SET fraction = excluded.fraction, passed = excluded.passed, updated_at = excluded.updated_at)sql"};

double share_of(double points, double most) {
  return most > 0 ? std::clamp(points / most, 0.0, 1.0) : 1.0;
}

Answer as_answer(const storage::Row& row) {
  Answer answer;
  answer.slot = row.get<std::int64_t>(0);
  answer.quiz_slot = row.get<std::int64_t>(1);
  answer.page = row.get<std::int64_t>(2);
  answer.section = row.get<std::string>(3);
  answer.question = row.get<QuestionId>(4);
  answer.version = row.get<std::int64_t>(5);
  answer.seed = row.get<std::uint64_t>(6);
  answer.points = row.get<double>(7);
  answer.sequence = row.get<std::int64_t>(8);
  answer.response = row.get<std::string>(9);
  answer.certainty = row.get<std::optional<std::int64_t>>(10);
  answer.is_flagged = row.get<bool>(11);
  answer.hints = row.get<std::int64_t>(12);
  answer.fraction = row.get<std::optional<double>>(13);
  answer.comment = row.get<std::string>(14);
  answer.rubric = row.get<std::string>(15);
  answer.type = row.get<std::string>(16);
  answer.name = row.get<std::string>(17);
  answer.definition = row.get<std::string>(18);
  return answer;
}

}  // namespace

std::optional<double> Attempt::fraction() const {
  if (!points) return std::nullopt;
  return share_of(*points, most_points);
}

Attempt as_attempt(const storage::Row& row) {
  Attempt attempt;
  attempt.id = row.get<AttemptId>(0);
  attempt.lesson = row.get<LessonId>(1);
  attempt.user = row.get<UserId>(2);
  attempt.number = row.get<std::int64_t>(3);
  attempt.is_preview = row.get<bool>(4);
  attempt.state = row.get<AttemptState>(5);
  attempt.started_at = row.get<Instant>(6);
  attempt.due_at = row.get<std::optional<Instant>>(7);
  attempt.submitted_at = row.get<std::optional<Instant>>(8);
  attempt.points = row.get<std::optional<double>>(9);
  attempt.most_points = row.get<double>(10);
  attempt.page = row.get<std::int64_t>(11);
  return attempt;
}

std::optional<Attempt> attempt_of(const storage::Reader& db, const AttemptId& id) {
  return db.first(kOne, as_attempt, id);
}

namespace {

std::vector<std::string> late_files_of(const storage::Reader& db, const AttemptId& id, std::int64_t slot) {
  const auto as_name = [](const storage::Row& row) {
    return json::parse(row.get<std::string>(0)).value("filename", "");
  };
  return db.all(kLateFiles, as_name, id, slot, kLateFile);
}

}  // namespace

std::vector<Answer> answers_of(const storage::Reader& db, const AttemptId& id) {
  auto answers = db.all(kAnswers, as_answer, id);
  for (auto& answer : answers)
    if (answer.type == "essay") {
      answer.files = files_of(db, id, answer.slot);
      answer.late_files = late_files_of(db, id, answer.slot);
    }
  return answers;
}

std::vector<EssayFile> files_of(const storage::Reader& db, const AttemptId& id, std::int64_t slot) {
  const auto as_file = [](const storage::Row& row) {
    return EssayFile{row.get<catalog::DocumentId>(0), row.get<std::string>(1), row.get<std::int64_t>(2)};
  };
  return db.all(kFiles, as_file, id, slot);
}

std::optional<double> marked_fraction(const Answer& answer, const std::string& definition_text,
                                      const QuizRules& rules) {
  const auto definition = json::parse(definition_text);
  const auto response = answer.response.empty() ? json(nullptr) : json::parse(answer.response);
  if (!answer.files.empty()) return std::nullopt;  // Somebody has to read them.
  if (answer.type != "information" && !is_answered(response)) return 0.0;
  const auto mark = question_type(answer.type).mark({definition, answer.seed}, response);
  if (!mark.fraction) return std::nullopt;
  double fraction = *mark.fraction;
  const auto hints = definition.value("hints", json::array());
  for (std::size_t hint = 0; hint < static_cast<std::size_t>(answer.hints) && hint < hints.size(); ++hint)
    if (fraction > 0) fraction = std::max(0.0, fraction - hints[hint].value("cost", 0.0));
  if (rules.asks_certainty && answer.type != "information")
    fraction = certain_fraction(fraction, answer.certainty.value_or(1));
  return fraction;
}

void log_event(storage::Writer& db, const AttemptId& id, const char* what, std::optional<std::int64_t> slot,
               const std::string& details) {
  db.run(kLog, id, what, slot, details, db.now());
}

void set_fraction(storage::Writer& db, const AttemptId& id, std::int64_t slot,
                  const std::optional<double>& fraction) {
  db.run(kSetFraction, id, slot, fraction);
}

void settle(storage::Writer& db, const AttemptId& id) {
  const auto as_sum = [](const storage::Row& row) {
    return std::pair{row.get<double>(0), row.get<std::int64_t>(1)};
  };
  const auto [points, unmarked] = db.first(kSum, as_sum, id).value();
  db.run(kSettle, id, unmarked > 0 ? AttemptState::Marking : AttemptState::Graded, points);
  const auto attempt = attempt_of(db, id).value();
  if (attempt.is_preview || unmarked > 0) return;
  const auto quiz = stored_quiz(db, attempt.lesson).value();
  const auto as_share = [](const storage::Row& row) {
    return share_of(row.get<double>(0), row.get<double>(1));
  };
  const auto fraction =
      final_fraction(quiz.rules.method, db.all(kFinished, as_share, attempt.lesson, attempt.user))
          .value_or(0);
  const bool passed = fraction >= quiz.rules.pass_fraction;
  db.run(kPutGrade, attempt.lesson, attempt.user, fraction, passed, db.now());
  const json payload = {{"attempt_id", id.text()},
                        {"lesson_id", attempt.lesson.text()},
                        {"course_id", quiz.course.text()},
                        {"user_id", attempt.user.text()},
                        {"fraction", fraction},
                        {"passed", passed}};
  outbox::append(db, outbox::NewEvent{"quiz.graded", attempt.lesson.text(), payload.dump()});
}

}  // namespace lectern::lms
