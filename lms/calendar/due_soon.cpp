#include "lms/calendar/due_soon.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "storage/db/database.h"
#include "storage/db/query.h"
#include "storage/outbox/outbox.h"

namespace lectern::lms {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr hours kSoon{24};
constexpr minutes kRest{15};
constexpr int kStep = 300;
/// A deadline that was told so long ago is not moved any more.
constexpr days kKept{7};

const storage::Query kTold{"calendar_told.at", R"sql(
  SELECT at FROM calendar_told WHERE account_id = ?1 AND uid = ?2)sql"};

const storage::Query kTell{"calendar_told.tell", R"sql(
  INSERT INTO calendar_told (account_id, uid, at) VALUES (?1, ?2, ?3)
      ON CONFLICT (account_id, uid) DO UPDATE SET at = excluded.at)sql"};

const storage::Query kForget{"calendar_told.forget", R"sql(
  DELETE FROM calendar_told WHERE at < ?1)sql"};

bool is_told(const storage::Reader& db, const UserId& user, const CalendarEntry& entry) {
  const auto as_instant = [](const storage::Row& row) { return row.get<Instant>(0); };
  return db.first(kTold, as_instant, user, entry.uid()) == entry.at;
}

}  // namespace

void DueSoon::tell(storage::Writer& db, const UserId& user, const CalendarEntry& entry) {
  db.run(kTell, user, entry.uid(), entry.at);
  const nlohmann::json payload = {
      {"user_id", user.text()},
      {"course_id", entry.course.text()},
      {"lesson_id", entry.lesson.empty() ? nlohmann::json(nullptr) : nlohmann::json(entry.lesson.text())},
      {"kind", text_of(entry.kind)},
      {"title", entry.title},
      {"at", to_rfc3339(entry.at)}};
  outbox::append(db, outbox::NewEvent{"calendar.due_soon", entry.course.text(), payload.dump()});
}

void DueSoon::sweep() {
  if (database_.clock().now() < rests_until_) return;
  std::vector<std::pair<UserId, CalendarEntry>> due;
  std::size_t looked_at = 0;
  database_.read([&](const storage::Reader& db) {
    const auto from = std::exchange(cursor_, std::string{});
    const auto seats = learner_seats_after(db, from, kStep, cursor_);
    looked_at = seats.size();
    for (const auto& seat : seats)
      for (auto& entry : calendar_.of_seat(db, seat, db.now(), db.now() + kSoon))
        if (is_deadline(entry.kind) && !entry.is_done && !is_told(db, seat.user, entry))
          due.emplace_back(seat.user, std::move(entry));
  });
  if (looked_at < kStep) {
    cursor_.clear();
    rests_until_ = database_.clock().now() + kRest;
  }
  if (due.empty() && looked_at == kStep) return;
  database_.write([&](storage::Writer& db) {
    for (const auto& [user, entry] : due) tell(db, user, entry);
    db.run(kForget, db.now() - kKept);
  });
}

}  // namespace lectern::lms
