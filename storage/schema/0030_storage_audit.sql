-- Who did what to whom, when and from where. Rows are added and nothing else: even this program cannot change one.
CREATE TABLE audit (
  sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
  at          INTEGER NOT NULL,
  account_id  TEXT,                     -- NULL: the server itself, or its command line
  action      TEXT NOT NULL,            -- "user.role_changed"
  object_kind TEXT NOT NULL,            -- "user"
  object_id   TEXT NOT NULL,
  details     TEXT NOT NULL,            -- JSON
  address     TEXT NOT NULL,
  request_id  TEXT NOT NULL
) STRICT;
CREATE INDEX audit_by_account ON audit (account_id, sequence);
CREATE INDEX audit_by_action ON audit (action, sequence);
CREATE INDEX audit_by_object ON audit (object_kind, object_id, sequence);
CREATE INDEX audit_by_kind ON audit (object_kind, sequence);
CREATE INDEX audit_by_time ON audit (at, sequence);

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
