// A forum, its threads and a thread's posts as the API tells them.
import type { Forum, ForumList, ForumPerson, Post, Thread, ThreadSummary } from "@/api/forum";

export const ada: ForumPerson = { id: "u1", name: "Ada Lovelace", picture: null, role: "instructor" };
export const sam: ForumPerson = { id: "u2", name: "Sam Okafor", picture: null, role: "student" };
export const mina: ForumPerson = { id: "u3", name: "Mina Delacroix-Świętochowska", picture: null, role: "student" };

export const forum = (fields: Partial<Forum> = {}): Forum => ({
  id: "f1",
  course_id: "c1",
  title: "",
  description: "",
  audience: "course",
  group_id: null,
  group_name: null,
  posting: "everyone",
  anonymity: "off",
  slow_mode_seconds: 0,
  is_first: true,
  threads: 3,
  unread: 2,
  level: "default",
  change: 4,
  can_begin: true,
  can_manage: false,
  waits_until: null,
  ...fields,
});

export const forums = (fields: Partial<ForumList> = {}): ForumList => ({
  items: [forum()],
  next: null,
  course_title: "Algorithms and Data Structures",
  level: "default",
  can_manage: false,
  can_moderate: false,
  open_reports: 0,
  ...fields,
});

export const thread = (fields: Partial<ThreadSummary> = {}): ThreadSummary => ({
  id: "t1",
  forum_id: "f1",
  course_id: "c1",
  lesson_id: null,
  kind: "question",
  title: "Why is the bound tight?",
  author: sam,
  anonymous: false,
  mine: false,
  state: "open",
  pinned: false,
  locked: false,
  accepted_post_id: null,
  replies: 3,
  votes: 2,
  created_at: "2026-03-01T10:00:00Z",
  active_at: "2026-03-02T10:00:00Z",
  unread: false,
  endorsed: false,
  ...fields,
});

export const wholeThread = (fields: Partial<Thread> = {}): Thread => ({
  ...thread(),
  forum: { id: "f1", title: "", anonymity: "allowed", slow_mode_seconds: 0 },
  course_title: "Algorithms and Data Structures",
  lesson_title: "What sorting costs",
  opening_post_id: "p1",
  new_posts: 0,
  first_new_post_id: null,
  merged_into: null,
  change: 7,
  level: "following",
  read_at: "2026-03-01T12:00:00Z",
  waits_until: null,
  can_reply: true,
  can_name: true,
  can_moderate: false,
  ...fields,
  lesson_id: "l1",
});

export const post = (id: string, parent: string | null, fields: Partial<Post> = {}): Post => ({
  id,
  thread_id: "t1",
  parent_id: parent,
  author: sam,
  anonymous: false,
  mine: false,
  state: "shown",
  text: "I do not see why.",
  mentions: [],
  lesson_id: "l1",
  seconds: null,
  version: 1,
  edited_at: null,
  accepted: false,
  endorsed_by: null,
  votes: 0,
  voted: false,
  created_at: "2026-03-01T10:00:00Z",
  can_reply: true,
  can_change: false,
  can_restore: false,
  can_vote: true,
  can_accept: false,
  can_endorse: false,
  can_hide: false,
  can_report: true,
  ...fields,
});

const id = "01hzzzzzzzzzzzzzzzzzzzzzzz";

export const conversation: readonly Post[] = [
  post("p1", null, { text: "The lecture says that **sorting** by comparisons costs at least $n \\log n$.\n\n```python\nsorted(range(10**6))\n```\n\nWhy is that bound *tight*?", seconds: 754, mine: true, votes: 2, can_vote: false, can_change: true, can_report: false }),
  post("p2", "p1", { author: ada, text: `@{${id}}, count the leaves of the decision tree: there are $n!$ of them.`, mentions: [{ id, name: "Sam Okafor" }], accepted: true, endorsed_by: ada, votes: 5, voted: true, can_accept: true, created_at: "2026-03-01T11:00:00Z" }),
  post("p3", "p2", { author: null, anonymous: true, text: "And why is the tree so deep?", edited_at: "2026-03-02T09:00:00Z", version: 2, created_at: "2026-03-02T08:00:00Z" }),
  post("p4", "p3", { author: mina, text: "Because a binary tree with that many leaves must be: take the logarithm.", created_at: "2026-03-02T08:30:00Z" }),
  post("p5", "p1", { author: mina, state: "deleted", text: null, can_reply: false, can_vote: false, can_report: false }),
  post("p6", "p5", { author: sam, text: "Thank you all the same.", created_at: "2026-03-02T10:00:00Z" }),
];
