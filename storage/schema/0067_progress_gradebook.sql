-- What is graded in a course, how it adds up, and what everyone has. Points are whole thousandths.
CREATE TABLE gradebook (
  course_id TEXT NOT NULL PRIMARY KEY REFERENCES course (id) ON DELETE CASCADE,
  weighting TEXT NOT NULL CHECK (weighting IN ('points', 'weights')),   -- how categories add up
  scale TEXT NOT NULL                  -- letters and their least hundredths: "A 90 B 80"; empty: none
) STRICT;

CREATE TABLE grade_category (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  weight INTEGER NOT NULL,             -- relative to its sisters
  drop_lowest INTEGER NOT NULL,        -- how many of everyone's worst do not count
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX grade_category_by_course ON grade_category (course_id, position, id);

CREATE TABLE grade_item (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  category_id TEXT REFERENCES grade_category (id) ON DELETE SET NULL,
  lesson_id TEXT UNIQUE REFERENCES lesson (id) ON DELETE SET NULL,   -- whose results it takes; absent: entered by hand
  name TEXT NOT NULL,
  most INTEGER NOT NULL,               -- points to be had
  extra_credit INTEGER NOT NULL CHECK (extra_credit IN (0, 1)),      -- adds points, and none to be had
  hidden_until INTEGER,                -- from those who take the course
  due_at INTEGER,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX grade_item_by_course ON grade_item (course_id, position, id);
CREATE INDEX grade_item_by_category ON grade_item (category_id);

CREATE TABLE grade (
  item_id TEXT NOT NULL REFERENCES grade_item (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  earned INTEGER,                      -- as the quiz says; absent: entered by hand only
  override INTEGER,                    -- as somebody who teaches says; goes before what was earned
  excused INTEGER NOT NULL CHECK (excused IN (0, 1)),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (item_id, account_id)
) STRICT;
CREATE INDEX grade_by_person ON grade (course_id, account_id);
CREATE INDEX grade_by_account ON grade (account_id);

-- Every change that a person made, so that none is lost.
CREATE TABLE grade_history (
  id TEXT NOT NULL PRIMARY KEY,
  item_id TEXT NOT NULL REFERENCES grade_item (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  by_id TEXT REFERENCES account (id) ON DELETE SET NULL,
  override INTEGER,
  excused INTEGER NOT NULL,
  reason TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX grade_history_by_grade ON grade_history (item_id, account_id, id);
CREATE INDEX grade_history_by_account ON grade_history (account_id);
CREATE INDEX grade_history_by_author ON grade_history (by_id);

-- What everybody's grades add up to, in ten-thousandths: kept in step, so that a grid sorts by it.
CREATE TABLE course_total (
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  total INTEGER NOT NULL,
  PRIMARY KEY (course_id, account_id)
) STRICT;
CREATE INDEX course_total_by_account ON course_total (account_id);
