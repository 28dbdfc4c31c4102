// Pages around courses that are not of one course alone, and what a course's page says to who cannot join at once, from
// canned answers.
import type { Answers } from "./support/canned";
import { course, coursePage, instructor, lesson, outline, playback, student } from "./support/example";
import { type Shown, showEach } from "./support/shown";

const nothing = { items: [], next: null };
const asStudent: Answers = { "/me": student, "/uploads": nothing };
const asInstructor: Answers = { "/me": instructor, "/uploads": nothing };
const asAdmin: Answers = {
  "/me": { ...instructor, permissions: ["announcements.send_all", "courses.edit_any", "enrolments.manage"] },
  "/uploads": nothing,
};
const enrolment = { id: null, state: null, queue_place: null, taken: 30, waiting: 3 };
const visitor = outline({ role: null, capacity: 30 });

const announcement = (id: string, fields: object) => ({
  id,
  audience: "everyone",
  course_id: null,
  course_title: null,
  cohort_id: null,
  cohort_name: null,
  author: { id: "u9", name: "Ida Admin" },
  title: "The library closes early",
  body: "On **Friday** at noon.",
  pinned: true,
  publish_at: "2026-02-01T10:00:00Z",
  edited_at: null,
  read: true,
  can_edit: true,
  ...fields,
});

const report = {
  review: { id: "r1", course_id: "c1", user: { id: "u3", name: "Max Berg" }, rating: 1, text: "Buy watches at my shop instead of listening to this.", reply: null, created_at: "2026-02-01T10:00:00Z", updated_at: "2026-02-01T10:00:00Z" },
  course_title: "Algorithms and data structures",
  reason: "This is advertising.",
  reported_by: "Sam Okafor",
  reported_at: "2026-02-02T10:00:00Z",
};

const observed = {
  id: "e1",
  course_id: "c1",
  user: { id: "u2", name: "Sam Okafor", email: "sam@example.org" },
  role: "student",
  state: "active",
  origin: "self",
  enrolled_at: "2026-01-01T10:00:00Z",
  completed_at: null,
  completed_lessons: 2,
  last_active_at: "2026-02-01T10:00:00Z",
  ends_at: null,
};
const learner = {
  enrolment: observed,
  lessons: [
    { lesson_id: "l1", section: "Week 1", title: "What sorting costs", completed_at: "2026-02-01T10:00:00Z", watched_seconds: 2832 },
    { lesson_id: "l2", section: "Week 1", title: "Merge sort, by hand and in code", completed_at: null, watched_seconds: 60 },
  ],
};

const timed: Answers = {
  ...asInstructor,
  "/courses/c1/outline": outline({ can_edit: true }),
  "/lessons/l1": lesson("l1", "What sorting costs", { can_edit: true }),
  "/lessons/l1/captions": { items: [{ language: "de", label: "Deutsch", cues: 412, updated_at: "2026-02-01T10:00:00Z" }], next: null },
  "/lessons/l1/chapters": { chosen: false, chapters: [] },
  "/lessons/l1/playback": playback(),
};

const pages: readonly Shown[] = [
  { name: "course-full", path: "/courses/c1", answers: { ...asStudent, "/courses/c1": { ...coursePage(visitor), enrolment } }, sees: "Join the wait list (place 4)" },
  { name: "course-waiting", path: "/courses/c1", answers: { ...asStudent, "/courses/c1": { ...coursePage(visitor), enrolment: { ...enrolment, id: "e1", state: "waiting", queue_place: 2 } } }, sees: "You are number 2 on the wait list" },
  { name: "course-price", path: "/courses/c1", answers: { ...asStudent, "/courses/c1": coursePage(outline({ role: null, price: { amount: 4900, currency: "EUR" } })) }, sees: "its instructors can let you in" },
  { name: "course-part-missing", path: "/courses/c1", answers: { ...asStudent, "/courses/c1": { ...course(), unavailable: ["outline"] }, "/courses/c1/reviews": { ...nothing, rating: { average: null, count: 0 }, histogram: [0, 0, 0, 0, 0], mine: null, can_review: false, can_reply: false } }, sees: "Some of this page cannot be shown now." },
  { name: "admin-announcements", path: "/admin/announcements", answers: { ...asAdmin, "/announcements": { items: [announcement("a1", {}), announcement("a2", { title: "Exam week", audience: "cohort", cohort_id: "h1", cohort_name: "Class of 2031", publish_at: "2090-01-01T08:00:00Z", pinned: false })], next: null } }, sees: "Class of 2031" },
  { name: "admin-announcement-new", path: "/admin/announcements", answers: { ...asAdmin, "/announcements": nothing, "/cohorts": { items: [{ id: "h1", name: "Class of 2031", members: 120 }], next: null } }, sees: "What you announce here", act: async (page) => { await page.getByRole("button", { name: "New announcement" }).click(); await page.getByLabel("To", { exact: true }).selectOption({ label: "Class of 2031" }); } },
  { name: "admin-reviews", path: "/admin/reviews", answers: { ...asAdmin, "/review-reports": { items: [report], next: null } }, sees: "This is advertising." },
  { name: "admin-reviews-none", path: "/admin/reviews", answers: { ...asAdmin, "/review-reports": nothing }, sees: "Nothing is reported" },
  { name: "observed", path: "/observed", answers: { ...asStudent, "/me/observed": { items: [observed], next: null }, "/courses/c1": course(), "/enrolments/e1/progress": learner }, sees: "Sam Okafor", act: async (page) => { await page.getByRole("button", { name: /Sam Okafor/ }).last().click(); await page.getByText("Merge sort, by hand and in code").waitFor(); } },
  { name: "observed-none", path: "/observed", answers: { ...asStudent, "/me/observed": nothing }, sees: "You observe nobody" },
  { name: "editor-captions", path: "/courses/c1/edit?lesson=l1", answers: timed, sees: "412 captions", act: async (page) => { await page.getByLabel("Title of chapter 3").waitFor(); } },
];

showEach(pages);
