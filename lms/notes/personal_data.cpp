#include "lms/personal_data.h"

#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

const storage::Query kNotes{"personal_data.notes", R"sql(
  SELECT l.title, n.seconds, n.text, n.created_at
    FROM lesson_note n JOIN lesson l ON l.id = n.lesson_id WHERE n.account_id = ?1 LIMIT 50000)sql"};

const storage::Query kForgetNotes{"personal_data.forget_notes", R"sql(
  DELETE FROM lesson_note WHERE account_id = ?1)sql"};

constexpr PersonalColumn kNoteColumns[] = {
    {"lesson"}, {"seconds", Kind::Number}, {"text"}, {"created_at", Kind::Time}};

const PersonalTable kTables[] = {
    {"notes", kNotes, kNoteColumns, {&kForgetNotes}},
};

}  // namespace

std::vector<storage::PersonalData> note_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::lms
