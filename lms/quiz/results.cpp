#include "lms/quiz/results.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/csv.h"
#include "base/error.h"
#include "lms/quiz/attempt_rows.h"
#include "lms/quiz/question_type.h"
#include "lms/rubric/rubric.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using catalog::Need;
using nlohmann::json;

const storage::Query kList{"results.list", R"sql(
  SELECT a.id, a.lesson_id, a.account_id, a.number, a.is_preview, a.state, a.started_at, a.due_at, a.submitted_at,
         a.points, a.most_points, a.page, p.name, p.email
    FROM quiz_attempt a JOIN account p ON p.id = a.account_id
   WHERE a.lesson_id = ?1 AND a.is_preview = 0 AND a.id > ?2 ORDER BY a.id LIMIT ?3)sql"};

const storage::Query kPoints{"results.points", R"sql(
  SELECT quiz_slot, points * fraction FROM attempt_answer WHERE attempt_id = ?1 ORDER BY quiz_slot)sql"};

const storage::Query kGrades{"results.grades", R"sql(
  SELECT fraction FROM quiz_grade WHERE lesson_id = ?1)sql"};

const storage::Query kToMark{"results.to_mark", R"sql(
  SELECT id FROM quiz_attempt
   WHERE lesson_id = ?1 AND state = 'marking' AND (submitted_at, id) > (?2, ?3) ORDER BY submitted_at, id LIMIT 1)sql"};

const storage::Query kWaiting{"results.waiting", R"sql(
  SELECT count(*) FROM quiz_attempt WHERE lesson_id = ?1 AND state = 'marking')sql"};

const storage::Query kGiveMark{"results.give_mark", R"sql(
  UPDATE attempt_answer SET fraction = ?3, comment = ?4, marked_by = ?5, rubric = ?6 WHERE attempt_id = ?1 AND slot = ?2)sql"};

const storage::Query kFinished{"results.finished", R"sql(
  SELECT a.id, p.name FROM quiz_attempt a JOIN account p ON p.id = a.account_id
   WHERE a.lesson_id = ?1 AND a.is_preview = 0 AND a.state IN ('marking', 'graded') ORDER BY a.id LIMIT 100000)sql"};

const storage::Query kMarkedBySomebody{"results.marked_by_somebody", R"sql(
  SELECT 1 FROM attempt_answer WHERE attempt_id = ?1 AND slot = ?2 AND marked_by IS NOT NULL)sql"};

const storage::Query kNewVersion{"results.new_version", R"sql(
  UPDATE attempt_answer SET version = ?3, fraction = ?4 WHERE attempt_id = ?1 AND slot = ?2)sql"};

constexpr int kAll = 100'000;

std::vector<std::optional<double>> points_by_slot(const storage::Reader& db, const AttemptId& attempt,
                                                  std::size_t slots) {
  std::vector<std::optional<double>> points(slots);
  db.each(
      kPoints,
      [&](const storage::Row& row) {
        const auto slot = row.get<std::size_t>(0);
        if (slot >= 1 && slot <= slots) points[slot - 1] = row.get<std::optional<double>>(1);
      },
      attempt);
  return points;
}

ResultRow as_row(const storage::Row& row) {
  return {as_attempt(row), row.get<std::string>(12), row.get<std::string>(13), {}};
}

std::string number_text(const std::optional<double>& number) {
  return number ? json(*number).dump() : std::string{};
}

/// The questions of the quiz before anybody answered.
QuizReport empty_report(const storage::Reader& db, const Quiz& quiz) {
  QuizReport report;
  report.histogram.assign(10, 0);
  for (const auto& slot : quiz.slots) {
    ItemReport item;
    item.slot = slot.slot;
    item.points = slot.points;
    if (const auto question = question_at(db, slot.question, 0)) {
      item.name = question->name;
      item.type = question->type;
      item.random_guess = 100 * question_type(item.type).guess(json::parse(question->definition));
      if (item.type == "information") item.points = 0;
    }
    report.most_points += item.points;
    report.items.push_back(std::move(item));
  }
  return report;
}

/// Essays are read, not counted.
void count_responses(const storage::Reader& db, const AttemptId& attempt, QuizReport& report) {
  for (const auto& answer : answers_of(db, attempt)) {
    if (answer.response.empty() || answer.type == "essay") continue;
    const auto definition = json::parse(answer.definition);
    const GivenQuestion given{definition, answer.seed};
    auto& responses = report.items.at(static_cast<std::size_t>(answer.quiz_slot - 1)).responses;
    for (const auto& verdict : question_type(answer.type).mark(given, json::parse(answer.response)).verdicts)
      ++responses[verdict.part][verdict.response];
  }
}

