-- Groups inside a course, for forums, quizzes and conditions.
CREATE TABLE course_group (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (course_id, name)
) STRICT;

CREATE TABLE course_group_member (
  group_id TEXT NOT NULL REFERENCES course_group (id) ON DELETE CASCADE,
  enrolment_id TEXT NOT NULL REFERENCES enrolment (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, enrolment_id)
) STRICT;
CREATE INDEX course_group_of_member ON course_group_member (enrolment_id, group_id);

-- Whose progress an observer may see. Both are enrolments of the same course.
CREATE TABLE observation (
  observer_id TEXT NOT NULL REFERENCES enrolment (id) ON DELETE CASCADE,
  student_id TEXT NOT NULL REFERENCES enrolment (id) ON DELETE CASCADE,
  PRIMARY KEY (observer_id, student_id)
) STRICT;
CREATE INDEX observation_of_student ON observation (student_id, observer_id);
