CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_is_never_cut BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
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
CREATE TABLE account_invitation (
  id TEXT NOT NULL PRIMARY KEY,
  secret_hash TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('student', 'instructor', 'admin')),
  invited_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE account_link (
  secret_hash TEXT NOT NULL PRIMARY KEY,  -- SHA-256, hexadecimal
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('confirm', 'reset', 'email')),
  target TEXT NOT NULL,                   -- the address that it was sent to
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE account_role (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role_id TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
  PRIMARY KEY (account_id, role_id)
) STRICT;
CREATE TABLE announcement (
  id TEXT NOT NULL PRIMARY KEY,
  audience TEXT NOT NULL CHECK (audience IN ('everyone', 'course', 'cohort')),
  audience_id TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  title TEXT NOT NULL,
  body TEXT NOT NULL,                  -- Markdown, as it was typed
  pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  publish_at INTEGER NOT NULL,
  announced_at INTEGER,                -- when the event went out
  edited_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE announcement_read (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  announcement_id TEXT NOT NULL REFERENCES announcement (id) ON DELETE CASCADE,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, announcement_id)
) STRICT;
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
CREATE TABLE assignment (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  rules TEXT NOT NULL,                 -- JSON: lms/assignment/assignment_rules
  rubric TEXT NOT NULL,                -- JSON: lms/rubric/rubric
  -- With peer review: what its people do now. Without: always 'handing_in'.
  phase TEXT NOT NULL CHECK (phase IN ('handing_in', 'reviewing', 'marked')),
  turns_at INTEGER,                    -- when the next phase begins by itself
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE assignment_extension (
  lesson_id TEXT NOT NULL REFERENCES assignment (lesson_id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  due_at INTEGER,
  cut_off_at INTEGER,
  PRIMARY KEY (lesson_id, account_id)
) STRICT;
CREATE TABLE assignment_grade (
  lesson_id TEXT NOT NULL REFERENCES assignment (lesson_id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  fraction REAL NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (lesson_id, account_id)
) STRICT;
CREATE TABLE attempt_answer (
  attempt_id TEXT NOT NULL REFERENCES quiz_attempt (id) ON DELETE CASCADE,
  slot INTEGER NOT NULL,               -- as it is shown in this attempt, from 1
  quiz_slot INTEGER NOT NULL,          -- as the quiz had it: what the analysis compares
  page INTEGER NOT NULL,
  section TEXT NOT NULL,
  question_id TEXT NOT NULL REFERENCES question (id) ON DELETE RESTRICT,
  version INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  points REAL NOT NULL,                -- that it can earn
  sequence INTEGER NOT NULL,           -- of the last save: an older one never overwrites it
  response TEXT,                       -- JSON
  certainty INTEGER,                   -- 1 to 3
  flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
  hints INTEGER NOT NULL,              -- how many were asked for
  saved_at INTEGER,
  fraction REAL,                       -- absent: not marked yet
  comment TEXT NOT NULL DEFAULT '',    -- of who marked it
  rubric TEXT NOT NULL DEFAULT '',     -- JSON: the level of each criterion; empty: none was chosen
  marked_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  PRIMARY KEY (attempt_id, slot)
) STRICT;
CREATE TABLE attempt_event (
  attempt_id TEXT NOT NULL REFERENCES quiz_attempt (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  what TEXT NOT NULL,
  slot INTEGER,
  details TEXT NOT NULL,               -- JSON
  at INTEGER NOT NULL,
  PRIMARY KEY (attempt_id, number)
) STRICT;
CREATE TABLE attempt_file (
  document_id TEXT NOT NULL PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  attempt_id TEXT NOT NULL REFERENCES quiz_attempt (id) ON DELETE CASCADE,
  slot INTEGER NOT NULL                -- of the essay in this attempt
) STRICT;
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
CREATE TABLE calendar_feed (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL UNIQUE,     -- SHA-256, hexadecimal
  revisions TEXT NOT NULL,             -- JSON: lms/calendar/revisions
  created_at INTEGER NOT NULL,
  fetched_at INTEGER                   -- to the hour
) STRICT;
CREATE TABLE calendar_told (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  uid TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (account_id, uid)
) STRICT;
CREATE TABLE caption_text (
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,                  -- WebVTT
  PRIMARY KEY (lesson_id, number)
) STRICT;
CREATE TABLE category (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  parent_id TEXT REFERENCES category (id) ON DELETE RESTRICT,  -- two levels: a parent has none itself
  position INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE category_subscription (
  id TEXT NOT NULL PRIMARY KEY,
  category_id TEXT NOT NULL REFERENCES category (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'placed')),
  enrolment_id TEXT REFERENCES enrolment (id) ON DELETE SET NULL,  -- the course that came of it
  since INTEGER NOT NULL,              -- the order of the queue
  UNIQUE (category_id, account_id)
) STRICT;
CREATE TABLE certificate (
  id TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,           -- random; printed on it, and whoever has it may check it
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  programme_id TEXT NOT NULL DEFAULT '',  -- that was completed, with the design of this course; empty: the course was
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,             -- of this person in this course or programme, from 1
  name TEXT NOT NULL,
  course_title TEXT NOT NULL,
  grade INTEGER,                       -- ten-thousandths; absent: nothing was graded
  issued_by TEXT REFERENCES account (id) ON DELETE SET NULL,   -- absent: by completing the course
  issued_at INTEGER NOT NULL,
  valid_until INTEGER,
  expiry_told INTEGER NOT NULL DEFAULT 0 CHECK (expiry_told IN (0, 1)),
  revoked_at INTEGER,
  revoked_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  revoked_reason TEXT NOT NULL DEFAULT '',
  UNIQUE (course_id, account_id, programme_id, number)
) STRICT;
CREATE TABLE certificate_design (
  course_id TEXT NOT NULL PRIMARY KEY REFERENCES course (id) ON DELETE CASCADE,
  issuing TEXT NOT NULL CHECK (issuing IN ('off', 'by_hand', 'on_completion')),
  orientation TEXT NOT NULL CHECK (orientation IN ('landscape', 'portrait')),
  accent TEXT NOT NULL,                -- "#24417f"
  language TEXT NOT NULL,              -- BCP 47: of dates, and of the PDF
  title TEXT NOT NULL,
  opening TEXT NOT NULL,               -- above the name
  statement TEXT NOT NULL,             -- below the name
  institution TEXT NOT NULL,           -- empty: as the settings call it
  signer TEXT NOT NULL,
  signer_role TEXT NOT NULL,
  valid_days INTEGER,                  -- absent: without end
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE cohort (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  members INTEGER NOT NULL,            -- kept in step with cohort_member
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE cohort_course (
  cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('student', 'assistant', 'instructor', 'observer')),
  PRIMARY KEY (cohort_id, course_id)
) STRICT;
CREATE TABLE cohort_member (
  cohort_id TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  source TEXT NOT NULL,                -- 'admin', or the provider of sign-in that said so
  added_at INTEGER NOT NULL,
  PRIMARY KEY (cohort_id, account_id)
) STRICT;
CREATE TABLE content_version (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  subject TEXT NOT NULL CHECK (subject IN ('course', 'lesson')),
  subject_id TEXT NOT NULL,
  account_id TEXT REFERENCES account (id) ON DELETE SET NULL,
  content TEXT NOT NULL,               -- a JSON object
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE course (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  description TEXT NOT NULL,           -- Markdown, as it was typed
  category_id TEXT REFERENCES category (id) ON DELETE SET NULL,
  language TEXT NOT NULL,
  level TEXT NOT NULL DEFAULT 'any' CHECK (level IN ('any', 'beginner', 'intermediate', 'advanced')),
  type TEXT NOT NULL DEFAULT 'self_paced' CHECK (type IN ('self_paced', 'scheduled', 'live', 'programme_part')),
  visibility TEXT NOT NULL CHECK (visibility IN ('draft', 'unlisted', 'internal', 'public', 'archived')),
  estimated_seconds INTEGER,
  price INTEGER,                       -- minor units; absent: free
  currency TEXT,                       -- ISO 4217
  capacity INTEGER,                    -- absent: any number
  starts_at INTEGER,
  ends_at INTEGER,
  enrolment_opens_at INTEGER,
  enrolment_closes_at INTEGER,
  rating_count INTEGER NOT NULL DEFAULT 0,
  rating_sum INTEGER NOT NULL DEFAULT 0,
  change INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  published_at INTEGER,
  deleted_at INTEGER,
  purged_at INTEGER
) STRICT;
CREATE TABLE course_archive (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  direction TEXT NOT NULL CHECK (direction IN ('export', 'import')),
  state TEXT NOT NULL CHECK (state IN ('working', 'ready', 'done', 'failed')),
  course_id TEXT REFERENCES course (id) ON DELETE SET NULL,  -- what is exported, or was made by an import
  title TEXT NOT NULL,
  media INTEGER NOT NULL CHECK (media IN (0, 1)),
  blob_key TEXT,                       -- the archive, once it is here
  size INTEGER NOT NULL,
  report TEXT NOT NULL,                -- a JSON object: what an import brings, and what is wrong
  error TEXT,                          -- one sentence
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE course_group (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (course_id, name)
) STRICT;
CREATE TABLE course_group_member (
  group_id TEXT NOT NULL REFERENCES course_group (id) ON DELETE CASCADE,
  enrolment_id TEXT NOT NULL REFERENCES enrolment (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, enrolment_id)
) STRICT;
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
CREATE TABLE course_message_recipient (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  message_id TEXT NOT NULL REFERENCES course_message (id) ON DELETE CASCADE,
  told_at INTEGER,                     -- when the mail was queued
  read_at INTEGER,
  PRIMARY KEY (account_id, message_id)
) STRICT;
CREATE TABLE course_prerequisite (
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  requires_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (course_id, requires_id)
) STRICT;
CREATE TABLE course_review (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
  text TEXT NOT NULL,
  reply TEXT,                          -- of an instructor, once
  replied_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  replied_at INTEGER,
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),  -- by an administrator
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (course_id, account_id)
) STRICT;
CREATE TABLE course_review_report (
  review_id TEXT NOT NULL REFERENCES course_review (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  PRIMARY KEY (review_id, account_id)
) STRICT;
CREATE TABLE course_rule (
  course_id TEXT NOT NULL PRIMARY KEY REFERENCES course (id) ON DELETE CASCADE,
  lessons_needed INTEGER,              -- absent: all
  grade_needed INTEGER                 -- hundredths of the whole; absent: none
) STRICT;
CREATE TABLE course_tag (
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (course_id, position)
) STRICT;
CREATE TABLE course_total (
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  total INTEGER NOT NULL,
  PRIMARY KEY (course_id, account_id)
) STRICT;
CREATE TABLE data_export (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL UNIQUE REFERENCES account (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'failed')),
  size INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE TABLE document (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  place TEXT NOT NULL CHECK (place IN ('main', 'attachment', 'former', 'hand_in')),
  filename TEXT NOT NULL,
  type TEXT NOT NULL,                  -- a media type, recognised by content
  blob_key TEXT NOT NULL,
  sha256 TEXT,
  size INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  retired_at INTEGER                   -- since when it is a former one
) STRICT;
CREATE TABLE enrolment (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('student', 'assistant', 'instructor', 'observer')),
  state TEXT NOT NULL CHECK (state IN ('active', 'waiting', 'suspended', 'ended')),
  origin TEXT NOT NULL CHECK (origin IN ('self', 'instructor', 'invitation', 'cohort', 'category', 'import')),
  starts_at INTEGER,                   -- absent: from the beginning
  ends_at INTEGER,                     -- absent: without end
  enrolled_at INTEGER,                 -- absent for who has only waited
  waiting_since INTEGER,               -- the order of the wait list
  completed_at INTEGER,                -- every lesson was completed
  completed_lessons INTEGER NOT NULL,  -- kept in step with lesson_completion, so that a roster sorts by it
  last_active_at INTEGER NOT NULL,     -- 0: never
  sort_name TEXT NOT NULL,             -- the person's name in lower case
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),  -- from one's own list of courses
  created_at INTEGER NOT NULL,
  UNIQUE (course_id, account_id)
) STRICT;
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
CREATE TABLE forum (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  title TEXT NOT NULL,                 -- empty: the first one, which pages name in the reader's language
  description TEXT NOT NULL,
  audience TEXT NOT NULL CHECK (audience IN ('course', 'group')),
  group_id TEXT REFERENCES course_group (id) ON DELETE SET NULL,  -- of an audience 'group' that is gone: who teaches
  posting TEXT NOT NULL CHECK (posting IN ('everyone', 'replies', 'staff')),
  anonymity TEXT NOT NULL CHECK (anonymity IN ('off', 'allowed')),
  slow_mode_seconds INTEGER NOT NULL,  -- 0: off
  position INTEGER NOT NULL,
  change INTEGER NOT NULL,             -- rises with whatever a list of its threads shows
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE forum_course_read (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, course_id)
) STRICT;
CREATE TABLE forum_draft (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  place TEXT NOT NULL,
  content TEXT NOT NULL,               -- JSON, as the page keeps it
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, course_id, place)
) STRICT;
CREATE TABLE forum_mention (
  post_id TEXT NOT NULL REFERENCES forum_post (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (post_id, account_id)
) STRICT;
CREATE TABLE forum_post (
  id TEXT NOT NULL PRIMARY KEY,
  thread_id TEXT NOT NULL REFERENCES forum_thread (id) ON DELETE CASCADE,
  parent_id TEXT REFERENCES forum_post (id) ON DELETE SET NULL,  -- absent: it opens the thread
  author_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('shown', 'deleted', 'hidden')),  -- by its author; by those who teach
  text TEXT NOT NULL,                  -- Markdown; "@{id}" is somebody of the course
  lesson_id TEXT REFERENCES lesson (id) ON DELETE SET NULL,
  seconds REAL,                        -- the moment of the lesson that it is about
  version INTEGER NOT NULL,            -- from 1
  edited_at INTEGER,
  endorsed_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  votes INTEGER NOT NULL,
  once_key TEXT,                    -- the Idempotency-Key of the request, where it had one
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE forum_post_version (
  post_id TEXT NOT NULL REFERENCES forum_post (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  PRIMARY KEY (post_id, number)
) STRICT;
CREATE TABLE forum_read (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  thread_id TEXT NOT NULL REFERENCES forum_thread (id) ON DELETE CASCADE,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, thread_id)
) STRICT;
CREATE TABLE forum_report (
  post_id TEXT NOT NULL REFERENCES forum_post (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  PRIMARY KEY (post_id, account_id)
) STRICT;
CREATE TABLE forum_subscription (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  scope TEXT NOT NULL CHECK (scope IN ('course', 'forum', 'thread')),
  target_id TEXT NOT NULL,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  level TEXT NOT NULL CHECK (level IN ('following', 'muted')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, scope, target_id)
) STRICT;
CREATE TABLE forum_thread (
  id TEXT NOT NULL PRIMARY KEY,
  forum_id TEXT NOT NULL REFERENCES forum (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  lesson_id TEXT REFERENCES lesson (id) ON DELETE SET NULL,
  kind TEXT NOT NULL CHECK (kind IN ('discussion', 'question')),
  title TEXT NOT NULL,
  author_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('open', 'removed', 'merged')),
  merged_into TEXT REFERENCES forum_thread (id) ON DELETE SET NULL,
  pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
  locked INTEGER NOT NULL CHECK (locked IN (0, 1)),
  opening_post TEXT NOT NULL,
  accepted_post TEXT,
  replies INTEGER NOT NULL,            -- those that are shown
  votes INTEGER NOT NULL,              -- of the opening post
  change INTEGER NOT NULL,             -- rises with whatever the thread's page shows
  created_at INTEGER NOT NULL,
  active_at INTEGER NOT NULL           -- the last post
) STRICT;
CREATE TABLE forum_vote (
  post_id TEXT NOT NULL REFERENCES forum_post (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (post_id, account_id)
) STRICT;
CREATE TABLE forum_word (
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  word TEXT NOT NULL,
  post_id TEXT NOT NULL REFERENCES forum_post (id) ON DELETE CASCADE,
  PRIMARY KEY (course_id, word, post_id)
) STRICT;
CREATE TABLE grade (
  item_id TEXT NOT NULL REFERENCES grade_item (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  earned INTEGER,                      -- as the quiz says; absent: entered by hand only
  override INTEGER,                    -- as somebody who teaches says; goes before what was earned
  excused INTEGER NOT NULL CHECK (excused IN (0, 1)),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (item_id, account_id)
) STRICT;
CREATE TABLE grade_category (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  weight INTEGER NOT NULL,             -- relative to its sisters
  drop_lowest INTEGER NOT NULL,        -- how many of everyone's worst do not count
  position INTEGER NOT NULL
) STRICT;
CREATE TABLE grade_history (
  id TEXT NOT NULL PRIMARY KEY,
  item_id TEXT NOT NULL REFERENCES grade_item (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  by_id TEXT REFERENCES account (id) ON DELETE SET NULL,
  override INTEGER,
  excused INTEGER NOT NULL,
  reason TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE grade_item (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  category_id TEXT REFERENCES grade_category (id) ON DELETE SET NULL,
  lesson_id TEXT UNIQUE REFERENCES lesson (id) ON DELETE SET NULL,   -- whose results it takes; absent: entered by hand
  name TEXT NOT NULL,
  most INTEGER NOT NULL,               -- points to be had
  extra_credit INTEGER NOT NULL CHECK (extra_credit IN (0, 1)),      -- adds points, and none to be had
  hidden_until INTEGER,                -- from those who take the course
  due_at INTEGER,
  position INTEGER NOT NULL
) STRICT;
CREATE TABLE gradebook (
  course_id TEXT NOT NULL PRIMARY KEY REFERENCES course (id) ON DELETE CASCADE,
  weighting TEXT NOT NULL CHECK (weighting IN ('points', 'weights')),   -- how categories add up
  scale TEXT NOT NULL                  -- letters and their least hundredths: "A 90 B 80"; empty: none
) STRICT;
CREATE TABLE hand_in (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES assignment (lesson_id) ON DELETE CASCADE,
  owner_id TEXT NOT NULL,              -- the group's id, or the person's: whose draft it is
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,   -- who began it, then who handed it in
  group_id TEXT REFERENCES course_group (id) ON DELETE SET NULL,
  number INTEGER NOT NULL,             -- of this owner, from 1
  -- marked: nobody but those who teach sees it yet; returned: to be done again; superseded: a newer one counts.
  state TEXT NOT NULL CHECK (state IN ('draft', 'handed_in', 'marked', 'released', 'returned', 'superseded')),
  text TEXT NOT NULL,
  sequence INTEGER NOT NULL,           -- of the last save of the draft: an older one never overwrites it
  saved_at INTEGER NOT NULL,
  handed_in_at INTEGER,
  digest TEXT,                         -- SHA-256 of what was handed in: the receipt
  late INTEGER NOT NULL,               -- milliseconds after it was due
  points REAL,                         -- as whoever marked it says, before lateness
  marks TEXT,                          -- JSON: the levels and comments of the rubric
  feedback TEXT NOT NULL DEFAULT '',   -- Markdown
  pins TEXT NOT NULL DEFAULT '[]',     -- JSON: comments on places of it
  fraction REAL,                       -- what all of it comes to
  marked_by TEXT REFERENCES account (id) ON DELETE SET NULL,
  marked_at INTEGER,
  released_at INTEGER,
  UNIQUE (lesson_id, owner_id, number)
) STRICT;
CREATE TABLE hand_in_file (
  document_id TEXT NOT NULL PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  hand_in_id TEXT NOT NULL REFERENCES hand_in (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE hand_in_person (
  hand_in_id TEXT NOT NULL REFERENCES hand_in (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  lesson_id TEXT NOT NULL REFERENCES assignment (lesson_id) ON DELETE CASCADE,
  PRIMARY KEY (hand_in_id, account_id)
) STRICT;
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
CREATE TABLE job (
  id            TEXT PRIMARY KEY,
  kind          TEXT NOT NULL,
  payload       TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  priority      INTEGER NOT NULL,
  run_at        INTEGER NOT NULL,
  attempts      INTEGER NOT NULL,
  -- Times that its server died under it since it last made progress.
  interruptions INTEGER NOT NULL,
  lease_until   INTEGER,
  leased_by     TEXT,
  progress      REAL NOT NULL,
  -- The progress when it was last claimed: what lies above it was made by the present attempt.
  progress_at_claim REAL NOT NULL,
  last_error    TEXT NOT NULL,
  dedupe_key    TEXT,
  created_at    INTEGER NOT NULL,
  finished_at   INTEGER
, trace TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE lesson (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  section_id TEXT NOT NULL REFERENCES section (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('video', 'audio', 'document', 'page', 'quiz', 'forum', 'link', 'assignment')),
  access TEXT NOT NULL CHECK (access IN ('course', 'anyone')),
  allow_download INTEGER NOT NULL CHECK (allow_download IN (0, 1)),
  position INTEGER NOT NULL,
  link TEXT NOT NULL DEFAULT '',       -- of a link: an https address
  target_id TEXT NOT NULL DEFAULT '',  -- of a quiz or a forum: which
  -- When it opens to those who take the course: all that is set must have come.
  opens_at INTEGER,
  opens_after_days INTEGER,            -- since enrolling
  opens_after_lesson TEXT REFERENCES lesson (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE lesson_caption (
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  language TEXT NOT NULL,              -- BCP 47
  label TEXT NOT NULL,                 -- how people see it
  number INTEGER NOT NULL,             -- from the text: another text has another address
  cues INTEGER NOT NULL,
  text TEXT NOT NULL,                  -- WebVTT that counts from the start of the recording
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (lesson_id, language)
) STRICT;
CREATE TABLE lesson_chapters (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  chapters TEXT NOT NULL               -- a JSON list of {"start_seconds": …, "title": …}, by time
) STRICT;
CREATE TABLE lesson_completion (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  how TEXT NOT NULL CHECK (how IN ('marked', 'watched', 'opened', 'quiz', 'handed_in', 'passed', 'posted', 'teacher')),
  completed_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, lesson_id)
) STRICT;
CREATE TABLE lesson_note (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  seconds REAL NOT NULL,
  text TEXT NOT NULL,                  -- Markdown
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE lesson_position (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  seconds REAL NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, lesson_id)
) STRICT;
CREATE TABLE lesson_rule (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  completes_by TEXT NOT NULL CHECK (completes_by IN ('watching', 'opening', 'quiz', 'hand_in', 'passing', 'posting',
                                                      'learner', 'teacher')),
  share INTEGER NOT NULL CHECK (share BETWEEN 1 AND 100),      -- of a video, in hundredths
  in_order INTEGER NOT NULL CHECK (in_order IN (0, 1))         -- nothing of a video may be skipped
) STRICT;
CREATE TABLE lesson_text (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  source TEXT NOT NULL                 -- Markdown
) STRICT;
CREATE TABLE lesson_watch (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  spans TEXT NOT NULL,                 -- milliseconds: "0-62500 90000-121000"
  watched INTEGER NOT NULL,            -- milliseconds, what the spans add up to
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, lesson_id)
) STRICT;
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
CREATE TABLE migration (
    version    INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    applied_at INTEGER NOT NULL
  ) STRICT;
CREATE TABLE observation (
  observer_id TEXT NOT NULL REFERENCES enrolment (id) ON DELETE CASCADE,
  student_id TEXT NOT NULL REFERENCES enrolment (id) ON DELETE CASCADE,
  PRIMARY KEY (observer_id, student_id)
) STRICT;
CREATE TABLE oidc_logout_seen (
  provider TEXT NOT NULL,
  jti TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (provider, jti)
) STRICT;
CREATE TABLE oidc_session (
  session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
  provider TEXT NOT NULL,
  subject TEXT NOT NULL,
  sid TEXT NOT NULL
) STRICT;
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
CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  topic    TEXT NOT NULL,
  subject  TEXT NOT NULL,
  payload  TEXT NOT NULL,
  at       INTEGER NOT NULL
) STRICT;
CREATE TABLE outbox_cursor (
  consumer TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL
) STRICT;
CREATE TABLE outbox_parked (
  consumer  TEXT NOT NULL,
  sequence  INTEGER NOT NULL,
  topic     TEXT NOT NULL,
  subject   TEXT NOT NULL,
  payload   TEXT NOT NULL,
  at        INTEGER NOT NULL,
  error     TEXT NOT NULL,
  parked_at INTEGER NOT NULL,
  PRIMARY KEY (consumer, sequence)
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
CREATE TABLE peer_review (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES assignment (lesson_id) ON DELETE CASCADE,
  hand_in_id TEXT NOT NULL REFERENCES hand_in (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  of_self INTEGER NOT NULL CHECK (of_self IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('open', 'done')),
  marks TEXT,                          -- JSON, as of hand_in
  feedback TEXT NOT NULL DEFAULT '',
  fraction REAL,
  allotted_at INTEGER NOT NULL,
  done_at INTEGER,
  UNIQUE (hand_in_id, account_id)
) STRICT;
CREATE TABLE picture (
  key TEXT NOT NULL PRIMARY KEY,       -- random; whoever has it may see the picture
  owner_use TEXT NOT NULL CHECK (owner_use IN ('account', 'course', 'text', 'certificate_logo', 'certificate_signature')),
  owner_id TEXT NOT NULL,
  alt TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE picture_file (
  picture_key TEXT NOT NULL REFERENCES picture (key) ON DELETE CASCADE,
  size TEXT NOT NULL,                  -- "256"
  blob_key TEXT NOT NULL,
  PRIMARY KEY (picture_key, size)
) STRICT;
CREATE TABLE playback_grant (
  id TEXT NOT NULL PRIMARY KEY,
  account_id TEXT REFERENCES account (id) ON DELETE CASCADE,   -- NULL: all who are not signed in
  session_id TEXT,                                             -- outlived by the record of what was watched
  video_id TEXT NOT NULL,
  lesson_id TEXT NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  allowance INTEGER NOT NULL,                                  -- bits: 1 download, 2 original
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  last_seen_at INTEGER,
  requests INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  delivered BLOB NOT NULL,                                     -- one bit a segment, 64-bit words, little-endian
  reach INTEGER                                                -- the last segment that may be fetched; absent: all
) STRICT;
CREATE TABLE programme (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  description TEXT NOT NULL,           -- Markdown, as it was typed
  is_ordered INTEGER NOT NULL CHECK (is_ordered IN (0, 1)),
  visibility TEXT NOT NULL CHECK (visibility IN ('draft', 'public')),
  price INTEGER,                       -- minor units; absent: free
  currency TEXT,                       -- ISO 4217
  certificate_course TEXT REFERENCES course (id) ON DELETE SET NULL,  -- whose design its certificate has; absent: it has none
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE programme_course (
  programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  PRIMARY KEY (programme_id, position)
) STRICT;
CREATE TABLE programme_member (
  programme_id TEXT NOT NULL REFERENCES programme (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  joined_at INTEGER NOT NULL,
  PRIMARY KEY (programme_id, account_id)
) STRICT;
CREATE TABLE question (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  category_id TEXT REFERENCES question_category (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,                  -- a row of lms/quiz/question_type
  version INTEGER NOT NULL,            -- the current one
  words TEXT NOT NULL,                 -- name, stem and tags, folded: what a search looks through
  archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE question_category (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  created_at INTEGER NOT NULL,
  UNIQUE (course_id, name)
) STRICT;
CREATE TABLE question_tag (
  question_id TEXT NOT NULL REFERENCES question (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  PRIMARY KEY (question_id, tag)
) STRICT;
CREATE TABLE question_version (
  question_id TEXT NOT NULL REFERENCES question (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  definition TEXT NOT NULL,            -- JSON
  author_id TEXT REFERENCES account (id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (question_id, version)
) STRICT;
CREATE TABLE quiz (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  rules TEXT NOT NULL,                 -- JSON: lms/quiz/quiz_rules
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE quiz_attempt (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES quiz (lesson_id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,             -- of this person, from 1
  is_preview INTEGER NOT NULL CHECK (is_preview IN (0, 1)),  -- of who teaches: counts nowhere
  -- submitted: the server marks it in a moment; marking: a person must; graded: all is marked.
  state TEXT NOT NULL CHECK (state IN ('open', 'submitted', 'marking', 'graded')),
  seed INTEGER NOT NULL,
  address TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  due_at INTEGER,                      -- the server submits it then
  submitted_at INTEGER,
  points REAL,                         -- of what is marked
  most_points REAL NOT NULL,
  page INTEGER NOT NULL DEFAULT 1,     -- where they are in a quiz without a way back
  UNIQUE (lesson_id, account_id, number)
) STRICT;
CREATE TABLE quiz_grade (
  lesson_id TEXT NOT NULL REFERENCES quiz (lesson_id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  fraction REAL NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (lesson_id, account_id)
) STRICT;
CREATE TABLE quiz_override (
  lesson_id TEXT NOT NULL REFERENCES quiz (lesson_id) ON DELETE CASCADE,
  whom TEXT NOT NULL CHECK (whom IN ('person', 'cohort')),
  whom_id TEXT NOT NULL,
  opens_at INTEGER,
  closes_at INTEGER,
  time_limit_seconds INTEGER,
  attempts INTEGER,
  PRIMARY KEY (lesson_id, whom, whom_id)
) STRICT;
CREATE TABLE quiz_slot (
  lesson_id TEXT NOT NULL REFERENCES quiz (lesson_id) ON DELETE CASCADE,
  slot INTEGER NOT NULL,               -- from 1
  page INTEGER NOT NULL,               -- from 1
  section TEXT NOT NULL,               -- heading above it; empty: goes on under the one before
  question_id TEXT REFERENCES question (id) ON DELETE RESTRICT,
  category_id TEXT REFERENCES question_category (id) ON DELETE RESTRICT,
  tag TEXT NOT NULL DEFAULT '',
  points REAL NOT NULL,
  PRIMARY KEY (lesson_id, slot)
) STRICT;
CREATE TABLE recovery_code (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL,
  PRIMARY KEY (account_id, code_hash)
) STRICT;
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
CREATE TABLE second_factor (
  account_id TEXT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  sealed_secret TEXT NOT NULL,
  is_on INTEGER NOT NULL,
  last_step INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE section (
  id TEXT NOT NULL PRIMARY KEY,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  position INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
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
CREATE TABLE setting (
  key        TEXT PRIMARY KEY,
  value      TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sound (
  key TEXT NOT NULL PRIMARY KEY,       -- random
  account_id TEXT REFERENCES account (id) ON DELETE SET NULL, -- who brought it
  title TEXT NOT NULL,
  type TEXT NOT NULL,                  -- told by its content
  duration_ms INTEGER NOT NULL,
  blob_key TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sqlite_sequence(name,seq);
CREATE TABLE upload (
  id TEXT NOT NULL PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL CHECK (purpose IN ('video', 'document', 'archive', 'picture', 'hand_in', 'essay')),
  lesson_id TEXT REFERENCES lesson (id) ON DELETE CASCADE,
  filename TEXT NOT NULL,
  size INTEGER NOT NULL,
  received INTEGER NOT NULL,           -- as of the last request; what counts is the size of the file
  metadata TEXT NOT NULL,              -- the Upload-Metadata header as it came
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE TABLE video (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL UNIQUE REFERENCES lesson (id) ON DELETE CASCADE,
  last_generation INTEGER NOT NULL,    -- never goes back: a generation names one source for ever
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE video_answer (
  moment_id TEXT NOT NULL REFERENCES video_moment (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,             -- of this person at this moment, from 1
  version INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  response TEXT NOT NULL,              -- JSON
  fraction REAL NOT NULL,
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (moment_id, account_id, number)
) STRICT;
CREATE TABLE video_moment (
  id TEXT NOT NULL PRIMARY KEY,
  lesson_id TEXT NOT NULL REFERENCES video_quiz (lesson_id) ON DELETE CASCADE,
  at INTEGER NOT NULL,                 -- milliseconds from the start
  question_id TEXT NOT NULL REFERENCES question (id) ON DELETE RESTRICT,
  required INTEGER NOT NULL CHECK (required IN (0, 1)),  -- nobody goes past it without an answer
  tries INTEGER NOT NULL,              -- 0: any number
  rewind_to INTEGER,                   -- milliseconds: where a wrong answer leads back to; absent: it goes on
  points REAL NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE video_note (
  video_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  position INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  PRIMARY KEY (video_id, generation, position),
  FOREIGN KEY (video_id, generation) REFERENCES video_version (video_id, generation) ON DELETE CASCADE
) STRICT;
CREATE TABLE video_quiz (
  lesson_id TEXT NOT NULL PRIMARY KEY REFERENCES lesson (id) ON DELETE CASCADE,
  method TEXT NOT NULL CHECK (method IN ('best', 'last', 'first', 'average')),
  pass_fraction REAL NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE video_source (
  video_id TEXT NOT NULL REFERENCES video (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  blob_key TEXT NOT NULL,
  sha256 TEXT,
  size INTEGER NOT NULL,
  filename TEXT NOT NULL,
  retired_at INTEGER NOT NULL,
  PRIMARY KEY (video_id, generation)
) STRICT;
CREATE TABLE video_version (
  video_id TEXT NOT NULL REFERENCES video (id) ON DELETE CASCADE,
  generation INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('probing', 'playable', 'ready', 'failed')),
  blob_key TEXT NOT NULL,
  sha256 TEXT,                         -- hexadecimal; absent until it was computed
  size INTEGER NOT NULL,
  filename TEXT NOT NULL,
  progress REAL NOT NULL,
  error TEXT,                          -- one sentence for the instructor
  duration_seconds REAL,
  width INTEGER,
  height INTEGER,
  container TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (video_id, generation)
) STRICT;
CREATE INDEX account_admins ON account (id) WHERE role = 'admin';
CREATE INDEX account_asking ON account (id) WHERE asks_to_teach = 1;
CREATE INDEX account_by_name ON account (lower(name), id);
CREATE INDEX account_by_role ON account (role, id);
CREATE INDEX account_invitation_by_expiry ON account_invitation (expires_at);
CREATE INDEX account_invitation_by_inviter ON account_invitation (invited_by);
CREATE INDEX account_leaving ON account (delete_at) WHERE state = 'leaving';
CREATE INDEX account_link_by_account ON account_link (account_id, purpose);
CREATE INDEX account_link_by_expiry ON account_link (expires_at);
CREATE INDEX account_role_by_role ON account_role (role_id, account_id);
CREATE INDEX announcement_by_audience ON announcement (audience_id, publish_at, id);
CREATE INDEX announcement_by_author ON announcement (author_id);
CREATE INDEX announcement_due ON announcement (publish_at) WHERE announced_at IS NULL;
CREATE INDEX announcement_managed ON announcement (publish_at, id) WHERE audience <> 'course';
CREATE INDEX api_token_by_account ON api_token (account_id);
CREATE INDEX api_token_by_expiry ON api_token (expires_at);
CREATE INDEX assignment_extension_of_account ON assignment_extension (account_id, lesson_id);
CREATE INDEX assignment_grade_of_account ON assignment_grade (account_id, lesson_id);
CREATE INDEX assignment_turning ON assignment (turns_at) WHERE turns_at IS NOT NULL;
CREATE INDEX attempt_answer_by_marker ON attempt_answer (marked_by);
CREATE INDEX attempt_answer_by_question ON attempt_answer (question_id, attempt_id);
CREATE INDEX attempt_file_of_answer ON attempt_file (attempt_id, slot, document_id);
CREATE INDEX audit_by_account ON audit (account_id, sequence);
CREATE INDEX audit_by_action ON audit (action, sequence);
CREATE INDEX audit_by_kind ON audit (object_kind, sequence);
CREATE INDEX audit_by_object ON audit (object_kind, object_id, sequence);
CREATE INDEX audit_by_time ON audit (at, sequence);
CREATE INDEX calendar_told_by_time ON calendar_told (at);
CREATE INDEX category_by_place ON category (parent_id, position, id);
CREATE INDEX category_subscription_by_account ON category_subscription (account_id, id);
CREATE INDEX category_subscription_by_enrolment ON category_subscription (enrolment_id);
CREATE INDEX category_subscription_queue ON category_subscription (category_id, since, id) WHERE state = 'waiting';
CREATE INDEX certificate_by_issuer ON certificate (issued_by);
CREATE INDEX certificate_by_revoker ON certificate (revoked_by);
CREATE INDEX certificate_expiring ON certificate (valid_until)
  WHERE expiry_told = 0 AND valid_until IS NOT NULL AND revoked_at IS NULL;
CREATE INDEX certificate_of_account ON certificate (account_id, id);
CREATE INDEX certificate_of_course ON certificate (course_id, id);
CREATE INDEX cohort_course_by_course ON cohort_course (course_id, cohort_id);
CREATE INDEX cohort_member_by_account ON cohort_member (account_id, cohort_id);
CREATE INDEX content_version_by_account ON content_version (account_id);
CREATE INDEX content_version_by_course ON content_version (course_id);
CREATE INDEX content_version_by_subject ON content_version (subject_id, id);
CREATE INDEX course_archive_by_account ON course_archive (account_id, id);
CREATE INDEX course_archive_by_blob ON course_archive (blob_key);
CREATE INDEX course_archive_by_course ON course_archive (course_id);
CREATE INDEX course_archive_by_expiry ON course_archive (expires_at);
CREATE INDEX course_by_category ON course (category_id, id);
CREATE INDEX course_by_change ON course (change);
CREATE INDEX course_by_owner ON course (owner_id, id);
CREATE INDEX course_group_of_member ON course_group_member (enrolment_id, group_id);
CREATE INDEX course_in_trash ON course (id) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;
CREATE INDEX course_message_by_author ON course_message (author_id, sent_at);
CREATE INDEX course_message_by_course ON course_message (course_id, id);
CREATE UNIQUE INDEX course_message_once ON course_message (author_id, once_key) WHERE once_key IS NOT NULL;
CREATE INDEX course_message_recipient_by_message ON course_message_recipient (message_id, account_id);
CREATE INDEX course_message_recipient_unread ON course_message_recipient (account_id, message_id) WHERE read_at IS NULL;
CREATE INDEX course_prerequisite_of ON course_prerequisite (requires_id);
CREATE INDEX course_review_by_account ON course_review (account_id);
CREATE INDEX course_review_by_answerer ON course_review (replied_by) WHERE replied_by IS NOT NULL;
CREATE INDEX course_review_by_rating ON course_review (course_id, hidden, rating);
CREATE INDEX course_review_report_by_account ON course_review_report (account_id);
CREATE INDEX course_review_report_open ON course_review_report (review_id) WHERE resolved_at IS NULL;
CREATE INDEX course_review_shown ON course_review (course_id, hidden, id);
CREATE INDEX course_total_by_account ON course_total (account_id);
CREATE INDEX data_export_by_expiry ON data_export (expires_at);
CREATE INDEX document_by_blob ON document (blob_key);
CREATE INDEX document_by_lesson ON document (lesson_id, id);
CREATE INDEX document_by_retirement ON document (retired_at) WHERE retired_at IS NOT NULL;
CREATE INDEX enrolment_by_account ON enrolment (account_id, id);
CREATE INDEX enrolment_by_activity ON enrolment (course_id, last_active_at, id);
CREATE INDEX enrolment_by_name ON enrolment (course_id, sort_name, id);
CREATE INDEX enrolment_by_progress ON enrolment (course_id, completed_lessons, id);
CREATE INDEX enrolment_by_state ON enrolment (course_id, state, role);
CREATE INDEX enrolment_ending ON enrolment (ends_at) WHERE state = 'active' AND ends_at IS NOT NULL;
CREATE INDEX enrolment_queue ON enrolment (course_id, waiting_since, id) WHERE state = 'waiting';
CREATE UNIQUE INDEX external_identity_by_account ON external_identity (account_id, provider);
CREATE INDEX forum_by_course ON forum (course_id, position, id);
CREATE INDEX forum_by_group ON forum (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX forum_course_read_of_course ON forum_course_read (course_id);
CREATE INDEX forum_draft_of_course ON forum_draft (course_id);
CREATE INDEX forum_mention_by_account ON forum_mention (account_id);
CREATE INDEX forum_post_at_moment ON forum_post (lesson_id, seconds) WHERE seconds IS NOT NULL;
CREATE INDEX forum_post_by_author ON forum_post (author_id, created_at);
CREATE INDEX forum_post_by_endorser ON forum_post (endorsed_by) WHERE endorsed_by IS NOT NULL;
CREATE INDEX forum_post_by_parent ON forum_post (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX forum_post_of_lesson ON forum_post (lesson_id) WHERE lesson_id IS NOT NULL;
CREATE INDEX forum_post_of_thread ON forum_post (thread_id, id);
CREATE UNIQUE INDEX forum_post_once ON forum_post (author_id, once_key) WHERE once_key IS NOT NULL;
CREATE INDEX forum_read_of_thread ON forum_read (thread_id);
CREATE INDEX forum_report_by_account ON forum_report (account_id);
CREATE INDEX forum_report_of_course ON forum_report (course_id);
CREATE INDEX forum_report_open ON forum_report (course_id, post_id) WHERE resolved_at IS NULL;
CREATE INDEX forum_subscription_by_course ON forum_subscription (course_id);
CREATE INDEX forum_subscription_by_target ON forum_subscription (scope, target_id, account_id);
CREATE INDEX forum_thread_by_activity ON forum_thread (forum_id, state, pinned, active_at, id);
CREATE INDEX forum_thread_by_age ON forum_thread (forum_id, state, pinned, id);
CREATE INDEX forum_thread_by_author ON forum_thread (author_id);
CREATE INDEX forum_thread_by_course ON forum_thread (course_id, state, active_at);
CREATE INDEX forum_thread_by_lesson ON forum_thread (lesson_id, state, active_at, id);
CREATE INDEX forum_thread_by_target ON forum_thread (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX forum_thread_by_votes ON forum_thread (forum_id, state, pinned, votes, id);
CREATE INDEX forum_vote_by_account ON forum_vote (account_id);
CREATE INDEX forum_word_of_post ON forum_word (post_id, word);
CREATE INDEX grade_by_account ON grade (account_id);
CREATE INDEX grade_by_person ON grade (course_id, account_id);
CREATE INDEX grade_category_by_course ON grade_category (course_id, position, id);
CREATE INDEX grade_history_by_account ON grade_history (account_id);
CREATE INDEX grade_history_by_author ON grade_history (by_id);
CREATE INDEX grade_history_by_grade ON grade_history (item_id, account_id, id);
CREATE INDEX grade_item_by_category ON grade_item (category_id);
CREATE INDEX grade_item_by_course ON grade_item (course_id, position, id);
CREATE INDEX hand_in_by_marker ON hand_in (marked_by);
CREATE INDEX hand_in_file_of_hand_in ON hand_in_file (hand_in_id, document_id);
CREATE INDEX hand_in_of_account ON hand_in (account_id, id);
CREATE INDEX hand_in_of_group ON hand_in (group_id);
CREATE INDEX hand_in_of_lesson ON hand_in (lesson_id, handed_in_at, id) WHERE handed_in_at IS NOT NULL;
CREATE INDEX hand_in_person_of_account ON hand_in_person (account_id, hand_in_id);
CREATE INDEX hand_in_person_of_lesson ON hand_in_person (lesson_id, account_id, hand_in_id);
CREATE INDEX hand_in_queue ON hand_in (lesson_id, state, handed_in_at, id);
CREATE INDEX invitation_by_course ON invitation (course_id, id);
CREATE INDEX invitation_by_email ON invitation (email, id) WHERE email IS NOT NULL;
CREATE INDEX invitation_by_inviter ON invitation (invited_by);
CREATE UNIQUE INDEX job_active_key ON job (dedupe_key) WHERE state IN ('queued', 'running');
CREATE INDEX job_by_state ON job (state, id);
CREATE INDEX job_queue ON job (kind, priority, run_at) WHERE state = 'queued';
CREATE INDEX job_running ON job (lease_until) WHERE state = 'running';
CREATE INDEX lesson_by_course ON lesson (course_id);
CREATE INDEX lesson_by_prerequisite ON lesson (opens_after_lesson);
CREATE INDEX lesson_by_section ON lesson (section_id, position);
CREATE UNIQUE INDEX lesson_caption_by_number ON lesson_caption (lesson_id, number);
CREATE INDEX lesson_completion_by_course ON lesson_completion (account_id, course_id, completed_at);
CREATE INDEX lesson_completion_by_lesson ON lesson_completion (lesson_id);
CREATE INDEX lesson_note_by_course ON lesson_note (account_id, course_id);
CREATE INDEX lesson_note_by_lesson ON lesson_note (account_id, lesson_id, seconds, id);
CREATE INDEX lesson_note_of_course ON lesson_note (course_id);
CREATE INDEX lesson_note_of_lesson ON lesson_note (lesson_id);
CREATE INDEX lesson_position_by_course ON lesson_position (account_id, course_id, updated_at);
CREATE INDEX lesson_watch_by_course ON lesson_watch (account_id, course_id);
CREATE INDEX lesson_watch_by_lesson ON lesson_watch (lesson_id);
CREATE INDEX mail_by_expiry ON mail (state, expires_at);
CREATE INDEX mail_by_state ON mail (state, id);
CREATE INDEX observation_of_student ON observation (student_id, observer_id);
CREATE INDEX oidc_logout_seen_by_expiry ON oidc_logout_seen (expires_at);
CREATE INDEX oidc_session_by_sid ON oidc_session (provider, sid);
CREATE INDEX oidc_session_by_subject ON oidc_session (provider, subject);
CREATE INDEX oidc_visit_by_account ON oidc_visit (links_account) WHERE links_account IS NOT NULL;
CREATE INDEX oidc_visit_by_expiry ON oidc_visit (expires_at);
CREATE INDEX passkey_by_account ON passkey (account_id);
CREATE INDEX peer_review_of_account ON peer_review (account_id, id);
CREATE INDEX peer_review_of_lesson ON peer_review (lesson_id, account_id, id);
CREATE INDEX picture_by_owner ON picture (owner_use, owner_id);
CREATE INDEX picture_file_by_blob ON picture_file (blob_key);
CREATE INDEX playback_grant_by_account ON playback_grant (account_id, lesson_id);
CREATE INDEX playback_grant_by_course ON playback_grant (course_id);
CREATE INDEX playback_grant_by_expiry ON playback_grant (expires_at);
CREATE INDEX playback_grant_by_lesson ON playback_grant (lesson_id);
CREATE INDEX programme_by_certificate ON programme (certificate_course) WHERE certificate_course IS NOT NULL;
CREATE INDEX programme_by_owner ON programme (owner_id, id);
CREATE INDEX programme_by_visibility ON programme (visibility, id);
CREATE INDEX programme_course_of ON programme_course (course_id);
CREATE INDEX programme_member_of ON programme_member (account_id, programme_id);
CREATE INDEX question_by_category ON question (category_id, archived, id);
CREATE INDEX question_by_course ON question (course_id, archived, id);
CREATE INDEX question_by_tag ON question_tag (course_id, tag, question_id);
CREATE INDEX question_category_shared ON question_category (name, id) WHERE shared = 1;
CREATE INDEX question_version_by_author ON question_version (author_id);
CREATE INDEX quiz_attempt_due ON quiz_attempt (due_at) WHERE state = 'open' AND due_at IS NOT NULL;
CREATE INDEX quiz_attempt_of_account ON quiz_attempt (account_id, id);
CREATE INDEX quiz_attempt_of_lesson ON quiz_attempt (lesson_id, is_preview, id);
CREATE INDEX quiz_attempt_to_mark ON quiz_attempt (lesson_id, submitted_at, id) WHERE state = 'marking';
CREATE INDEX quiz_attempt_unmarked ON quiz_attempt (id) WHERE state = 'submitted';
CREATE INDEX quiz_grade_of_account ON quiz_grade (account_id, lesson_id);
CREATE INDEX quiz_slot_by_category ON quiz_slot (category_id, lesson_id);
CREATE INDEX quiz_slot_by_question ON quiz_slot (question_id, lesson_id);
CREATE INDEX section_by_course ON section (course_id, position);
CREATE INDEX session_by_account ON session (account_id);
CREATE INDEX session_by_expiry ON session (expires_at);
CREATE INDEX sound_by_account ON sound (account_id, key);
CREATE INDEX sound_by_blob ON sound (blob_key);
CREATE INDEX upload_by_expiry ON upload (expires_at);
CREATE INDEX upload_by_lesson ON upload (lesson_id, id);
CREATE INDEX upload_by_owner ON upload (owner_id, id);
CREATE INDEX video_answer_of_account ON video_answer (account_id, moment_id, number);
CREATE INDEX video_moment_by_question ON video_moment (question_id, lesson_id);
CREATE INDEX video_moment_of_lesson ON video_moment (lesson_id, at, id);
CREATE INDEX video_source_by_age ON video_source (retired_at);
CREATE INDEX video_source_by_blob ON video_source (blob_key);
CREATE INDEX video_version_by_blob ON video_version (blob_key);
CREATE INDEX video_version_by_size ON video_version (size, video_id, generation);
