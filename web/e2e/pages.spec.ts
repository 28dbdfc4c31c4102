// Every page and state from canned answers: nothing for axe to find, nothing wider than the screen, no error in the
// console, on a desk in light and in a hand in dark.
import { expect, it } from "vitest";
import { picture } from "./support/browser";
import { type Answers, origin, serveCanned } from "./support/canned";
import { account, asAdmin, auditEntry, jobList, roleTable, settingList, storageReport, systemStatus } from "./support/console";
import { course, coursePage, instructor, lesson, outline, playback, student, unfinished, video } from "./support/example";
import { type Shown, showEach } from "./support/shown";

const nobody: Answers = { "/me": { status: 401, body: { error: { code: "unauthenticated", message: "Sign in.", fields: {} } } } };
const asStudent: Answers = { "/me": student, "/uploads": { items: [], next: null } };
const asInstructor: Answers = { "/me": instructor, "/uploads": { items: [unfinished], next: null } };
const mine = outline({ can_edit: true, visibility: "draft" });
const noFacets = { category: [], level: [], type: [], language: [], price: [], instructor: [], tag: [] };
const coverPicture = {
  alt: "A lighthouse at night",
  urls: { "480": `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="navy"/></svg>` },
};
const courses = {
  items: [course({ cover: coverPicture }), course({ id: "c2", title: "Linear Algebra", summary: "Vectors, maps between them, and why both matter.", visibility: "draft" }), course({ id: "c3", title: "Einführung in die Donaudampfschifffahrtsgesellschaftskunde", summary: "" })],
  next: "more",
  total: 3,
  facets: noFacets,
};
const watching = (fields: Parameters<typeof lesson>[2]): Answers => ({
  ...asInstructor,
  "/lessons/l1": lesson("l1", "What sorting costs", { can_edit: true, ...fields }),
  "/courses/c1/outline": mine,
});

