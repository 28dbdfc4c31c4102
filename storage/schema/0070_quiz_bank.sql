-- The question bank. A question belongs to a course; what stands in a shared category may be used by all who
-- teach anywhere. `name` of a category is its path: "Optics/Lenses".
CREATE TABLE question_category (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  created_at INTEGER NOT NULL,
  UNIQUE (course_id, name)
) STRICT;
CREATE INDEX question_category_shared ON question_category (name, id) WHERE shared = 1;

CREATE TABLE question (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  category_id TEXT REFERENCES question_category (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,                  -- a row of lms/quiz/question_type
  version INTEGER NOT NULL,            -- the current one
  words TEXT NOT NULL,                 -- name, stem and tags, folded: what a search looks through
  archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX question_by_course ON question (course_id, archived, id);
CREATE INDEX question_by_category ON question (category_id, archived, id);

-- Never changed: an attempt keeps the version it was given.
CREATE TABLE question_version (
  question_id TEXT NOT NULL REFERENCES question (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  definition TEXT NOT NULL,            -- JSON
  author_id TEXT REFERENCES account (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (question_id, version)
) STRICT;
CREATE INDEX question_version_by_author ON question_version (author_id);

CREATE TABLE question_tag (
  question_id TEXT NOT NULL REFERENCES question (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (question_id, tag)
) STRICT;
CREATE INDEX question_by_tag ON question_tag (course_id, tag, question_id);
