-- What lessons hold besides videos.
CREATE TABLE lesson_text (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  source TEXT NOT NULL                 -- Markdown
) STRICT;

-- Files: what a document lesson shows, what is attached to any lesson, and what is handed in to an assignment. A row
-- names one content for ever; replacing it adds a row, and the one before stays as a former one.
CREATE TABLE document (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  place TEXT NOT NULL CHECK (place IN ('main', 'attachment', 'former', 'hand_in')),
  filename TEXT NOT NULL,
  type TEXT NOT NULL,                  -- a media type, recognised by content
  blob_key TEXT NOT NULL,
  sha256 TEXT,
  size INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  retired_at INTEGER                   -- since when it is a former one
) STRICT;
CREATE INDEX document_by_lesson ON document (lesson_id, id);
CREATE INDEX document_by_blob ON document (blob_key);
CREATE INDEX document_by_retirement ON document (retired_at) WHERE retired_at IS NOT NULL;
