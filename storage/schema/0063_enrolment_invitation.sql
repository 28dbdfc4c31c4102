-- Ways into a course for whoever has the code, or for one address. The code is shown again to instructors, so that
-- they can share it: it opens one course, and can be taken back.
CREATE TABLE invitation (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  code TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('student', 'assistant', 'instructor', 'observer')),
  email TEXT,                          -- lower case; absent: for whoever has the code
  most_uses INTEGER,                   -- absent: any number
  uses INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  invited_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX invitation_by_course ON invitation (course_id, id);
CREATE INDEX invitation_by_email ON invitation (email, id) WHERE email IS NOT NULL;
CREATE INDEX invitation_by_inviter ON invitation (invited_by);
