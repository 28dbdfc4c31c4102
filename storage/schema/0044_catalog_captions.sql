-- Captions that instructors brought, one a language. They belong to the lesson, whatever its recording is.
CREATE TABLE lesson_caption (
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  language TEXT NOT NULL,              -- BCP 47
  label TEXT NOT NULL,                 -- how people see it
  number INTEGER NOT NULL,             -- from the text: another text has another address
  cues INTEGER NOT NULL,
  text TEXT NOT NULL,                  -- WebVTT that counts from the start of the recording
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (lesson_id, language)
) STRICT;
CREATE UNIQUE INDEX lesson_caption_by_number ON lesson_caption (lesson_id, number);

-- Chapters that an instructor chose in place of those in the file. An empty list: none are shown.
CREATE TABLE lesson_chapters (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  chapters TEXT NOT NULL               -- a JSON list of {"start_seconds": …, "title": …}, by time
) STRICT;
