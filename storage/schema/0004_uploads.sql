-- Uploads that are under way. Their bytes are files named by the id; the offset is the size of the file.
CREATE TABLE upload (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('video', 'document', 'archive', 'picture', 'hand_in', 'essay')),
  lesson_id TEXT REFERENCES lesson (id) ON DELETE CASCADE,
  filename TEXT NOT NULL,
  size INTEGER NOT NULL,
  received INTEGER NOT NULL,           -- as of the last request; what counts is the size of the file
  metadata TEXT NOT NULL,              -- the Upload-Metadata header as it came
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX upload_by_owner ON upload (owner_id, id);
CREATE INDEX upload_by_lesson ON upload (lesson_id, id);
CREATE INDEX upload_by_expiry ON upload (expires_at);
