CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,          -- lower case
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('student', 'instructor', 'admin')),
  password_hash TEXT NOT NULL,
  language TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  epoch INTEGER NOT NULL,              -- raised to end every access token of this account
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE category (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE course (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  description TEXT NOT NULL,
  category_id TEXT REFERENCES category (id) ON DELETE SET NULL,
  language TEXT NOT NULL,
  visibility TEXT NOT NULL CHECK (visibility IN ('draft', 'published')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  published_at INTEGER
) STRICT;
CREATE TABLE enrolment (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('student', 'instructor')),
  origin TEXT NOT NULL CHECK (origin IN ('self', 'instructor')),
  created_at INTEGER NOT NULL,
  UNIQUE (course_id, account_id)
) STRICT;
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
CREATE TABLE lesson (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  section_id TEXT NOT NULL REFERENCES section (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('video')),
  access TEXT NOT NULL CHECK (access IN ('course', 'anyone')),
  allow_download INTEGER NOT NULL CHECK (allow_download IN (0, 1)),
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE lesson_position (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  seconds REAL NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, lesson_id)
) STRICT;
CREATE TABLE migration (
    version    INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    applied_at INTEGER NOT NULL
  ) STRICT;
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
CREATE TABLE playback_grant (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT REFERENCES account (id) ON DELETE CASCADE,   -- NULL: all who are not signed in
  session_id TEXT,                                             -- outlived by the record of what was watched
  video_id TEXT NOT NULL,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  allowance INTEGER NOT NULL,                                  -- bits: 1 download, 2 original
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  last_seen_at INTEGER,
  requests INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  delivered BLOB NOT NULL                                      -- one bit a segment, 64-bit words, little-endian
) STRICT;
CREATE TABLE section (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  secret_hash TEXT NOT NULL UNIQUE,    -- SHA-256, hexadecimal
  refresh_generation INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE setting (
  key        TEXT PRIMARY KEY,
  value      TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sqlite_sequence(name,seq);
CREATE TABLE upload (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('video')),
  lesson_id TEXT REFERENCES lesson (id) ON DELETE CASCADE,
  filename TEXT NOT NULL,
  size INTEGER NOT NULL,
  received INTEGER NOT NULL,           -- as of the last request; what counts is the size of the file
  metadata TEXT NOT NULL,              -- the Upload-Metadata header as it came
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE TABLE video (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL UNIQUE REFERENCES lesson (id) ON DELETE CASCADE,
  last_generation INTEGER NOT NULL,    -- never goes back: a generation names one source for ever
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE video_note (
  video_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  position INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  PRIMARY KEY (video_id, generation, position),
  FOREIGN KEY (video_id, generation) REFERENCES video_version (video_id, generation) ON DELETE CASCADE
) STRICT;
CREATE TABLE video_version (
  video_id TEXT NOT NULL REFERENCES video (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('probing', 'playable', 'ready', 'failed')),
  blob_key TEXT NOT NULL,
  sha256 TEXT,                         -- hexadecimal; absent until it was computed
  size INTEGER NOT NULL,
  filename TEXT NOT NULL,
  progress REAL NOT NULL,
  error TEXT,                          -- one sentence for the instructor
  duration_seconds REAL,
  width INTEGER,
  height INTEGER,
  container TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (video_id, generation)
) STRICT;
CREATE INDEX course_by_category ON course (category_id, id);
CREATE INDEX course_by_owner ON course (owner_id, id);
CREATE INDEX enrolment_by_account ON enrolment (account_id, id);
CREATE UNIQUE INDEX job_active_key ON job (dedupe_key) WHERE state IN ('queued', 'running');
CREATE INDEX job_by_state ON job (state, id);
CREATE INDEX job_queue ON job (kind, priority, run_at) WHERE state = 'queued';
CREATE INDEX job_running ON job (lease_until) WHERE state = 'running';
CREATE INDEX lesson_by_course ON lesson (course_id);
CREATE INDEX lesson_by_section ON lesson (section_id, position);
CREATE INDEX lesson_position_by_course ON lesson_position (account_id, course_id, updated_at);
CREATE INDEX playback_grant_by_account ON playback_grant (account_id, lesson_id);
CREATE INDEX playback_grant_by_course ON playback_grant (course_id);
CREATE INDEX playback_grant_by_expiry ON playback_grant (expires_at);
CREATE INDEX playback_grant_by_lesson ON playback_grant (lesson_id);
CREATE INDEX section_by_course ON section (course_id, position);
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_expiry ON session (expires_at);
CREATE INDEX upload_by_expiry ON upload (expires_at);
CREATE INDEX upload_by_lesson ON upload (lesson_id, id);
CREATE INDEX upload_by_owner ON upload (owner_id, id);
