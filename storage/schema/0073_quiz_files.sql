-- Files that were handed in with an essay: documents of the quiz's lesson.
CREATE TABLE attempt_file (
  document_id TEXT NOT NULL PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  attempt_id TEXT NOT NULL REFERENCES quiz_attempt (id) ON DELETE CASCADE,
  slot INTEGER NOT NULL                -- of the essay in this attempt
) STRICT;
CREATE INDEX attempt_file_of_answer ON attempt_file (attempt_id, slot, document_id);