/// What the chosen levels come to, of all that the rubric has; or the points, of all that the question has.
double fraction_by(const GivenMark& mark, const Answer& answer) {
  if (mark.rubric.empty()) {
    if (mark.points > answer.points)
      throw InvalidInput(
          {Problem{"points", "This question earns at most " + json(answer.points).dump() + " points."}});
    return answer.points > 0 ? mark.points / answer.points : 0;
  }
  const auto criteria = json::parse(answer.definition).value("rubric", json::array());
  if (criteria.empty()) throw InvalidInput({Problem{"rubric", "This question has no rubric."}});
  const auto rubric = read_rubric({{"criteria", criteria}});
  const auto points = points_of(rubric, read_marks(json::parse(mark.rubric), rubric, "rubric"));
  if (!points) throw InvalidInput({Problem{"rubric", "Choose a level for each criterion."}});
  const double most = most_points(rubric);
  return most > 0 ? *points / most : 0;
}

}  // namespace

Quiz Results::teachable(const storage::Reader& db, const http::Principal& who, const LessonId& lesson) const {
  const auto open = doors_.lesson(db, lesson, who, Need::See);
  if (!catalog::may_teach(open.course, open.viewer))
    throw Error(ErrorCode::Forbidden, "Only those who teach this course may see its results.");
  require_quiz(open);
  auto quiz = stored_quiz(db, lesson);
  if (!quiz) throw Error(ErrorCode::Conflict, "This quiz has no questions yet.");
  return std::move(*quiz);
}

catalog::Page<ResultRow> Results::list(const http::Principal& who, const LessonId& lesson,
                                       const http::Paging& paging) const {
  return database_.read([&](const storage::Reader& db) {
    const auto quiz = teachable(db, who, lesson);
    auto rows = db.all(kList, as_row, lesson, paging.after, paging.limit + 1);
    for (auto& row : rows) row.points = points_by_slot(db, row.attempt.id, quiz.slots.size());
    return catalog::as_page(std::move(rows), paging.limit,
                            [](const ResultRow& row) { return row.attempt.id.text(); });
  });
}

std::string Results::csv(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    const auto quiz = teachable(db, who, lesson);
    std::vector<std::string> head = {"name",       "email",        "attempt", "state",
                                     "started_at", "submitted_at", "points",  "most_points"};
    for (const auto& slot : quiz.slots) head.push_back("question " + std::to_string(slot.slot));
    std::string text;
    append_csv(text, head);
    for (const auto& row : db.all(kList, as_row, lesson, std::string{}, kAll)) {
      const auto& attempt = row.attempt;
      std::vector<std::string> cells = {row.name,
                                        row.email,
                                        std::to_string(attempt.number),
                                        std::string{text_of(attempt.state)},
                                        to_rfc3339(attempt.started_at),
                                        attempt.submitted_at ? to_rfc3339(*attempt.submitted_at) : "",
                                        number_text(attempt.points),
                                        number_text(attempt.most_points)};
      for (const auto& points : points_by_slot(db, attempt.id, quiz.slots.size()))
        cells.push_back(number_text(points));
      append_csv(text, cells);
    }
    return text;
  });
}

QuizReport Results::report(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    const auto quiz = teachable(db, who, lesson);
    auto report = empty_report(db, quiz);
    PointsTable table;
    for (const auto& item : report.items) table.most.push_back(item.points);
    std::set<UserId> counted;
    for (const auto& row : db.all(kList, as_row, lesson, std::string{}, kAll)) {
      if (row.attempt.state != AttemptState::Graded || !counted.insert(row.attempt.user).second) continue;
      auto& points = table.points.emplace_back();
      for (const auto& one : points_by_slot(db, row.attempt.id, quiz.slots.size()))
        points.push_back(one.value_or(0));
      count_responses(db, row.attempt.id, report);
    }
    report.facts = analyse(table);
    for (std::size_t at = 0; at < report.items.size(); ++at) report.items[at].facts = report.facts.items[at];
    const auto count = [&](const storage::Row& row) {
      ++report.histogram[std::min<std::size_t>(9, static_cast<std::size_t>(row.get<double>(0) * 10))];
    };
    db.each(kGrades, count, lesson);
    return report;
  });
}

