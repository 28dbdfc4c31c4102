-- What learners write for themselves at a moment of a lecture. Nobody else sees it.
CREATE TABLE lesson_note (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  seconds REAL NOT NULL,
  text TEXT NOT NULL,                  -- Markdown
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX lesson_note_by_lesson ON lesson_note (account_id, lesson_id, seconds, id);
CREATE INDEX lesson_note_by_course ON lesson_note (account_id, course_id);
CREATE INDEX lesson_note_of_lesson ON lesson_note (lesson_id);
CREATE INDEX lesson_note_of_course ON lesson_note (course_id);
