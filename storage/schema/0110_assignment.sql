-- An assignment is a lesson of that kind: its rules, what people hand in, and what they get for it.
CREATE TABLE assignment (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  rules TEXT NOT NULL,                 -- JSON: lms/assignment/assignment_rules
  rubric TEXT NOT NULL,                -- JSON: lms/rubric/rubric
  -- With peer review: what its people do now. Without: always 'handing_in'.
  phase TEXT NOT NULL CHECK (phase IN ('handing_in', 'reviewing', 'marked')),
  turns_at INTEGER,                    -- when the next phase begins by itself
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX assignment_turning ON assignment (turns_at) WHERE turns_at IS NOT NULL;

-- Later dates for one person.
CREATE TABLE assignment_extension (
  lesson_id TEXT NOT NULL REFERENCES assignment (lesson_id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  due_at INTEGER,
  cut_off_at INTEGER,
  PRIMARY KEY (lesson_id, account_id)
) STRICT;
CREATE INDEX assignment_extension_of_account ON assignment_extension (account_id, lesson_id);

-- One attempt of a person, or of a group. Its files are documents.
CREATE TABLE hand_in (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES assignment (lesson_id) ON DELETE CASCADE,
  owner_id TEXT NOT NULL,              -- the group's id, or the person's: whose draft it is
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,   -- who began it, then who handed it in
  group_id TEXT REFERENCES course_group (id) ON DELETE SET NULL,
  number INTEGER NOT NULL,             -- of this owner, from 1
  -- marked: nobody but those who teach sees it yet; returned: to be done again; superseded: a newer one counts.
  state TEXT NOT NULL CHECK (state IN ('draft', 'handed_in', 'marked', 'released', 'returned', 'superseded')),
  text TEXT NOT NULL,
  sequence INTEGER NOT NULL,           -- of the last save of the draft: an older one never overwrites it
  saved_at INTEGER NOT NULL,
  handed_in_at INTEGER,
  digest TEXT,                         -- SHA-256 of what was handed in: the receipt
  late INTEGER NOT NULL,               -- milliseconds after it was due
  points REAL,                         -- as whoever marked it says, before lateness
  marks TEXT,                          -- JSON: the levels and comments of the rubric
  feedback TEXT NOT NULL DEFAULT '',   -- Markdown
  pins TEXT NOT NULL DEFAULT '[]',     -- JSON: comments on places of it
  fraction REAL,                       -- what all of it comes to
  marked_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  marked_at INTEGER,
  released_at INTEGER,
  UNIQUE (lesson_id, owner_id, number)
) STRICT;
CREATE INDEX hand_in_queue ON hand_in (lesson_id, state, handed_in_at, id);
CREATE INDEX hand_in_of_lesson ON hand_in (lesson_id, handed_in_at, id) WHERE handed_in_at IS NOT NULL;
CREATE INDEX hand_in_of_account ON hand_in (account_id, id);
CREATE INDEX hand_in_of_group ON hand_in (group_id);
CREATE INDEX hand_in_by_marker ON hand_in (marked_by);

-- Whose work it is: one person, or everybody who was in the group when it was handed in.
CREATE TABLE hand_in_person (
  hand_in_id TEXT NOT NULL REFERENCES hand_in (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  lesson_id TEXT NOT NULL REFERENCES assignment (lesson_id) ON DELETE CASCADE,
  PRIMARY KEY (hand_in_id, account_id)
) STRICT;
CREATE INDEX hand_in_person_of_lesson ON hand_in_person (lesson_id, account_id, hand_in_id);
CREATE INDEX hand_in_person_of_account ON hand_in_person (account_id, hand_in_id);

CREATE TABLE hand_in_file (
  document_id TEXT NOT NULL PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  hand_in_id TEXT NOT NULL REFERENCES hand_in (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX hand_in_file_of_hand_in ON hand_in_file (hand_in_id, document_id);

-- What was released to each person last: what the gradebook has.
CREATE TABLE assignment_grade (
  lesson_id TEXT NOT NULL REFERENCES assignment (lesson_id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  fraction REAL NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (lesson_id, account_id)
) STRICT;
CREATE INDEX assignment_grade_of_account ON assignment_grade (account_id, lesson_id);

-- Somebody who handed in looks at what somebody else handed in.
CREATE TABLE peer_review (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES assignment (lesson_id) ON DELETE CASCADE,
  hand_in_id TEXT NOT NULL REFERENCES hand_in (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  of_self INTEGER NOT NULL CHECK (of_self IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('open', 'done')),
  marks TEXT,                          -- JSON, as of hand_in
  feedback TEXT NOT NULL DEFAULT '',
  fraction REAL,
  allotted_at INTEGER NOT NULL,
  done_at INTEGER,
  UNIQUE (hand_in_id, account_id)
) STRICT;
CREATE INDEX peer_review_of_lesson ON peer_review (lesson_id, account_id, id);
CREATE INDEX peer_review_of_account ON peer_review (account_id, id);
