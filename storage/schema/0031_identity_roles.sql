-- Roles: the three that are built in, of which everybody has one, and those of the institution's own making, of which
-- anybody may have any number. What the administrator role allows is not a matter of rows: it is everything.
CREATE TABLE role (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  built_in INTEGER NOT NULL CHECK (built_in IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE role_permission (
  role_id TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
  permission TEXT NOT NULL,
  PRIMARY KEY (role_id, permission)
) STRICT;

CREATE TABLE account_role (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role_id TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
  PRIMARY KEY (account_id, role_id)
) STRICT;
CREATE INDEX account_role_by_role ON account_role (role_id, account_id);

INSERT INTO role (id, name, built_in, created_at)
VALUES ('student', 'Student', 1, 0), ('instructor', 'Instructor', 1, 0), ('admin', 'Administrator', 1, 0);
INSERT INTO role_permission (role_id, permission) VALUES ('instructor', 'courses.create');

CREATE INDEX account_by_role ON account (role, id);
CREATE INDEX account_by_name ON account (lower(name), id);
