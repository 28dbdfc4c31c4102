-- Links that were sent to an address. Each works once; only its hash is kept.
CREATE TABLE account_link (
  secret_hash TEXT NOT NULL PRIMARY KEY,  -- SHA-256, hexadecimal
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('confirm', 'reset', 'email')),
  target TEXT NOT NULL,                   -- the address that it was sent to
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX account_link_by_account ON account_link (account_id, purpose);
CREATE INDEX account_link_by_expiry ON account_link (expires_at);

-- Who may sign up where that takes an invitation.
CREATE TABLE account_invitation (
  id TEXT NOT NULL PRIMARY KEY,
  secret_hash TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('student', 'instructor', 'admin')),
  invited_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX account_invitation_by_inviter ON account_invitation (invited_by);
CREATE INDEX account_invitation_by_expiry ON account_invitation (expires_at);

-- The secret is sealed with the key of this instance. last_step: no code counts twice.
CREATE TABLE second_factor (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  sealed_secret TEXT NOT NULL,
  is_on INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_code (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL,
  PRIMARY KEY (account_id, code_hash)
) STRICT;

CREATE TABLE passkey (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  credential_id TEXT NOT NULL UNIQUE,   -- base64url
  public_key BLOB NOT NULL,             -- COSE_Key
  counter INTEGER NOT NULL,
  relying_party TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX passkey_by_account ON passkey (account_id);

CREATE TABLE api_token (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  secret_hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,                 -- separated by spaces
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX api_token_by_account ON api_token (account_id);
CREATE INDEX api_token_by_expiry ON api_token (expires_at);

-- What a person took along of their own data; the file is exports/<id>.zip.
CREATE TABLE data_export (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL UNIQUE REFERENCES account (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'failed')),
  size INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX data_export_by_expiry ON data_export (expires_at);
