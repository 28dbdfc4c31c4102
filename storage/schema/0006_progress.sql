-- Where each viewer stopped.
CREATE TABLE lesson_position (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  seconds REAL NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, lesson_id)
) STRICT;
CREATE INDEX lesson_position_by_course ON lesson_position (account_id, course_id, updated_at);
