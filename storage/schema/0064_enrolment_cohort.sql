-- Named groups of the whole institution. A cohort that is linked to a course brings its members there.
CREATE TABLE cohort (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  members INTEGER NOT NULL,            -- kept in step with cohort_member
  created_at INTEGER NOT NULL
) STRICT;

-- A membership belongs to its source: what one source says does not touch what another said.
CREATE TABLE cohort_member (
  cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  source TEXT NOT NULL,                -- 'admin', or the provider of sign-in that said so
  added_at INTEGER NOT NULL,
  PRIMARY KEY (cohort_id, account_id)
) STRICT;
CREATE INDEX cohort_member_by_account ON cohort_member (account_id, cohort_id);

CREATE TABLE cohort_course (
  cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('student', 'assistant', 'instructor', 'observer')),
  PRIMARY KEY (cohort_id, course_id)
) STRICT;
CREATE INDEX cohort_course_by_course ON cohort_course (course_id, cohort_id);
