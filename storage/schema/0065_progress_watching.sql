-- What each person has really watched: told by the player, and sent to them by the streamer.
CREATE TABLE lesson_watch (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  spans TEXT NOT NULL,                 -- milliseconds: "0-62500 90000-121000"
  watched INTEGER NOT NULL,            -- milliseconds, what the spans add up to
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, lesson_id)
) STRICT;
CREATE INDEX lesson_watch_by_course ON lesson_watch (account_id, course_id);
CREATE INDEX lesson_watch_by_lesson ON lesson_watch (lesson_id);
