-- Whole courses on their way into an archive, or out of one.
CREATE TABLE course_archive (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  direction TEXT NOT NULL CHECK (direction IN ('export', 'import')),
  state TEXT NOT NULL CHECK (state IN ('working', 'ready', 'done', 'failed')),
  course_id TEXT REFERENCES course (id) ON DELETE SET NULL,  -- what is exported, or was made by an import
  title TEXT NOT NULL,
  media INTEGER NOT NULL CHECK (media IN (0, 1)),
  blob_key TEXT,                       -- the archive, once it is here
  size INTEGER NOT NULL,
  report TEXT NOT NULL,                -- a JSON object: what an import brings, and what is wrong
  error TEXT,                          -- one sentence
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX course_archive_by_account ON course_archive (account_id, id);
CREATE INDEX course_archive_by_course ON course_archive (course_id);
CREATE INDEX course_archive_by_blob ON course_archive (blob_key);
CREATE INDEX course_archive_by_expiry ON course_archive (expires_at);
