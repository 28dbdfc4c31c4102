-- Courses, what they hold, and the versions of each lesson's video.
CREATE TABLE category (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  parent_id TEXT REFERENCES category (id) ON DELETE RESTRICT,  -- two levels: a parent has none itself
  position INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX category_by_place ON category (parent_id, position, id);

-- A deleted course stays, with all that people did in it: `deleted_at` hides it, and `purged_at` says that its
-- recordings are gone. Whatever changes a row gives it the next number of `change` (catalog/shelf.h).
CREATE TABLE course (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  description TEXT NOT NULL,           -- Markdown, as it was typed
  category_id TEXT REFERENCES category (id) ON DELETE SET NULL,
  language TEXT NOT NULL,
  level TEXT NOT NULL DEFAULT 'any' CHECK (level IN ('any', 'beginner', 'intermediate', 'advanced')),
  type TEXT NOT NULL DEFAULT 'self_paced' CHECK (type IN ('self_paced', 'scheduled', 'live', 'programme_part')),
  visibility TEXT NOT NULL CHECK (visibility IN ('draft', 'unlisted', 'internal', 'public', 'archived')),
  estimated_seconds INTEGER,
  price INTEGER,                       -- minor units; absent: free
  currency TEXT,                       -- ISO 4217
  capacity INTEGER,                    -- absent: any number
  starts_at INTEGER,
  ends_at INTEGER,
  enrolment_opens_at INTEGER,
  enrolment_closes_at INTEGER,
  rating_count INTEGER NOT NULL DEFAULT 0,
  rating_sum INTEGER NOT NULL DEFAULT 0,
  change INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  published_at INTEGER,
  deleted_at INTEGER,
  purged_at INTEGER
) STRICT;
CREATE INDEX course_by_owner ON course (owner_id, id);
CREATE INDEX course_by_category ON course (category_id, id);
CREATE INDEX course_by_change ON course (change);
CREATE INDEX course_in_trash ON course (id) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;

CREATE TABLE section (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX section_by_course ON section (course_id, position);

CREATE TABLE lesson (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  section_id TEXT NOT NULL REFERENCES section (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('video', 'audio', 'document', 'page', 'quiz', 'forum', 'link', 'assignment')),
  access TEXT NOT NULL CHECK (access IN ('course', 'anyone')),
  allow_download INTEGER NOT NULL CHECK (allow_download IN (0, 1)),
  position INTEGER NOT NULL,
  link TEXT NOT NULL DEFAULT '',       -- of a link: an https address
  target_id TEXT NOT NULL DEFAULT '',  -- of a quiz or a forum: which
  -- When it opens to those who take the course: all that is set must have come.
  opens_at INTEGER,
  opens_after_days INTEGER,            -- since enrolling
  opens_after_lesson TEXT REFERENCES lesson (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX lesson_by_section ON lesson (section_id, position);
CREATE INDEX lesson_by_course ON lesson (course_id);
CREATE INDEX lesson_by_prerequisite ON lesson (opens_after_lesson);

CREATE TABLE video (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL UNIQUE REFERENCES lesson (id) ON DELETE CASCADE,
  last_generation INTEGER NOT NULL,    -- never goes back: a generation names one source for ever
  created_at INTEGER NOT NULL
) STRICT;

-- One row a generation: one version of the source and the package made from it.
CREATE TABLE video_version (
  video_id TEXT NOT NULL REFERENCES video (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('probing', 'playable', 'ready', 'failed')),
  blob_key TEXT NOT NULL,
  sha256 TEXT,                         -- hexadecimal; absent until it was computed
  size INTEGER NOT NULL,
  filename TEXT NOT NULL,
  progress REAL NOT NULL,
  error TEXT,                          -- one sentence for the instructor
  duration_seconds REAL,
  width INTEGER,
  height INTEGER,
  container TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (video_id, generation)
) STRICT;
CREATE INDEX video_version_by_blob ON video_version (blob_key);

-- What the transcoder has to tell the instructor about a version.
CREATE TABLE video_note (
  video_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  position INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  PRIMARY KEY (video_id, generation, position),
  FOREIGN KEY (video_id, generation) REFERENCES video_version (video_id, generation) ON DELETE CASCADE
) STRICT;
