-- Questions within a recording: its player stops at a moment and asks. What counts of several tries, and from
-- where on one has passed.
CREATE TABLE video_quiz (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  method TEXT NOT NULL CHECK (method IN ('best', 'last', 'first', 'average')),
  pass_fraction REAL NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE video_moment (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES video_quiz (lesson_id) ON DELETE CASCADE,
  at INTEGER NOT NULL,                 -- milliseconds from the start
  question_id TEXT NOT NULL REFERENCES question (id) ON DELETE RESTRICT,
  required INTEGER NOT NULL CHECK (required IN (0, 1)),  -- nobody goes past it without an answer
  tries INTEGER NOT NULL,              -- 0: any number
  rewind_to INTEGER,                   -- milliseconds: where a wrong answer leads back to; absent: it goes on
  points REAL NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX video_moment_of_lesson ON video_moment (lesson_id, at, id);
CREATE INDEX video_moment_by_question ON video_moment (question_id, lesson_id);

-- Each try, as it was marked: by the version it was given, or by a later one that mends it.
CREATE TABLE video_answer (
  moment_id TEXT NOT NULL REFERENCES video_moment (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,             -- of this person at this moment, from 1
  version INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  response TEXT NOT NULL,              -- JSON
  fraction REAL NOT NULL,
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (moment_id, account_id, number)
) STRICT;
CREATE INDEX video_answer_of_account ON video_answer (account_id, moment_id, number);
