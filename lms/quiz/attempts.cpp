#include "lms/quiz/attempts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/crypto.h"
#include "base/error.h"
#include "base/random.h"
#include "lms/quiz/attempt_rows.h"
#include "lms/quiz/draw_questions.h"
#include "lms/quiz/question_type.h"
#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using catalog::Need;
using nlohmann::json;

const storage::Query kOfPerson{"attempt.of_person", R"sql(
  SELECT id, lesson_id, account_id, number, is_preview, state, started_at, due_at, submitted_at, points, most_points, page
    FROM quiz_attempt WHERE lesson_id = ?1 AND account_id = ?2 ORDER BY number LIMIT 1000)sql"};

const storage::Query kInsert{"attempt.insert", R"sql(
  INSERT INTO quiz_attempt (id, lesson_id, account_id, number, is_preview, state, seed, address, started_at, due_at,
                            most_points)
  VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6, ?7, ?8, ?9, ?10))sql"};

const storage::Query kInsertAnswer{"attempt.insert_answer", R"sql(
  INSERT INTO attempt_answer (attempt_id, slot, quiz_slot, page, section, question_id, version, seed, points, sequence,
                              flagged, hints)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0))sql"};

const storage::Query kSave{"attempt.save", R"sql(
  UPDATE attempt_answer SET sequence = ?3, response = ?4, certainty = ?5, flagged = ?6, saved_at = ?7
   WHERE attempt_id = ?1 AND slot = ?2)sql"};

const storage::Query kSaved{"attempt.saved", R"sql(
  SELECT sequence, coalesce(response, ''), certainty, flagged, page
    FROM attempt_answer WHERE attempt_id = ?1 AND slot = ?2)sql"};

const storage::Query kTakeHint{"attempt.take_hint", R"sql(
  UPDATE attempt_answer SET hints = hints + 1 WHERE attempt_id = ?1 AND slot = ?2)sql"};

const storage::Query kSubmit{"attempt.submit", R"sql(
  UPDATE quiz_attempt SET state = 'submitted', submitted_at = ?2 WHERE id = ?1 AND state = 'open')sql"};

const storage::Query kLeavePage{"attempt.leave_page", R"sql(
  UPDATE quiz_attempt SET page = ?2 + 1 WHERE id = ?1 AND page = ?2)sql"};

const storage::Query kDue{"attempt.due", R"sql(
  SELECT id FROM quiz_attempt WHERE state = 'open' AND due_at IS NOT NULL AND due_at <= ?1 ORDER BY due_at LIMIT 200)sql"};

const storage::Query kUnmarked{"attempt.unmarked", R"sql(
  SELECT id FROM quiz_attempt WHERE state = 'submitted' ORDER BY id LIMIT 200)sql"};

const storage::Query kGradeOf{"quiz_grade.of", R"sql(
  SELECT fraction, passed FROM quiz_grade WHERE lesson_id = ?1 AND account_id = ?2)sql"};

const storage::Query kEvents{"attempt.events", R"sql(
  SELECT number, what, slot, details, at FROM attempt_event WHERE attempt_id = ?1 ORDER BY number LIMIT 10000)sql"};

/// What was on its way when the time ran out still counts.
constexpr std::chrono::seconds kGrace{3};
constexpr std::size_t kLongestResponse = 400'000;

[[noreturn]] void throw_no_attempt() {
  throw Error(ErrorCode::NotFound, "There is no such attempt.");
}

AttemptId as_id(const storage::Row& row) {
  return row.get<AttemptId>(0);
}

json payload_of(const Attempt& attempt, const CourseId& course) {
  return {{"attempt_id", attempt.id.text()},
          {"lesson_id", attempt.lesson.text()},
          {"course_id", course.text()},
          {"user_id", attempt.user.text()},
          {"number", attempt.number}};
}

std::uint64_t seed_by_chance() {
  std::uint64_t seed = 0;
  for (const char byte : random_bytes(8)) seed = (seed << 8U) | static_cast<unsigned char>(byte);
  return seed >> 1U;
}

Candidate candidate_of(const std::vector<Attempt>& attempts, const std::string& address, Instant now) {
  Candidate candidate;
  candidate.address = address;
  for (const auto& attempt : attempts) {
    if (attempt.is_preview) continue;
    ++candidate.attempts;
    candidate.has_open_attempt |= !attempt.is_over() && !is_past(attempt, now);
    if (attempt.submitted_at) candidate.last_submitted_at = attempt.submitted_at;
  }
  return candidate;
}

void require_password(const QuizRules& rules, const std::string& password) {
  if (rules.password.empty() || equal_in_constant_time(rules.password, password)) return;
  throw InvalidInput(
      {Problem{"password", password.empty() ? "This quiz needs a password; who teaches it gives it out."
                                            : "This is not the password of the quiz."}});
}

