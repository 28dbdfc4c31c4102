-- Who belongs to which course, and as what.
CREATE TABLE enrolment (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('student', 'instructor')),
  origin TEXT NOT NULL CHECK (origin IN ('self', 'instructor')),
  created_at INTEGER NOT NULL,
  UNIQUE (course_id, account_id)
) STRICT;
CREATE INDEX enrolment_by_account ON enrolment (account_id, id);
