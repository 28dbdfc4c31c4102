-- Every text of captions that a lesson ever had, under the number that names it: versions of the lesson say the number.
CREATE TABLE caption_text (
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,                  -- WebVTT
  PRIMARY KEY (lesson_id, number)
) STRICT;
