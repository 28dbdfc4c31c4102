#pragma once
// The only way in which one module tells another that something happened: a row in the same transaction as
// the change.

#include <cstdint>
#include <vector>

#include "storage/db/database.h"
#include "storage/outbox/event.h"

namespace lectern::outbox {

/// Wakes the dispatcher on commit. Answers the sequence.
std::int64_t append(storage::Writer& db, const NewEvent& event);

/// For typed events: their module declares `NewEvent as_event(const T&)` beside T.
template <typename T>
requires requires(const T& fact) {
  as_event(fact);
}
std::int64_t append(storage::Writer& db, const T& fact) {
  return append(db, as_event(fact));
}

/// In order, those above `sequence`.
std::vector<Event> read_after(const storage::Reader& db, std::int64_t sequence, int limit);
std::int64_t last_sequence(const storage::Reader& db);

/// Removes events older than `before` that every consumer has passed. Answers how many.
std::int64_t prune(storage::Writer& db, Instant before);

}  // namespace lectern::outbox
