CREATE TABLE job (
  id            TEXT PRIMARY KEY,
  kind          TEXT NOT NULL,
  payload       TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  priority      INTEGER NOT NULL,
  run_at        INTEGER NOT NULL,
  attempts      INTEGER NOT NULL,
  -- Times that its server died under it since it last made progress.
  interruptions INTEGER NOT NULL,
  lease_until   INTEGER,
  leased_by     TEXT,
  progress      REAL NOT NULL,
  -- The progress when it was last claimed: what lies above it was made by the present attempt.
  progress_at_claim REAL NOT NULL,
  last_error    TEXT NOT NULL,
  dedupe_key    TEXT,
  created_at    INTEGER NOT NULL,
  finished_at   INTEGER
) STRICT;

CREATE INDEX job_queue ON job (kind, priority, run_at) WHERE state = 'queued';
CREATE INDEX job_running ON job (lease_until) WHERE state = 'running';
CREATE INDEX job_by_state ON job (state, id);
CREATE UNIQUE INDEX job_active_key ON job (dedupe_key) WHERE state IN ('queued', 'running');

CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  topic    TEXT NOT NULL,
  subject  TEXT NOT NULL,
  payload  TEXT NOT NULL,
  at       INTEGER NOT NULL
) STRICT;

CREATE TABLE outbox_cursor (
  consumer TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL
) STRICT;

-- A copy of the event, so that the outbox can be pruned without it.
CREATE TABLE outbox_parked (
  consumer  TEXT NOT NULL,
  sequence  INTEGER NOT NULL,
  topic     TEXT NOT NULL,
  subject   TEXT NOT NULL,
  payload   TEXT NOT NULL,
  at        INTEGER NOT NULL,
  error     TEXT NOT NULL,
  parked_at INTEGER NOT NULL,
  PRIMARY KEY (consumer, sequence)
) STRICT;

CREATE TABLE setting (
  key        TEXT PRIMARY KEY,
  value      TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
