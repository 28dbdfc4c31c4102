-- What a course is about, and what should be known before it.
CREATE TABLE course_tag (
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (course_id, position)
) STRICT;

CREATE TABLE course_prerequisite (
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  requires_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (course_id, requires_id)
) STRICT;
CREATE INDEX course_prerequisite_of ON course_prerequisite (requires_id);
