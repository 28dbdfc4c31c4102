-- Which lessons each person has completed, and how that was seen.
CREATE TABLE lesson_completion (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  how TEXT NOT NULL CHECK (how IN ('marked', 'watched', 'opened', 'quiz', 'handed_in', 'passed', 'posted', 'teacher')),
  completed_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, lesson_id)
) STRICT;
CREATE INDEX lesson_completion_by_course ON lesson_completion (account_id, course_id, completed_at);
CREATE INDEX lesson_completion_by_lesson ON lesson_completion (lesson_id);
