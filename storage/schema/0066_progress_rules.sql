-- What completes a lesson, where it is not what is usual for its kind.
CREATE TABLE lesson_rule (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  completes_by TEXT NOT NULL CHECK (completes_by IN ('watching', 'opening', 'quiz', 'hand_in', 'passing', 'posting',
                                                      'learner', 'teacher')),
  share INTEGER NOT NULL CHECK (share BETWEEN 1 AND 100),      -- of a video, in hundredths
  in_order INTEGER NOT NULL CHECK (in_order IN (0, 1))         -- nothing of a video may be skipped
) STRICT;

-- What completes a course, where it is not all of its lessons.
CREATE TABLE course_rule (
  course_id TEXT NOT NULL PRIMARY KEY REFERENCES course (id) ON DELETE CASCADE,
  lessons_needed INTEGER,              -- absent: all
  grade_needed INTEGER                 -- hundredths of the whole; absent: none
) STRICT;
