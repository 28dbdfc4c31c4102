#include "lms/personal_data.h"

#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using storage::PersonalColumn;
using storage::PersonalTable;
using Kind = storage::PersonalKind;

const storage::Query kCalendarFeed{"personal_data.calendar_feed", R"sql(
  SELECT created_at, fetched_at FROM calendar_feed WHERE account_id = ?1)sql"};

const storage::Query kForgetCalendarFeed{"personal_data.forget_calendar_feed", R"sql(
  DELETE FROM calendar_feed WHERE account_id = ?1)sql"};

const storage::Query kForgetTold{"personal_data.forget_told", R"sql(
  DELETE FROM calendar_told WHERE account_id = ?1)sql"};

constexpr PersonalColumn kCalendarFeedColumns[] = {{"created_at", Kind::Time}, {"fetched_at", Kind::Time}};

const PersonalTable kTables[] = {
    {"calendar_feed", kCalendarFeed, kCalendarFeedColumns, {&kForgetCalendarFeed, &kForgetTold}},
};

}  // namespace

std::vector<storage::PersonalData> calendar_data() {
  return storage::personal_data(kTables);
}

}  // namespace lectern::lms
