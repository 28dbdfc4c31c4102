-- What those who took a course say of it: one review each.
CREATE TABLE course_review (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
  text TEXT NOT NULL,
  reply TEXT,                          -- of an instructor, once
  replied_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  replied_at INTEGER,
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),  -- by an administrator
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (course_id, account_id)
) STRICT;
CREATE INDEX course_review_shown ON course_review (course_id, hidden, id);
CREATE INDEX course_review_by_rating ON course_review (course_id, hidden, rating);

CREATE TABLE course_review_report (
  review_id TEXT NOT NULL REFERENCES course_review (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  PRIMARY KEY (review_id, account_id)
) STRICT;
CREATE INDEX course_review_report_open ON course_review_report (review_id) WHERE resolved_at IS NULL;

-- What people wrote, found by who wrote it: for the export of their own data, and for its erasure.
CREATE INDEX course_review_by_account ON course_review (account_id);
CREATE INDEX course_review_by_answerer ON course_review (replied_by) WHERE replied_by IS NOT NULL;
CREATE INDEX course_review_report_by_account ON course_review_report (account_id);