/// In a quiz without a way back only the page they are on can be answered.
void require_on_page(const storage::Reader& db, const Attempt& attempt, std::int64_t page) {
  if (page == attempt.page || !stored_quiz(db, attempt.lesson)->rules.is_sequential) return;
  throw Error(ErrorCode::Conflict, page < attempt.page ? "You have left this page; there is no way back."
                                                       : "Go on page by page; this one comes later.");
}

/// Nothing of other pages is shown while a quiz without a way back is taken.
void keep_to_page(AttemptView& view) {
  for (const auto& answer : view.answers) view.pages = std::max(view.pages, answer.page);
  const bool is_marker = view.is_teaching && !view.attempt.is_preview;
  if (!view.rules.is_sequential || view.attempt.is_over() || is_marker) return;
  std::erase_if(view.answers, [&](const Answer& answer) { return answer.page != view.attempt.page; });
}

bool submit_in(storage::Writer& db, const Attempt& attempt, const CourseId& course, Instant at,
               const char* how) {
  if (db.run(kSubmit, attempt.id, at) == 0) return false;
  log_event(db, attempt.id, "submitted", std::nullopt, json{{"by", how}}.dump());
  if (attempt.is_preview) return true;
  auto payload = payload_of(attempt, course);
  payload["by"] = how;
  outbox::append(db, outbox::NewEvent{"quiz.attempt_submitted", attempt.lesson.text(), payload.dump()});
  return true;
}

}  // namespace

bool is_past(const Attempt& attempt, Instant now) {
  return attempt.due_at && now >= *attempt.due_at + kGrace;
}

QuizEntrance Attempts::entrance(const http::Principal& who, const LessonId& lesson) const {
  return database_.read([&](const storage::Reader& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Watch);
    require_quiz(open);
    QuizEntrance entrance;
    entrance.lesson = lesson;
    entrance.course = open.course.id;
    entrance.title = open.lesson.title;
    entrance.is_teaching = catalog::may_teach(open.course, open.viewer);
    const auto quiz = stored_quiz(db, lesson);
    if (!quiz) return entrance;
    entrance.rules = rules_for(db, *quiz, who.user);
    entrance.questions = static_cast<std::int64_t>(quiz->slots.size());
    for (const auto& slot : quiz->slots) entrance.most_points += slot.points;
    entrance.attempts = db.all(kOfPerson, as_attempt, lesson, who.user);
    const auto candidate = candidate_of(entrance.attempts, who.address, db.now());
    if (!entrance.is_teaching) entrance.refusal = start_refusal(entrance.rules, candidate, db.now());
    if (entrance.refusal)
      entrance.refusal_sentence = sentence_for(*entrance.refusal, entrance.rules, candidate);
    if (is_shown(entrance.rules.show_points, entrance.rules, candidate, db.now())) {
      const auto as_grade = [](const storage::Row& row) {
        return std::pair{row.get<double>(0), row.get<bool>(1)};
      };
      if (const auto grade = db.first(kGradeOf, as_grade, lesson, who.user))
        std::tie(entrance.fraction, entrance.passed) = std::pair{std::optional{grade->first}, grade->second};
    } else {
      for (auto& attempt : entrance.attempts) attempt.points.reset();
    }
    return entrance;
  });
}

AttemptId Attempts::begin(storage::Writer& db, const http::Principal& who, const Quiz& quiz,
                          const QuizRules& rules, const std::string& password, bool is_preview) const {
  const auto attempts = db.all(kOfPerson, as_attempt, quiz.lesson, who.user);
  const auto candidate = candidate_of(attempts, who.address, db.now());
  if (!is_preview) {
    const auto refusal = start_refusal(rules, candidate, db.now());
    if (refusal) throw Error(ErrorCode::Forbidden, sentence_for(*refusal, rules, candidate));
    require_password(rules, password);
  }
  for (const auto& attempt : attempts)
    if (!attempt.is_over() && !is_past(attempt, db.now())) return attempt.id;
  Attempt attempt;
  attempt.id = new_id<AttemptId>(database_.clock());
  attempt.lesson = quiz.lesson;
  attempt.user = who.user;
  attempt.number = attempts.empty() ? 1 : attempts.back().number + 1;
  attempt.is_preview = is_preview;
  const auto seed = seed_by_chance();
  const auto answers = draw_questions(db, quiz, rules, seed);
  for (const auto& answer : answers) attempt.most_points += answer.points;
  db.run(kInsert, attempt.id, attempt.lesson, attempt.user, attempt.number, is_preview, seed, who.address,
         db.now(), is_preview ? std::optional<Instant>{} : due_at(rules, db.now()), attempt.most_points);
  for (const auto& answer : answers)
    db.run(kInsertAnswer, attempt.id, answer.slot, answer.quiz_slot, answer.page, answer.section,
           answer.question, answer.version, answer.seed, answer.points);
  log_event(db, attempt.id, "started", std::nullopt, json{{"address", who.address}}.dump());
  if (!is_preview)
    outbox::append(db, outbox::NewEvent{"quiz.attempt_started", quiz.lesson.text(),
                                        payload_of(attempt, quiz.course).dump()});
  return attempt.id;
}

