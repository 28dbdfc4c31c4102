#include "storage/outbox/outbox.h"

#include "base/error.h"

namespace lectern::outbox {
namespace {

using storage::Query;
using storage::Row;

const Query kAppend{"outbox.append", R"sql(
  INSERT INTO outbox (topic, subject, payload, at) VALUES (?1, ?2, ?3, ?4) RETURNING sequence)sql"};
const Query kReadAfter{"outbox.read_after", R"sql(
  SELECT sequence, topic, subject, payload, at FROM outbox WHERE sequence > ?1 ORDER BY sequence LIMIT ?2)sql"};
const Query kLast{"outbox.last", "SELECT coalesce(max(sequence), 0) FROM outbox"};
const Query kPrune{"outbox.prune", R"sql(
  DELETE FROM outbox
   WHERE at < ?1 AND sequence <= (SELECT coalesce(min(sequence), 0) FROM outbox_cursor))sql"};

Event as_event(const Row& row) {
  return {row.get<std::int64_t>(0), row.get<std::string>(1), row.get<std::string>(2), row.get<std::string>(3),
          row.get<Instant>(4)};
}

std::int64_t as_number(const Row& row) {
  return row.get<std::int64_t>(0);
}

}  // namespace

std::int64_t append(storage::Writer& db, const NewEvent& event) {
  const auto sequence = db.first(kAppend, as_number, event.topic, event.subject, event.payload, db.now());
  LECTERN_ASSERT(sequence.has_value(), "An insert answers its sequence.");
  db.wake(storage::Wake::Events);
  return *sequence;
}

std::vector<Event> read_after(const storage::Reader& db, std::int64_t sequence, int limit) {
  return db.all(kReadAfter, as_event, sequence, limit);
}

std::int64_t last_sequence(const storage::Reader& db) {
  return db.first(kLast, as_number).value_or(0);
}

std::int64_t prune(storage::Writer& db, Instant before) {
  return db.run(kPrune, before);
}

}  // namespace lectern::outbox