const pages: readonly Shown[] = [
  { name: "sign-in", path: "/sign-in", answers: nobody, sees: "Your lectures, where you left them." },
  {
    name: "sign-in-wrong",
    path: "/sign-in",
    answers: { ...nobody, "POST /auth/login": { status: 401, body: { error: { code: "unauthenticated", message: "No.", fields: {} } } } },
    sees: "Password",
    act: async (page) => {
      await page.getByLabel("E-mail").fill("ada@example.org");
      await page.getByLabel("Password", { exact: true }).fill("wrong");
      await page.getByRole("button", { name: "Sign in" }).last().click();
      await page.getByText("do not fit together").waitFor();
    },
  },
  {
    name: "home",
    path: "/",
    answers: {
      ...asStudent,
      "/me/home": {
        courses: [
          {
            course_id: "c1",
            title: "Algorithms and Data Structures",
            summary: "How to **think** about programs that work on a lot of data.",
            visibility: "public",
            role: "student",
            enrolment_id: "e1",
            continue: { lesson_id: "l2", title: "Merge sort, by hand and in code", seconds: 900, at: "2026-03-02T10:00:00Z" },
            lessons: 12,
            completed_lessons: 3,
          },
        ],
        unavailable: [],
      },
    },
    sees: "Continue watching",
  },
  { name: "home-empty", path: "/", answers: { ...asInstructor, "/me/home": { courses: [], unavailable: [] } }, sees: "You are in no course yet" },
  { name: "courses", path: "/courses", answers: { ...asInstructor, "/courses": courses }, sees: "Linear Algebra" },
  {
    name: "courses-next-place",
    path: "/courses?category=k1",
    answers: {
      ...asStudent,
      "/courses": { ...courses, facets: { ...noFacets, category: [{ value: "k1", label: "Physics", parent: null, count: 3 }] } },
      "/me/subscriptions": { items: [], next: null },
    },
    sees: "Take the next place",
  },
  { name: "courses-none", path: "/courses?q=xylophone", answers: { ...asStudent, "/courses": { items: [], next: null, total: 0, facets: noFacets } }, sees: "Nothing found" },
  {
    name: "course-new",
    path: "/courses?new",
    answers: { ...asInstructor, "/courses": courses },
    sees: "Create course",
  },
  { name: "my-courses-teaching", path: "/my-courses", answers: { ...asInstructor, "/courses": courses }, sees: "Linear Algebra" },
  { name: "course-student", path: "/courses/c1", answers: { ...asStudent, "/courses/c1": coursePage(outline()) }, sees: "Week 2: Searching" },
  { name: "course-cover", path: "/courses/c1", answers: { ...asStudent, "/courses/c1": coursePage(outline({ cover: coverPicture })) }, sees: "Week 2: Searching" },
  {
    name: "admin-providers",
    path: "/admin/providers",
    answers: {
      ...asAdmin,
      "/identity-providers": { items: [{ id: "campus", name: "Campus", issuer: "https://login.campus.example", client_id: "lectern", has_secret: true, scopes: "openid", linking: "by_hand", enabled: true, rules: [] }] },
      "/admin/directory": { configured: true, url: "ldaps://ldap.campus.example", state: "open", calls: 40, failures: 6, last_error: "begin TLS: Connect error" },
    },
    sees: "left alone for a while",
  },
  { name: "course-own", path: "/courses/c1", answers: { ...asInstructor, "/courses/c1": coursePage(mine) }, sees: "Edit course" },
  { name: "course-empty", path: "/courses/c1", answers: { ...asInstructor, "/courses/c1": coursePage({ ...mine, sections: [] }) }, sees: "Nothing here yet" },
  { name: "editor-course", path: "/courses/c1/edit", answers: { ...asInstructor, "/courses/c1/outline": mine }, sees: "Add section" },
  { name: "editor-lesson", path: "/courses/c1/edit?lesson=l1", answers: { ...watching({ access: "anyone" }), "/lessons/l1": lesson("l1", "What sorting costs", { access: "anyone", can_edit: true }) }, sees: "Embed code" },
  {
    name: "editor-publish",
    path: "/courses/c1/edit",
    answers: { ...asInstructor, "/courses/c1/outline": mine },
    sees: "Add section",
    act: async (page) => {
      await page.getByRole("button", { name: "Publish" }).click();
      await page.getByText("Every lesson holds something").waitFor();
    },
  },
  { name: "upload", path: "/courses/c1/upload", answers: { ...asInstructor, "/courses/c1/outline": mine }, sees: "Unfinished uploads" },
  { name: "lesson-none", path: "/lessons/l1", answers: watching({ video: null }), sees: "This lesson has no video yet" },
  { name: "lesson-probing", path: "/lessons/l1", answers: watching({ video: video({ state: "probing", progress: 0.12, seconds_left: 8, playable_generation: null }) }), sees: "The video is being prepared" },
  { name: "lesson-failed", path: "/lessons/l1", answers: watching({ video: video({ state: "failed", error: "There is no picture and no sound in this file.", playable_generation: null }) }), sees: "could not be prepared" },
  { name: "lesson-refused", path: "/lessons/l1", answers: { ...asStudent, "/lessons/l1": lesson("l1", "What sorting costs", { can_watch: false }), "/courses/c1/outline": outline() }, sees: "You may not see this page" },
  { name: "lesson-revoked", path: "/lessons/l1", answers: { ...watching({}), "/lessons/l1/playback": playback() }, sees: "Your access to this video has ended" },
  { name: "embed-refused", path: "/embed/l1", answers: { ...nobody, "/lessons/l1": { status: 401, body: { error: { code: "unauthenticated", message: "Sign in to watch this lecture.", fields: {} } } } }, sees: "Sign in to watch this lecture." },
  { name: "people", path: "/admin/people", answers: { ...asAdmin, "/users": { items: [account("u1", "Sam Okafor"), account("u2", "Ada Nowak")], next: null } }, sees: "Sam Okafor" },
  { name: "people-none", path: "/admin/people", answers: { ...asAdmin, "/users": { items: [], next: null } }, sees: "Nobody fits this search." },
  { name: "roles", path: "/admin/roles", answers: { ...asAdmin, "/roles": roleTable }, sees: "Help desk" },
  { name: "audit", path: "/admin/audit", answers: { ...asAdmin, "/audit": { items: [auditEntry], next: null }, "/audit/actions": { items: ["user.disabled"] } }, sees: "192.0.2.7" },
  { name: "jobs", path: "/admin/jobs", answers: { ...asAdmin, "/admin/jobs": { items: jobList, next: null } }, sees: "Try again" },
  { name: "storage", path: "/admin/storage", answers: { ...asAdmin, "/admin/storage": storageReport }, sees: "Largest videos" },
  { name: "settings", path: "/admin/settings", answers: { ...asAdmin, "/admin/settings": { items: settingList } }, sees: "institution.accent" },
  { name: "overview", path: "/admin", answers: { ...asAdmin, "/admin/status": systemStatus }, sees: "All is well." },
  { name: "not-found", path: "/nowhere", answers: asStudent, sees: "This page does not exist" },
];

const browser = showEach(pages);

it("runs from right to left in Arabic", async () => {
  const context = await browser().context({ locale: "ar", baseURL: origin });
  await serveCanned(context, { ...asInstructor, "/courses": courses });
  const page = await context.newPage();
  await page.goto("/courses");
  await page.getByText("Linear Algebra").waitFor();
  await picture(page, "courses-arabic");
  expect(await page.evaluate(() => document.documentElement.dir)).toBe("rtl");
  const mark = await page.locator(".lectern-mark").boundingBox();
  expect(mark?.x ?? 0).toBeGreaterThan(720);
  await context.close();
});

it("speaks German where the browser wishes it", async () => {
  const context = await browser().context({ locale: "de-DE", baseURL: origin });
  await serveCanned(context, { ...asInstructor, "/courses/c1/outline": mine });
  const page = await context.newPage();
  await page.goto("/courses/c1/edit?lesson=l4");
  await page.getByText("Wer darf zuschauen").waitFor();
  await picture(page, "editor-german");
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("de");
  await context.close();
});
