-- Pictures of accounts and courses, on certificates (owner: the course) and in texts. owner_id has no foreign key, because owners are of several kinds; a
-- picture without its owner is as secret as before.
CREATE TABLE picture (
  key TEXT NOT NULL PRIMARY KEY,       -- random; whoever has it may see the picture
  owner_use TEXT NOT NULL CHECK (owner_use IN ('account', 'course', 'text', 'certificate_logo', 'certificate_signature')),
  owner_id TEXT NOT NULL,
  alt TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX picture_by_owner ON picture (owner_use, owner_id);

CREATE TABLE picture_file (
  picture_key TEXT NOT NULL REFERENCES picture (key) ON DELETE CASCADE,
  size TEXT NOT NULL,                  -- "256"
  blob_key TEXT NOT NULL,
  PRIMARY KEY (picture_key, size)
) STRICT;
CREATE INDEX picture_file_by_blob ON picture_file (blob_key);
