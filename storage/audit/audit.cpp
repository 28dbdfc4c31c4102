#include "storage/audit/audit.h"

#include <limits>

namespace lectern::audit {
namespace {

using storage::Query;
using storage::Reader;
using storage::Row;

const Query kRecord{"audit.record", R"sql(
  INSERT INTO audit (at, account_id, action, object_kind, object_id, details, address, request_id)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))sql"};

// A moment becomes a place in the sequence first, so that every list below walks one index in order and
// stops.
const Query kFirstSince{"audit.first_since", R"sql(
  SELECT sequence FROM audit WHERE at >= ?1 ORDER BY at, sequence LIMIT 1)sql"};
const Query kLastUntil{"audit.last_until", R"sql(
  SELECT sequence FROM audit WHERE at < ?1 ORDER BY at DESC, sequence DESC LIMIT 1)sql"};

#define AUDIT_COLUMNS \
  "SELECT sequence, at, account_id, action, object_kind, object_id, details, address, request_id FROM audit"
#define AUDIT_REST                                                    \
  " AND (?3 IS NULL OR account_id = ?3) AND (?4 = '' OR action = ?4)" \
  " ORDER BY sequence DESC LIMIT ?5"

const Query kAll{"audit.all", AUDIT_COLUMNS " WHERE sequence >= ?1 AND sequence <= ?2" AUDIT_REST};
const Query kByWho{"audit.by_who",
                   AUDIT_COLUMNS " WHERE account_id = ?3 AND sequence >= ?1 AND sequence <= ?2" AUDIT_REST};
const Query kByAction{"audit.by_action",
                      AUDIT_COLUMNS " WHERE action = ?4 AND sequence >= ?1 AND sequence <= ?2" AUDIT_REST};
const Query kByObject{
    "audit.by_object", AUDIT_COLUMNS
    " WHERE object_kind = ?6 AND object_id = ?7 AND sequence >= ?1 AND sequence <= ?2" AUDIT_REST};
const Query kByKind{"audit.by_kind",
                    AUDIT_COLUMNS " WHERE object_kind = ?6 AND sequence >= ?1 AND sequence <= ?2" AUDIT_REST};

// Steps from one action to the next by the index, instead of reading every row.
const Query kActions{"audit.actions", R"sql(
  WITH RECURSIVE each_action (name) AS (
    SELECT min(action) FROM audit
    UNION ALL
    SELECT (SELECT min(action) FROM audit WHERE action > name) FROM each_action WHERE name IS NOT NULL)
  SELECT name FROM each_action WHERE name IS NOT NULL)sql"};

#undef AUDIT_COLUMNS
#undef AUDIT_REST

std::int64_t as_sequence(const Row& row) {
  return row.get<std::int64_t>(0);
}

Entry as_entry(const Row& row) {
  Entry entry;
  entry.sequence = row.get<std::int64_t>(0);
  entry.at = row.get<Instant>(1);
  entry.act.who = row.get<UserId>(2);
  entry.act.action = row.get<std::string>(3);
  entry.act.object = {row.get<std::string>(4), row.get<std::string>(5)};
  entry.act.details = row.get<std::string>(6);
  entry.act.address = row.get<std::string>(7);
  entry.act.request_id = row.get<std::string>(8);
  return entry;
}

struct Span {
  std::int64_t first = 0;
  std::int64_t last = std::numeric_limits<std::int64_t>::max();
};

Span span_of(const Reader& db, const Filter& filter, std::optional<std::int64_t> before) {
  Span span;
  if (filter.since) span.first = db.first(kFirstSince, as_sequence, *filter.since).value_or(span.last);
  if (filter.until) span.last = db.first(kLastUntil, as_sequence, *filter.until).value_or(-1);
  if (before && *before - 1 < span.last) span.last = *before - 1;
  return span;
}

}  // namespace

void record(storage::Writer& db, const Act& act) {
  db.run(kRecord, db.now(), act.who, act.action, act.object.kind, act.object.id, act.details, act.address,
         act.request_id);
}

std::vector<Entry> list(const Reader& db, const Filter& filter, std::optional<std::int64_t> before,
                        int limit) {
  const auto [first, last] = span_of(db, filter, before);
  if (filter.object) {
    const auto& [kind, id] = *filter.object;
    if (id.empty()) return db.all(kByKind, as_entry, first, last, filter.who, filter.action, limit, kind);
    return db.all(kByObject, as_entry, first, last, filter.who, filter.action, limit, kind, id);
  }
  const Query& query = !filter.who.empty() ? kByWho : !filter.action.empty() ? kByAction : kAll;
  return db.all(query, as_entry, first, last, filter.who, filter.action, limit);
}

std::vector<std::string> actions(const Reader& db) {
  return db.all(kActions, [](const Row& row) { return row.get<std::string>(0); });
}

}  // namespace lectern::audit