AttemptView Attempts::start(const http::Principal& who, const LessonId& lesson, const std::string& password) {
  return database_.write([&](storage::Writer& db) {
    const auto open = doors_.lesson(db, lesson, who, Need::Watch);
    require_quiz(open);
    const auto quiz = stored_quiz(db, lesson);
    if (!quiz || quiz->slots.empty()) throw Error(ErrorCode::Conflict, "This quiz has no questions yet.");
    const auto rules = rules_for(db, *quiz, who.user);
    const bool is_teaching = catalog::may_teach(open.course, open.viewer);
    const auto id = begin(db, who, *quiz, rules, password, is_teaching);
    return view(db, who, attempt_of(db, id).value());
  });
}

AttemptView Attempts::view(const storage::Reader& db, const http::Principal& who,
                           const Attempt& attempt) const {
  AttemptView view;
  const auto quiz = stored_quiz(db, attempt.lesson).value();
  const auto viewer = doors_.viewer_of(db, who, quiz.course);
  const auto open = doors_.course(db, quiz.course, who, Need::See);
  view.attempt = attempt;
  view.course = quiz.course;
  view.title = quiz.title;
  view.rules = rules_for(db, quiz, attempt.user);
  view.answers = answers_of(db, attempt.id);
  view.person = doors_.standing().name_of(db, attempt.user);
  view.is_teaching = catalog::may_teach(open.course, viewer);
  if (attempt.user != who.user && !view.is_teaching) throw_no_attempt();
  const bool is_over = attempt.is_over();
  const auto candidate =
      candidate_of(db.all(kOfPerson, as_attempt, attempt.lesson, attempt.user), who.address, db.now());
  const auto shows = [&](ShownFrom from) {
    return is_over && (view.is_teaching || is_shown(from, view.rules, candidate, db.now()));
  };
  view.shows_points = shows(view.rules.show_points);
  view.shows_feedback = shows(view.rules.show_feedback);
  view.shows_solutions = shows(view.rules.show_solutions);
  keep_to_page(view);
  return view;
}

AttemptView Attempts::find(const http::Principal& who, const AttemptId& id) {
  const auto found = database_.read([&](const storage::Reader& db) {
    const auto attempt = attempt_of(db, id);
    if (!attempt) throw_no_attempt();
    return std::pair{view(db, who, *attempt), is_past(*attempt, db.now())};
  });
  if (!found.second || found.first.attempt.is_over()) return found.first;
  sweep();  // Its time is over, and the sweep has not come by yet.
  return database_.read([&](const storage::Reader& db) { return view(db, who, attempt_of(db, id).value()); });
}

Attempt require_own_open(const storage::Reader& db, const http::Principal& who, const AttemptId& id) {
  auto attempt = attempt_of(db, id);
  if (!attempt || attempt->user != who.user) throw_no_attempt();
  if (attempt->is_over()) throw Error(ErrorCode::Gone, "This attempt is over; nothing more can be changed.");
  if (is_past(*attempt, db.now()))
    throw Error(ErrorCode::Gone, "The time is over; what was saved before counts.");
  return std::move(*attempt);
}

std::int64_t Attempts::save(const http::Principal& who, const AttemptId& id, std::int64_t slot,
                            const AnswerSave& save) {
  if (save.response.size() > kLongestResponse)
    throw InvalidInput({Problem{"response", "This answer is too long to be kept."}});
  return database_.write([&](storage::Writer& db) {
    const auto attempt = require_own_open(db, who, id);
    struct Kept {
      std::int64_t sequence;
      std::string response;
      std::optional<std::int64_t> certainty;
      bool is_flagged;
      std::int64_t page;
    };
    const auto as_kept = [](const storage::Row& row) {
      return Kept{row.get<std::int64_t>(0), row.get<std::string>(1), row.get<std::optional<std::int64_t>>(2),
                  row.get<bool>(3), row.get<std::int64_t>(4)};
    };
    const auto kept = db.first(kSaved, as_kept, id, slot);
    if (!kept) throw Error(ErrorCode::NotFound, "This attempt has no such question.");
    require_on_page(db, attempt, kept->page);
    const bool is_same = kept->response == save.response && kept->certainty == save.certainty &&
                         kept->is_flagged == save.is_flagged;
    if (kept->sequence == save.sequence && is_same) return save.sequence;  // Sent again: it had arrived.
    if (save.sequence <= kept->sequence)
      throw Error(
          ErrorCode::Conflict,
          "A newer answer to this question was saved, perhaps in another window; load the page again.");
    db.run(kSave, id, slot, save.sequence, save.response, save.certainty, save.is_flagged, db.now());
    log_event(db, id, "answered", slot, save.response.size() < 2000 ? save.response : "{}");
    return save.sequence;
  });
}

