-- Addresses at which calendars of others read one's deadlines. Only the hash of the secret in it is kept.
CREATE TABLE calendar_feed (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL UNIQUE,     -- SHA-256, hexadecimal
  revisions TEXT NOT NULL,             -- JSON: lms/calendar/revisions
  created_at INTEGER NOT NULL,
  fetched_at INTEGER                   -- to the hour
) STRICT;

-- What somebody was told to be due soon, so that it is told once.
CREATE TABLE calendar_told (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  uid TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (account_id, uid)
) STRICT;
CREATE INDEX calendar_told_by_time ON calendar_told (at);
