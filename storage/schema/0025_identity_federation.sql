-- Providers of OpenID Connect, and who of theirs is who of ours.
CREATE TABLE identity_provider (
  id TEXT NOT NULL PRIMARY KEY,        -- stands in addresses: "campus"
  name TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_secret BLOB NOT NULL,         -- sealed with the installation's key
  scopes TEXT NOT NULL,
  linking TEXT NOT NULL CHECK (linking IN ('by_hand', 'verified_email')),
  is_enabled INTEGER NOT NULL,
  rules TEXT NOT NULL,                 -- JSON: which claims give which role and cohort
  created_at INTEGER NOT NULL
) STRICT;

-- Whom a provider, or the directory, knows by a name of its own. That name never changes hands; an address may.
CREATE TABLE external_identity (
  provider TEXT NOT NULL,
  subject TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  made_account INTEGER NOT NULL,       -- the account was made for it: roles follow the provider's claims
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  PRIMARY KEY (provider, subject)
) STRICT;
CREATE UNIQUE INDEX external_identity_by_account ON external_identity (account_id, provider);

-- A sign-in that has gone out to a provider and has not come back. Each comes back once.
CREATE TABLE oidc_visit (
  state_hash TEXT NOT NULL PRIMARY KEY,
  browser_hash TEXT NOT NULL,          -- of the cookie that this browser was given
  provider TEXT NOT NULL,
  nonce TEXT NOT NULL,
  verifier TEXT NOT NULL,              -- PKCE
  redirect_uri TEXT NOT NULL,
  next TEXT NOT NULL,                  -- the page to go on to
  links_account TEXT REFERENCES account (id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX oidc_visit_by_expiry ON oidc_visit (expires_at);
CREATE INDEX oidc_visit_by_account ON oidc_visit (links_account) WHERE links_account IS NOT NULL;

-- Which of our sessions hang on a session there, for signing out on both sides.
CREATE TABLE oidc_session (
  session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
  provider TEXT NOT NULL,
  subject TEXT NOT NULL,
  sid TEXT NOT NULL
) STRICT;
CREATE INDEX oidc_session_by_subject ON oidc_session (provider, subject);
CREATE INDEX oidc_session_by_sid ON oidc_session (provider, sid);

-- Logout tokens that were heeded: one that comes again is a copy.
CREATE TABLE oidc_logout_seen (
  provider TEXT NOT NULL,
  jti TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (provider, jti)
) STRICT;
CREATE INDEX oidc_logout_seen_by_expiry ON oidc_logout_seen (expires_at);
