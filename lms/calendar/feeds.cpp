#include "lms/calendar/feeds.h"

#include "base/crypto.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/random.h"
#include "storage/db/database.h"
#include "storage/db/query.h"

namespace lectern::lms {

namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr std::size_t kTokenBytes = 24;
constexpr days kBack{31};
constexpr days kAhead{366};

const storage::Query kOf{"calendar_feed.of", R"sql(
  SELECT created_at, fetched_at FROM calendar_feed WHERE account_id = ?1)sql"};

const storage::Query kByToken{"calendar_feed.by_token", R"sql(
  SELECT f.account_id, f.revisions, f.fetched_at
    FROM calendar_feed f JOIN account a ON a.id = f.account_id WHERE f.token_hash = ?1 AND a.state = 'active')sql"};

const storage::Query kMake{"calendar_feed.make", R"sql(
  INSERT INTO calendar_feed (account_id, token_hash, revisions, created_at) VALUES (?1, ?2, '{}', ?3)
      ON CONFLICT (account_id) DO UPDATE
     SET token_hash = excluded.token_hash, created_at = excluded.created_at, fetched_at = NULL)sql"};

const storage::Query kEnd{"calendar_feed.end", R"sql(
  DELETE FROM calendar_feed WHERE account_id = ?1)sql"};

const storage::Query kFetched{"calendar_feed.fetched", R"sql(
  UPDATE calendar_feed SET revisions = ?2, fetched_at = ?3 WHERE account_id = ?1)sql"};

std::string hash_of(const std::string& token) {
  return to_hex(sha256(token));
}

struct Stored {
  UserId user;
  Revisions revisions;
  std::optional<Instant> fetched_at;
};

Stored as_stored(const storage::Row& row) {
  return {row.get<UserId>(0), parse_revisions(row.get<std::string>(1)), row.get<std::optional<Instant>>(2)};
}

}  // namespace

std::optional<CalendarFeed> CalendarFeeds::of(const http::Principal& who) const {
  const auto as_feed = [](const storage::Row& row) {
    return CalendarFeed{row.get<Instant>(0), row.get<std::optional<Instant>>(1)};
  };
  return database_.read([&](const storage::Reader& db) { return db.first(kOf, as_feed, who.user); });
}

std::string CalendarFeeds::make(const http::Principal& who) {
  const auto token = random_token(kTokenBytes);
  database_.write([&](storage::Writer& db) { db.run(kMake, who.user, hash_of(token), db.now()); });
  return head_.site_url + "/api/v1/calendar/" + token + "/lectern.ics";
}

void CalendarFeeds::end(const http::Principal& who) {
  database_.write([&](storage::Writer& db) { db.run(kEnd, who.user); });
}

std::string CalendarFeeds::read(const std::string& token) {
  Stored stored;
  Revisions now_said;
  Instant hour;
  const auto text = database_.read([&](const storage::Reader& db) {
    const auto found = db.first(kByToken, as_stored, hash_of(token));
    if (!found)
      throw Error(ErrorCode::NotFound, "There is no such calendar. Its address may have been made anew.");
    stored = *found;
    hour = std::chrono::floor<hours>(db.now());
    const auto entries = calendar_.between(db, stored.user, db.now() - kBack, db.now() + kAhead);
    now_said = revised(stored.revisions, entries, std::chrono::floor<std::chrono::seconds>(db.now()));
    return as_icalendar(head_, entries, now_said);
  });
  if (now_said != stored.revisions || stored.fetched_at != hour)
    database_.write(
        [&](storage::Writer& db) { db.run(kFetched, stored.user, revisions_text(now_said), hour); });
  return text;
}

}  // namespace lectern::lms
