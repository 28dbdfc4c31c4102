-- What a course's certificate looks like and says, and who was given one.
CREATE TABLE certificate_design (
  course_id TEXT NOT NULL PRIMARY KEY REFERENCES course (id) ON DELETE CASCADE,
  issuing TEXT NOT NULL CHECK (issuing IN ('off', 'by_hand', 'on_completion')),
  orientation TEXT NOT NULL CHECK (orientation IN ('landscape', 'portrait')),
  accent TEXT NOT NULL,                -- "#24417f"
  language TEXT NOT NULL,              -- BCP 47: of dates, and of the PDF
  title TEXT NOT NULL,
  opening TEXT NOT NULL,               -- above the name
  statement TEXT NOT NULL,             -- below the name
  institution TEXT NOT NULL,           -- empty: as the settings call it
  signer TEXT NOT NULL,
  signer_role TEXT NOT NULL,
  valid_days INTEGER,                  -- absent: without end
  updated_at INTEGER NOT NULL
) STRICT;

-- The words are those of the day of issue; what they stand on may look otherwise later.
CREATE TABLE certificate (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,           -- random; printed on it, and whoever has it may check it
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  programme_id TEXT NOT NULL DEFAULT '',  -- that was completed, with the design of this course; empty: the course was
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,             -- of this person in this course or programme, from 1
  name TEXT NOT NULL,
  course_title TEXT NOT NULL,
  grade INTEGER,                       -- ten-thousandths; absent: nothing was graded
  issued_by TEXT REFERENCES account (id) ON DELETE SET NULL,   -- absent: by completing the course
  issued_at INTEGER NOT NULL,
  valid_until INTEGER,
  expiry_told INTEGER NOT NULL DEFAULT 0 CHECK (expiry_told IN (0, 1)),
  revoked_at INTEGER,
  revoked_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  revoked_reason TEXT NOT NULL DEFAULT '',
  UNIQUE (course_id, account_id, programme_id, number)
) STRICT;
CREATE INDEX certificate_of_course ON certificate (course_id, id);
CREATE INDEX certificate_of_account ON certificate (account_id, id);
CREATE INDEX certificate_by_issuer ON certificate (issued_by);
CREATE INDEX certificate_by_revoker ON certificate (revoked_by);
CREATE INDEX certificate_expiring ON certificate (valid_until)
  WHERE expiry_told = 0 AND valid_until IS NOT NULL AND revoked_at IS NULL;
