// The forum from canned answers: its lists, a thread, writing, what was reported, and beside a lecture.
import type { Answers } from "./support/canned";
import { course, coursePage, instructor, lesson, outline, playback, student } from "./support/example";
import { ada, conversation, forum, forums, mina, post, sam, thread, wholeThread } from "./support/forum";
import { type Shown, showEach } from "./support/shown";

const none = { items: [], next: null };
const signedIn: Answers = { "/me": student, "/uploads": none, "/courses/c1/forum-drafts": none };
const threads = {
  items: [
    thread({ id: "t0", kind: "discussion", title: "How this forum works", author: ada, pinned: true, locked: true, replies: 0, votes: 0 }),
    thread({ unread: true, endorsed: true, accepted_post_id: "p2" }),
    thread({ id: "t2", title: "Rechtsschutzversicherungsgesellschaften und ihre Unverwechselbarkeitsbescheinigungen", author: mina, unread: true, replies: 0, votes: 0 }),
    thread({ id: "t3", kind: "discussion", title: "Who learns together in the library?", author: null, anonymous: true, replies: 14, votes: 1 }),
  ],
  next: "more",
};
const browsing: Answers = { ...signedIn, "/courses/c1/forums": forums(), "/forums/f1/threads": threads };
const managing: Answers = {
  ...browsing,
  "/me": instructor,
  "/courses/c1/groups": { items: [{ id: "g1", name: "Blue", members: 12 }], next: null },
  "/courses/c1/forums": forums({
    items: [forum({ can_manage: true }), forum({ id: "f2", title: "Group work", description: "For **your group** alone.", audience: "group", group_id: "g1", group_name: "Blue", is_first: false, unread: 0, can_manage: true })],
    can_manage: true,
    can_moderate: true,
    open_reports: 2,
  }),
};
const reading: Answers = { ...browsing, "/threads/t1": wholeThread(), "/threads/t1/posts": { items: conversation, next: null } };
const beside: Answers = {
  ...signedIn,
  "/courses/c1": coursePage(outline({ role: "student" })),
  "/courses/c1/outline": outline({ role: "student" }),
  "/lessons/l1": lesson("l1", "What sorting costs"),
  "/lessons/l1/playback": playback(),
  "/lessons/l1/notes": none,
  "/lessons/l1/threads": { items: [thread({ lesson_id: "l1", id: "t4", title: "Are the slides somewhere?" })], next: null, forum: forum() },
  "/lessons/l1/moments": {
    items: [{ post_id: "p1", thread_id: "t1", title: "Why is the bound tight?", seconds: 754, author: sam, text: "The lecture says **so**.", mentions: [], replies: 3 }],
    next: null,
  },
};

const pages: readonly Shown[] = [
  { name: "forum", path: "/courses/c1/forum", answers: browsing, sees: "Why is the bound tight?" },
  { name: "forum-empty", path: "/courses/c1/forum", answers: { ...browsing, "/forums/f1/threads": none }, sees: "Nobody has written here yet" },
  {
    name: "forum-outside",
    path: "/courses/c1/forum",
    answers: { ...signedIn, "/courses/c1/forums": { status: 403, body: { error: { code: "forbidden", message: "The forum is for those who take this course.", fields: {} } } } },
    sees: "for those who take this course",
  },
  { name: "forum-manage", path: "/courses/c1/forum?forum=f2", answers: { ...managing, "/forums/f2/threads": threads }, sees: "For Blue" },
  {
    name: "forum-settings",
    path: "/courses/c1/forum?forum=f2",
    answers: { ...managing, "/forums/f2/threads": threads },
    sees: "Group work",
    act: async (page) => {
      await page.getByRole("button", { name: "Settings of this forum" }).click();
      await page.getByRole("combobox", { name: "Slow mode" }).waitFor();
    },
  },
  {
    name: "forum-new-thread",
    path: "/courses/c1/forum?new",
    answers: { ...browsing, "/courses/c1/forum-people": { items: [ada, mina], next: null } },
    sees: "Your post",
    act: async (page) => {
      await page.getByLabel("Your post").last().fill("Ask @");
      await page.getByRole("option", { name: /Ada Lovelace/ }).waitFor();
    },
  },
  {
    name: "forum-found",
    path: "/courses/c1/forum?q=tree",
    answers: { ...browsing, "/courses/c1/forum-search": { items: [{ post_id: "p2", thread_id: "t1", title: "Why is the bound tight?", kind: "question", author: ada, text: "Count the leaves of the decision tree.", mentions: [], created_at: "2026-03-01T11:00:00Z" }], next: null } },
    sees: "Count the leaves",
  },
  { name: "thread", path: "/threads/t1", answers: reading, sees: "count the leaves" },
  { name: "thread-long", path: "/threads/t1", answers: { ...reading, "/threads/t1": wholeThread({ kind: "discussion", new_posts: 240, first_new_post_id: "p77" }), "/threads/t1/posts": { items: conversation, next: "p9", previous: "p1" } }, sees: "Show more" },
  {
    name: "thread-answer",
    path: "/threads/t1",
    answers: reading,
    sees: "count the leaves",
    act: async (page) => {
      await page.getByRole("button", { name: "Answer Mina Delacroix-Świętochowska" }).first().click();
      await page.getByLabel("Answer Mina Delacroix-Świętochowska").last().waitFor();
    },
  },
  {
    name: "thread-slow",
    path: "/threads/t1",
    answers: { ...reading, "/threads/t1": wholeThread({ waits_until: new Date(Date.now() + 3_600_000).toISOString() }) },
    sees: "Slow mode: you can post again",
  },
  {
    name: "thread-merge",
    path: "/threads/t1",
    answers: { ...reading, "/me": instructor, "/threads/t1": wholeThread({ can_moderate: true, locked: true, pinned: true }) },
    sees: "count the leaves",
    act: async (page) => {
      await page.getByRole("button", { name: "Acts on this thread" }).click();
      await page.getByRole("menuitem", { name: "Merge into another thread" }).click();
      await page.getByLabel("Find the thread by its words").waitFor();
    },
  },
  {
    name: "forum-reports",
    path: "/courses/c1/forum/reports",
    answers: {
      ...managing,
      "/courses/c1/forum-reports": {
        items: [{ post: post("p7", "p1", { author: mina, text: "Only fools ask this." }), thread_title: "Why is the bound tight?", reports: [{ reason: "Rude", reporter: sam, reported_at: "2026-03-02T10:00:00Z" }] }],
        next: null,
      },
    },
    sees: "Only fools ask this.",
  },
  { name: "forum-reports-none", path: "/courses/c1/forum/reports", answers: { ...managing, "/courses/c1/forum-reports": none }, sees: "Nothing is reported" },
  { name: "lesson-talk", path: "/lessons/l1", answers: beside, sees: "Are the slides somewhere?" },
  {
    name: "forum-lesson",
    path: "/lessons/l1",
    answers: { ...beside, "/lessons/l1": lesson("l1", "Introduce yourself", { kind: "forum", video: null }) },
    sees: "Are the slides somewhere?",
  },
  {
    name: "home-unread",
    path: "/",
    answers: {
      ...signedIn,
      "/me/home": {
        unavailable: [],
        courses: [{ course_id: "c1", title: course().title, summary: "", visibility: "public", role: "student", enrolment_id: "e1", completed_lessons: 0, lessons: 3, continue: null }],
        forums: [{ course_id: "c1", title: course().title, unread: 2 }],
      },
    },
    sees: "2 unread threads",
  },
];

showEach(pages);
