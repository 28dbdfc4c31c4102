-- What those who teach a course write to people whom they chose on its roster.
CREATE TABLE course_message (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  author_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,                  -- Markdown, as it was typed
  people INTEGER NOT NULL,             -- to whom it went
  once_key TEXT,                       -- the Idempotency-Key of the request, where it had one
  sent_at INTEGER NOT NULL
) STRICT;
CREATE INDEX course_message_by_course ON course_message (course_id, id);
CREATE INDEX course_message_by_author ON course_message (author_id, sent_at);
CREATE UNIQUE INDEX course_message_once ON course_message (author_id, once_key) WHERE once_key IS NOT NULL;

CREATE TABLE course_message_recipient (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  message_id TEXT NOT NULL REFERENCES course_message (id) ON DELETE CASCADE,
  told_at INTEGER,                     -- when the mail was queued
  read_at INTEGER,
  PRIMARY KEY (account_id, message_id)
) STRICT;
CREATE INDEX course_message_recipient_by_message ON course_message_recipient (message_id, account_id);
CREATE INDEX course_message_recipient_unread ON course_message_recipient (account_id, message_id) WHERE read_at IS NULL;
