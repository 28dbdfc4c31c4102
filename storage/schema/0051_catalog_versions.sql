-- What lessons and courses said and held, and since when: every change of content is a row with all of it. What one
-- person changes within a minute is one row.
CREATE TABLE content_version (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  subject TEXT NOT NULL CHECK (subject IN ('course', 'lesson')),
  subject_id TEXT NOT NULL,
  account_id TEXT REFERENCES account (id) ON DELETE SET NULL,
  content TEXT NOT NULL,               -- a JSON object
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX content_version_by_subject ON content_version (subject_id, id);
CREATE INDEX content_version_by_course ON content_version (course_id);
CREATE INDEX content_version_by_account ON content_version (account_id);

-- Sources of videos that were replaced: kept for a while, so that they can be had back.
CREATE TABLE video_source (
  video_id TEXT NOT NULL REFERENCES video (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  blob_key TEXT NOT NULL,
  sha256 TEXT,
  size INTEGER NOT NULL,
  filename TEXT NOT NULL,
  retired_at INTEGER NOT NULL,
  PRIMARY KEY (video_id, generation)
) STRICT;
CREATE INDEX video_source_by_blob ON video_source (blob_key);
CREATE INDEX video_source_by_age ON video_source (retired_at);