AttemptView Attempts::take_hint(const http::Principal& who, const AttemptId& id, std::int64_t slot) {
  return database_.write([&](storage::Writer& db) {
    const auto attempt = require_own_open(db, who, id);
    const auto answers = answers_of(db, id);
    const auto answer =
        std::find_if(answers.begin(), answers.end(), [&](const Answer& one) { return one.slot == slot; });
    if (answer == answers.end()) throw Error(ErrorCode::NotFound, "This attempt has no such question.");
    require_on_page(db, attempt, answer->page);
    const auto hints = json::parse(answer->definition).value("hints", json::array()).size();
    if (static_cast<std::size_t>(answer->hints) >= hints)
      throw Error(ErrorCode::Conflict, "This question has no further hint.");
    db.run(kTakeHint, id, slot);
    log_event(db, id, "hint", slot, json{{"number", answer->hints + 1}}.dump());
    return view(db, who, attempt);
  });
}

AttemptView Attempts::leave_page(const http::Principal& who, const AttemptId& id, std::int64_t page) {
  return database_.write([&](storage::Writer& db) {
    const auto attempt = require_own_open(db, who, id);
    std::int64_t last = 1;
    for (const auto& answer : answers_of(db, id)) last = std::max(last, answer.page);
    if (page >= last) throw Error(ErrorCode::Conflict, "This is the last page; hand the attempt in.");
    if (page > attempt.page) throw Error(ErrorCode::Conflict, "Go on page by page; this one comes later.");
    if (db.run(kLeavePage, id, page) == 1)
      log_event(db, id, "left_page", std::nullopt, json{{"page", page}}.dump());
    return view(db, who, attempt_of(db, id).value());
  });
}

AttemptView Attempts::submit(const http::Principal& who, const AttemptId& id) {
  const bool is_news = database_.write([&](storage::Writer& db) {
    const auto attempt = attempt_of(db, id);
    if (!attempt || attempt->user != who.user) throw_no_attempt();
    const auto course = doors_.lesson(db, attempt->lesson, who, Need::See).course.id;
    return submit_in(db, *attempt, course, db.now(), "person");
  });
  if (is_news) mark(id);
  return find(who, id);
}

std::vector<AttemptEvent> Attempts::events(const http::Principal& who, const AttemptId& id) const {
  return database_.read([&](const storage::Reader& db) {
    const auto attempt = attempt_of(db, id);
    if (!attempt || !view(db, who, *attempt).is_teaching) throw_no_attempt();
    const auto as_event = [](const storage::Row& row) {
      return AttemptEvent{row.get<std::int64_t>(0), row.get<std::string>(1),
                          row.get<std::optional<std::int64_t>>(2), row.get<std::string>(3),
                          row.get<Instant>(4)};
    };
    return db.all(kEvents, as_event, id);
  });
}

/// Reads and marks beside the writer, which only takes the results.
void Attempts::mark(const AttemptId& id) {
  const auto marked = database_.read([&](const storage::Reader& db) {
    std::vector<std::pair<std::int64_t, std::optional<double>>> fractions;
    const auto attempt = attempt_of(db, id).value();
    const auto rules = stored_quiz(db, attempt.lesson).value().rules;
    for (const auto& answer : answers_of(db, id))
      fractions.emplace_back(answer.slot, marked_fraction(answer, answer.definition, rules));
    return fractions;
  });
  database_.write([&](storage::Writer& db) {
    const auto attempt = attempt_of(db, id);
    if (!attempt || attempt->state != AttemptState::Submitted) return;  // Somebody was faster.
    for (const auto& [slot, fraction] : marked) set_fraction(db, id, slot, fraction);
    settle(db, id);
  });
}

void Attempts::sweep() {
  const auto due =
      database_.read([](const storage::Reader& db) { return db.all(kDue, as_id, db.now() - kGrace); });
  if (!due.empty()) {
    database_.write([&](storage::Writer& db) {
      for (const auto& id : due) {
        const auto attempt = attempt_of(db, id);
        if (!attempt || attempt->is_over()) continue;
        const auto quiz = stored_quiz(db, attempt->lesson).value();
        submit_in(db, *attempt, quiz.course, attempt->due_at.value_or(db.now()), "deadline");
      }
    });
  }
  for (const auto& id : database_.read([](const storage::Reader& db) { return db.all(kUnmarked, as_id); }))
    mark(id);
}

}  // namespace lectern::lms
