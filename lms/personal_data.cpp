#include "lms/personal_data.h"

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

const storage::Query kCompletions{"personal_data.completions", R"sql(
  SELECT l.title, k.how, k.completed_at
    FROM lesson_completion k JOIN lesson l ON l.id = k.lesson_id WHERE k.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kAnswers{"personal_data.quiz_answers", R"sql(
  SELECT l.title, t.number, a.slot, a.response, a.saved_at
    FROM quiz_attempt t JOIN attempt_answer a ON a.attempt_id = t.id JOIN lesson l ON l.id = t.lesson_id
   WHERE t.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kAttemptEvents{"personal_data.quiz_events", R"sql(
  SELECT l.title, t.number, e.what, e.details, e.at
    FROM quiz_attempt t JOIN attempt_event e ON e.attempt_id = t.id JOIN lesson l ON l.id = t.lesson_id
   WHERE t.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kCourses{"personal_data.courses", R"sql(
  SELECT id, title, summary, created_at FROM course WHERE owner_id = ?1 LIMIT 50000)sql"};

// That somebody took the course is counted in its figures; who it was is gone with the account's name.
const storage::Query kEndEnrolments{"personal_data.end_enrolments", R"sql(
  UPDATE enrolment SET state = 'ended', sort_name = '', last_active_at = 0 WHERE account_id = ?1)sql"};

const storage::Query kForgetPositions{"personal_data.forget_positions", R"sql(
  DELETE FROM lesson_position WHERE account_id = ?1)sql"};

const storage::Query kForgetWatched{"personal_data.forget_watched", R"sql(
  DELETE FROM lesson_watch WHERE account_id = ?1)sql"};

// Marks are figures of the course; the words are the person's.
const storage::Query kForgetAnswers{"personal_data.forget_quiz_answers", R"sql(
  UPDATE attempt_answer SET response = NULL
   WHERE attempt_id IN (SELECT id FROM quiz_attempt WHERE account_id = ?1))sql"};

const storage::Query kForgetAttemptEvents{"personal_data.forget_quiz_events", R"sql(
  DELETE FROM attempt_event WHERE attempt_id IN (SELECT id FROM quiz_attempt WHERE account_id = ?1))sql"};

enum class Kind { Text, Number, Time };

struct Column {
  const char* name;
  Kind kind = Kind::Text;
};

struct Table {
  const char* name;
  const storage::Query& collect;
  std::span<const Column> columns;
  const storage::Query* erase = nullptr;
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
constexpr Column kCompletionColumns[] = {{"lesson"}, {"how"}, {"completed_at", Kind::Time}};
constexpr Column kAnswerColumns[] = {
    {"quiz"}, {"attempt", Kind::Number}, {"question", Kind::Number}, {"response"}, {"saved_at", Kind::Time}};
constexpr Column kAttemptEventColumns[] = {
    {"quiz"}, {"attempt", Kind::Number}, {"what"}, {"details"}, {"at", Kind::Time}};
constexpr Column kCourseColumns[] = {{"id"}, {"title"}, {"summary"}, {"created_at", Kind::Time}};

// Without an eraser: People empties the account and what guards it; courses stay for those who take them.
const Table kTables[] = {
    {"account", kAccount, kAccountColumns},
    {"sessions", kSessions, kSessionColumns},
    {"api_tokens", kTokens, kTokenColumns},
    {"passkeys", kPasskeys, kPasskeyColumns},
    {"enrolments", kEnrolments, kEnrolmentColumns, &kEndEnrolments},
    {"positions", kPositions, kPositionColumns, &kForgetPositions},
    {"watched", kWatched, kWatchedColumns, &kForgetWatched},
    {"completed_lessons", kCompletions, kCompletionColumns},
    {"quiz_answers", kAnswers, kAnswerColumns, &kForgetAnswers},
    {"quiz_events", kAttemptEvents, kAttemptEventColumns, &kForgetAttemptEvents},
    {"courses", kCourses, kCourseColumns},
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
    if (table.erase != nullptr)
      part.erase = [&table](storage::Writer& db, const UserId& user) { db.run(*table.erase, user); };
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace lectern::lms
