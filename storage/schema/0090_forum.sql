-- Forums of a course, their threads and posts. A course's first forum has the course's id, so that it is made only once.
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
CREATE INDEX forum_by_course ON forum (course_id, position, id);
CREATE INDEX forum_by_group ON forum (group_id) WHERE group_id IS NOT NULL;

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
CREATE INDEX forum_thread_by_activity ON forum_thread (forum_id, state, pinned, active_at, id);
CREATE INDEX forum_thread_by_age ON forum_thread (forum_id, state, pinned, id);
CREATE INDEX forum_thread_by_votes ON forum_thread (forum_id, state, pinned, votes, id);
CREATE INDEX forum_thread_by_lesson ON forum_thread (lesson_id, state, active_at, id);
CREATE INDEX forum_thread_by_course ON forum_thread (course_id, state, active_at);
CREATE INDEX forum_thread_by_author ON forum_thread (author_id);
CREATE INDEX forum_thread_by_target ON forum_thread (merged_into) WHERE merged_into IS NOT NULL;

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
CREATE UNIQUE INDEX forum_post_once ON forum_post (author_id, once_key) WHERE once_key IS NOT NULL;
CREATE INDEX forum_post_of_thread ON forum_post (thread_id, id);
CREATE INDEX forum_post_by_parent ON forum_post (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX forum_post_by_author ON forum_post (author_id, created_at);
CREATE INDEX forum_post_at_moment ON forum_post (lesson_id, seconds) WHERE seconds IS NOT NULL;
CREATE INDEX forum_post_of_lesson ON forum_post (lesson_id) WHERE lesson_id IS NOT NULL;
CREATE INDEX forum_post_by_endorser ON forum_post (endorsed_by) WHERE endorsed_by IS NOT NULL;

-- What stood there before an edit.
CREATE TABLE forum_post_version (
  post_id TEXT NOT NULL REFERENCES forum_post (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  PRIMARY KEY (post_id, number)
) STRICT;

CREATE TABLE forum_vote (
  post_id TEXT NOT NULL REFERENCES forum_post (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (post_id, account_id)
) STRICT;
CREATE INDEX forum_vote_by_account ON forum_vote (account_id);

CREATE TABLE forum_mention (
  post_id TEXT NOT NULL REFERENCES forum_post (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (post_id, account_id)
) STRICT;
CREATE INDEX forum_mention_by_account ON forum_mention (account_id);

-- The words of posts and titles as people compare them, for searching a course's forum.
CREATE TABLE forum_word (
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  word TEXT NOT NULL,
  post_id TEXT NOT NULL REFERENCES forum_post (id) ON DELETE CASCADE,
  PRIMARY KEY (course_id, word, post_id)
) STRICT;
CREATE INDEX forum_word_of_post ON forum_word (post_id, word);

-- What somebody follows or will not hear of: a course, a forum, a thread. The narrowest that says something counts.
CREATE TABLE forum_subscription (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  scope TEXT NOT NULL CHECK (scope IN ('course', 'forum', 'thread')),
  target_id TEXT NOT NULL,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  level TEXT NOT NULL CHECK (level IN ('following', 'muted')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, scope, target_id)
) STRICT;
CREATE INDEX forum_subscription_by_target ON forum_subscription (scope, target_id, account_id);
CREATE INDEX forum_subscription_by_course ON forum_subscription (course_id);

-- Until when somebody has read a thread, and ("everything") a course's forums.
CREATE TABLE forum_read (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  thread_id TEXT NOT NULL REFERENCES forum_thread (id) ON DELETE CASCADE,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, thread_id)
) STRICT;
CREATE INDEX forum_read_of_thread ON forum_read (thread_id);

CREATE TABLE forum_course_read (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  read_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, course_id)
) STRICT;
CREATE INDEX forum_course_read_of_course ON forum_course_read (course_id);

-- What somebody has begun to write, and where: "forum-…", "lesson-…", "post-…" (a reply to it), "edit-…".
CREATE TABLE forum_draft (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  place TEXT NOT NULL,
  content TEXT NOT NULL,               -- JSON, as the page keeps it
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, course_id, place)
) STRICT;
CREATE INDEX forum_draft_of_course ON forum_draft (course_id);

CREATE TABLE forum_report (
  post_id TEXT NOT NULL REFERENCES forum_post (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  PRIMARY KEY (post_id, account_id)
) STRICT;
CREATE INDEX forum_report_open ON forum_report (course_id, post_id) WHERE resolved_at IS NULL;
CREATE INDEX forum_report_of_course ON forum_report (course_id);
CREATE INDEX forum_report_by_account ON forum_report (account_id);