std::optional<ToMark> Results::next_to_mark(const http::Principal& who, const LessonId& lesson,
                                            const AttemptId& after) const {
  return database_.read([&](const storage::Reader& db) -> std::optional<ToMark> {
    teachable(db, who, lesson);
    const auto last = after.empty() ? std::nullopt : attempt_of(db, after);
    const auto as_id = [](const storage::Row& row) { return row.get<AttemptId>(0); };
    const auto id =
        db.first(kToMark, as_id, lesson, last ? last->submitted_at.value_or(Instant{}) : Instant{},
                 last ? last->id.text() : std::string{});
    if (!id) return std::nullopt;
    const auto answers = answers_of(db, *id);
    const auto answer =
        std::find_if(answers.begin(), answers.end(), [](const Answer& one) { return !one.fraction; });
    if (answer == answers.end()) return std::nullopt;
    ToMark next;
    next.attempt = *id;
    next.slot = answer->slot;
    next.person = doors_.standing().name_of(db, attempt_of(db, *id).value().user);
    next.answer = *answer;
    next.waiting = db.first(
                         kWaiting, [](const storage::Row& row) { return row.get<std::int64_t>(0); }, lesson)
                       .value_or(0);
    return next;
  });
}

void Results::give_mark(const http::Principal& who, const AttemptId& id, std::int64_t slot,
                        const GivenMark& mark) {
  database_.write([&](storage::Writer& db) {
    const auto attempt = attempt_of(db, id);
    if (!attempt) throw Error(ErrorCode::NotFound, "There is no such attempt.");
    teachable(db, who, attempt->lesson);
    if (attempt->state != AttemptState::Marking && attempt->state != AttemptState::Graded)
      throw Error(ErrorCode::Conflict, "This attempt is not over yet.");
    const auto answers = answers_of(db, id);
    const auto answer =
        std::find_if(answers.begin(), answers.end(), [&](const Answer& one) { return one.slot == slot; });
    if (answer == answers.end()) throw Error(ErrorCode::NotFound, "This attempt has no such question.");
    const double fraction = fraction_by(mark, *answer);
    db.run(kGiveMark, id, slot, fraction, mark.comment, who.user, mark.rubric);
    log_event(db, id, "marked", slot,
              json{{"points", fraction * answer->points}, {"by", who.user.text()}}.dump());
    settle(db, id);
  });
}

std::vector<Results::Change> Results::changes_of(const storage::Reader& db, const Quiz& quiz) const {
  std::vector<Change> changes;
  const auto as_finished = [](const storage::Row& row) {
    return std::pair{row.get<AttemptId>(0), row.get<std::string>(1)};
  };
  const auto is_marked = [](const storage::Row&) { return true; };
  for (const auto& [id, person] : db.all(kFinished, as_finished, quiz.lesson)) {
    for (const auto& answer : answers_of(db, id)) {
      const auto current = question_at(db, answer.question, 0).value();
      if (current.version == answer.version || db.first(kMarkedBySomebody, is_marked, id, answer.slot))
        continue;
      if (!has_same_shape(answer.type, json::parse(answer.definition), json::parse(current.definition)))
        continue;
      Change change;
      change.version = current.version;
      change.fraction = marked_fraction(answer, current.definition, quiz.rules);
      change.shown = {id, person, answer.slot, answer.fraction.value_or(0) * answer.points,
                      change.fraction.value_or(0) * answer.points};
      changes.push_back(std::move(change));
    }
  }
  return changes;
}

std::vector<Regraded> Results::regrade(const http::Principal& who, const LessonId& lesson, RegradeMode mode) {
  const auto changes =
      database_.read([&](const storage::Reader& db) { return changes_of(db, teachable(db, who, lesson)); });
  std::vector<Regraded> shown;
  for (const auto& change : changes)
    if (change.shown.before != change.shown.after) shown.push_back(change.shown);
  if (mode == RegradeMode::Preview) return shown;
  database_.write([&](storage::Writer& db) {
    teachable(db, who, lesson);
    for (std::size_t at = 0; at < changes.size(); ++at) {
      const auto& change = changes[at];
      db.run(kNewVersion, change.shown.attempt, change.shown.slot, change.version, change.fraction);
      log_event(db, change.shown.attempt, "regraded", change.shown.slot,
                json{{"before", change.shown.before}, {"after", change.shown.after}}.dump());
      const bool is_last = at + 1 == changes.size() || changes[at + 1].shown.attempt != change.shown.attempt;
      if (is_last) settle(db, change.shown.attempt);
    }
  });
  return shown;
}

}  // namespace lectern::lms
