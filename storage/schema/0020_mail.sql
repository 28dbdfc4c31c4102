-- Mails on their way. What one says is emptied when it is sent: it may hold a link that signs somebody in.
CREATE TABLE mail (
  id TEXT NOT NULL PRIMARY KEY,
  recipient TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'expired')),
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  ended_at INTEGER
) STRICT;
CREATE INDEX mail_by_state ON mail (state, id);
CREATE INDEX mail_by_expiry ON mail (state, expires_at);
