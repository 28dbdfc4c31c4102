-- Words to a course, a cohort or everyone. `audience_id` is the course or the cohort; empty for everyone.
CREATE TABLE announcement (
  id TEXT NOT NULL PRIMARY KEY,
  audience TEXT NOT NULL CHECK (audience IN ('everyone', 'course', 'cohort')),
  audience_id TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  title TEXT NOT NULL,
  body TEXT NOT NULL,                  -- Markdown, as it was typed
  pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  publish_at INTEGER NOT NULL,
  announced_at INTEGER,                -- when the event went out
  edited_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX announcement_by_audience ON announcement (audience_id, publish_at, id);
CREATE INDEX announcement_due ON announcement (publish_at) WHERE announced_at IS NULL;

CREATE TABLE announcement_read (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  announcement_id TEXT NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, announcement_id)
) STRICT;
CREATE INDEX announcement_by_author ON announcement (author_id);
