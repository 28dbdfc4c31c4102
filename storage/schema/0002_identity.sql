-- Who may sign in, and the sign-ins that are alive.
CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,          -- lower case
  username TEXT UNIQUE,                -- lower case; never holds an @
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('student', 'instructor', 'admin')),
  password_hash TEXT NOT NULL,         -- empty: signs in by other means
  -- unconfirmed: the address was not shown to be theirs; leaving: deleted by its owner, who may still come back;
  -- deleted: nothing of the person is left, others need the row.
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('unconfirmed', 'active', 'disabled', 'leaving', 'deleted')),
  asks_to_teach INTEGER NOT NULL DEFAULT 0,  -- signed up as an instructor, and waits for an administrator
  delete_at INTEGER,                   -- of a leaving one
  language TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  notify TEXT NOT NULL DEFAULT '{}',   -- JSON: what to be told of, and how
  epoch INTEGER NOT NULL,              -- raised to end every access token of this account
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX account_asking ON account (id) WHERE asks_to_teach = 1;
CREATE INDEX account_leaving ON account (delete_at) WHERE state = 'leaving';

-- The secret itself is only in the cookie. The refresh token is signed and carries refresh_generation: an older one
-- that comes back was copied, and ends the session.
CREATE TABLE session (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  secret_hash TEXT NOT NULL UNIQUE,    -- SHA-256, hexadecimal
  refresh_generation INTEGER NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  user_agent TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL DEFAULT 0,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_expiry ON session (expires_at);
