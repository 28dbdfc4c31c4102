#include "lms/personal_data.h"

#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

const storage::Query kPositions{"personal_data.positions", R"sql(
  SELECT l.title, p.seconds, p.updated_at
    FROM lesson_position p JOIN lesson l ON l.id = p.lesson_id WHERE p.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kWatched{"personal_data.watched", R"sql(
  SELECT l.title, w.spans, w.watched / 1000.0, w.updated_at
    FROM lesson_watch w JOIN lesson l ON l.id = w.lesson_id WHERE w.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kCompletions{"personal_data.completions", R"sql(
  SELECT l.title, k.how, k.completed_at
    FROM lesson_completion k JOIN lesson l ON l.id = k.lesson_id WHERE k.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kForgetPositions{"personal_data.forget_positions", R"sql(
  DELETE FROM lesson_position WHERE account_id = ?1)sql"};

const storage::Query kForgetWatched{"personal_data.forget_watched", R"sql(
  DELETE FROM lesson_watch WHERE account_id = ?1)sql"};

constexpr PersonalColumn kPositionColumns[] = {
    {"lesson"}, {"seconds", Kind::Number}, {"updated_at", Kind::Time}};
constexpr PersonalColumn kWatchedColumns[] = {
    {"lesson"}, {"spans"}, {"seconds", Kind::Number}, {"updated_at", Kind::Time}};
constexpr PersonalColumn kCompletionColumns[] = {{"lesson"}, {"how"}, {"completed_at", Kind::Time}};

const PersonalTable kTables[] = {
    {"positions", kPositions, kPositionColumns, {&kForgetPositions}},
    {"watched", kWatched, kWatchedColumns, {&kForgetWatched}},
    {"completed_lessons", kCompletions, kCompletionColumns},
};

}  // namespace

std::vector<storage::PersonalData> progress_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::lms
