-- Sounds in texts. Whoever has the key and has signed in may hear one.
CREATE TABLE sound (
  key TEXT NOT NULL PRIMARY KEY,       -- random
  account_id TEXT REFERENCES account (id) ON DELETE SET NULL, -- who brought it
  title TEXT NOT NULL,
  type TEXT NOT NULL,                  -- told by its content
  duration_ms INTEGER NOT NULL,
  blob_key TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sound_by_account ON sound (account_id, key);
CREATE INDEX sound_by_blob ON sound (blob_key);
