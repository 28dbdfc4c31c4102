-- Who may watch which version of a video until when, and what was delivered to them.
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
  delivered BLOB NOT NULL,                                     -- one bit a segment, 64-bit words, little-endian
  reach INTEGER                                                -- the last segment that may be fetched; absent: all
) STRICT;
CREATE INDEX playback_grant_by_expiry ON playback_grant (expires_at);
CREATE INDEX playback_grant_by_account ON playback_grant (account_id, lesson_id);
CREATE INDEX playback_grant_by_lesson ON playback_grant (lesson_id);
CREATE INDEX playback_grant_by_course ON playback_grant (course_id);
