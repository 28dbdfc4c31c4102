-- Who belongs to which course, and as what. A row stays when its person leaves: coming back revives it.
CREATE TABLE enrolment (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('student', 'assistant', 'instructor', 'observer')),
  state TEXT NOT NULL CHECK (state IN ('active', 'waiting', 'suspended', 'ended')),
  origin TEXT NOT NULL CHECK (origin IN ('self', 'instructor', 'invitation', 'cohort', 'category', 'import')),
  starts_at INTEGER,                   -- absent: from the beginning
  ends_at INTEGER,                     -- absent: without end
  enrolled_at INTEGER,                 -- absent for who has only waited
  waiting_since INTEGER,               -- the order of the wait list
  completed_at INTEGER,                -- every lesson was completed
  completed_lessons INTEGER NOT NULL,  -- kept in step with lesson_completion, so that a roster sorts by it
  last_active_at INTEGER NOT NULL,     -- 0: never
  sort_name TEXT NOT NULL,             -- the person's name in lower case
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),  -- from one's own list of courses
  created_at INTEGER NOT NULL,
  UNIQUE (course_id, account_id)
) STRICT;
CREATE INDEX enrolment_by_account ON enrolment (account_id, id);
CREATE INDEX enrolment_by_name ON enrolment (course_id, sort_name, id);
CREATE INDEX enrolment_by_activity ON enrolment (course_id, last_active_at, id);
CREATE INDEX enrolment_by_progress ON enrolment (course_id, completed_lessons, id);
CREATE INDEX enrolment_by_state ON enrolment (course_id, state, role);
CREATE INDEX enrolment_queue ON enrolment (course_id, waiting_since, id) WHERE state = 'waiting';
CREATE INDEX enrolment_ending ON enrolment (ends_at) WHERE state = 'active' AND ends_at IS NOT NULL;
