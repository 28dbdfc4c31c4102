-- A quiz is a lesson of that kind: its rules, its questions, and what people answered.
CREATE TABLE quiz (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  rules TEXT NOT NULL,                 -- JSON: lms/quiz/quiz_rules
  updated_at INTEGER NOT NULL
) STRICT;

-- One question, or one drawn for each attempt from a category, with a tag, or both.
CREATE TABLE quiz_slot (
  lesson_id TEXT NOT NULL REFERENCES quiz (lesson_id) ON DELETE CASCADE,
  slot INTEGER NOT NULL,               -- from 1
  page INTEGER NOT NULL,               -- from 1
  section TEXT NOT NULL,               -- heading above it; empty: goes on under the one before
  question_id TEXT REFERENCES question (id) ON DELETE RESTRICT,
  category_id TEXT REFERENCES question_category (id) ON DELETE RESTRICT,
  tag TEXT NOT NULL DEFAULT '',
  points REAL NOT NULL,
  PRIMARY KEY (lesson_id, slot)
) STRICT;
CREATE INDEX quiz_slot_by_question ON quiz_slot (question_id, lesson_id);
CREATE INDEX quiz_slot_by_category ON quiz_slot (category_id, lesson_id);

-- Other rules for one person or one cohort. What is absent stays as the quiz has it.
CREATE TABLE quiz_override (
  lesson_id TEXT NOT NULL REFERENCES quiz (lesson_id) ON DELETE CASCADE,
  whom TEXT NOT NULL CHECK (whom IN ('person', 'cohort')),
  whom_id TEXT NOT NULL,
  opens_at INTEGER,
  closes_at INTEGER,
  time_limit_seconds INTEGER,
  attempts INTEGER,
  PRIMARY KEY (lesson_id, whom, whom_id)
) STRICT;

CREATE TABLE quiz_attempt (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES quiz (lesson_id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,             -- of this person, from 1
  is_preview INTEGER NOT NULL CHECK (is_preview IN (0, 1)),  -- of who teaches: counts nowhere
  -- submitted: the server marks it in a moment; marking: a person must; graded: all is marked.
  state TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'marking', 'graded')),
  seed INTEGER NOT NULL,
  address TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  due_at INTEGER,                      -- the server submits it then
  submitted_at INTEGER,
  points REAL,                         -- of what is marked
  most_points REAL NOT NULL,
  page INTEGER NOT NULL DEFAULT 1,     -- where they are in a quiz without a way back
  UNIQUE (lesson_id, account_id, number)
) STRICT;
CREATE INDEX quiz_attempt_of_account ON quiz_attempt (account_id, id);
CREATE INDEX quiz_attempt_of_lesson ON quiz_attempt (lesson_id, is_preview, id);
CREATE INDEX quiz_attempt_due ON quiz_attempt (due_at) WHERE state = 'open' AND due_at IS NOT NULL;
CREATE INDEX quiz_attempt_unmarked ON quiz_attempt (id) WHERE state = 'submitted';
CREATE INDEX quiz_attempt_to_mark ON quiz_attempt (lesson_id, submitted_at, id) WHERE state = 'marking';

CREATE TABLE attempt_answer (
  attempt_id TEXT NOT NULL REFERENCES quiz_attempt (id) ON DELETE CASCADE,
  slot INTEGER NOT NULL,               -- as it is shown in this attempt, from 1
  quiz_slot INTEGER NOT NULL,          -- as the quiz had it: what the analysis compares
  page INTEGER NOT NULL,
  section TEXT NOT NULL,
  question_id TEXT NOT NULL REFERENCES question (id) ON DELETE RESTRICT,
  version INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  points REAL NOT NULL,                -- that it can earn
  sequence INTEGER NOT NULL,           -- of the last save: an older one never overwrites it
  response TEXT,                       -- JSON
  certainty INTEGER,                   -- 1 to 3
  flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
  hints INTEGER NOT NULL,              -- how many were asked for
  saved_at INTEGER,
  fraction REAL,                       -- absent: not marked yet
  comment TEXT NOT NULL DEFAULT '',    -- of who marked it
  rubric TEXT NOT NULL DEFAULT '',     -- JSON: the level of each criterion; empty: none was chosen
  marked_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  PRIMARY KEY (attempt_id, slot)
) STRICT;
CREATE INDEX attempt_answer_by_question ON attempt_answer (question_id, attempt_id);
CREATE INDEX attempt_answer_by_marker ON attempt_answer (marked_by);

-- What happened in an attempt, in order; rows are only added.
CREATE TABLE attempt_event (
  attempt_id TEXT NOT NULL REFERENCES quiz_attempt (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  what TEXT NOT NULL,
  slot INTEGER,
  details TEXT NOT NULL,               -- JSON
  at INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, number)
) STRICT;

-- What a person's attempts come to, by the quiz's grading method.
CREATE TABLE quiz_grade (
  lesson_id TEXT NOT NULL REFERENCES quiz (lesson_id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  fraction REAL NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (lesson_id, account_id)
) STRICT;
CREATE INDEX quiz_grade_of_account ON quiz_grade (account_id, lesson_id);
