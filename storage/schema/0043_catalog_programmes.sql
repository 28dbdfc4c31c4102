-- Courses that belong together, in an order or free.
CREATE TABLE programme (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  description TEXT NOT NULL,           -- Markdown, as it was typed
  is_ordered INTEGER NOT NULL CHECK (is_ordered IN (0, 1)),
  visibility TEXT NOT NULL CHECK (visibility IN ('draft', 'public')),
  price INTEGER,                       -- minor units; absent: free
  currency TEXT,                       -- ISO 4217
  certificate_course TEXT REFERENCES course (id) ON DELETE SET NULL,  -- whose design its certificate has; absent: it has none
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX programme_by_visibility ON programme (visibility, id);
CREATE INDEX programme_by_owner ON programme (owner_id, id);
CREATE INDEX programme_by_certificate ON programme (certificate_course) WHERE certificate_course IS NOT NULL;

CREATE TABLE programme_course (
  programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  PRIMARY KEY (programme_id, position)
) STRICT;
CREATE INDEX programme_course_of ON programme_course (course_id);

CREATE TABLE programme_member (
  programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  joined_at INTEGER NOT NULL,
  PRIMARY KEY (programme_id, account_id)
) STRICT;
CREATE INDEX programme_member_of ON programme_member (account_id, programme_id);
