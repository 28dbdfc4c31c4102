// Assignments from canned answers, and a round of three against a running server: handing in with a file, marking by
// clicks, reviewing each other.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assignment, AssignmentEntrance, AssignmentRules, HandIn, MarkingState, MarkView, PeerReview, ReviewRow, Rubric } from "@/api/assignment";
import type { Lesson, OutlineSection } from "@/api/types";
import { axeProblems, type Chromium, startChromium } from "./support/browser";
import type { Answers } from "./support/canned";
import { instructor, lesson as anyLesson, student } from "./support/example";
import { Client, serverAccess } from "./support/server";
import { type Shown, showEach } from "./support/shown";
import { signedIn } from "./support/viewing";

const rules: AssignmentRules = {
  text: true,
  most_files: 3,
  largest_file: 20_000_000,
  kinds: ["pdf", "txt"],
  opens_at: null,
  due_at: "2030-03-01T12:00:00Z",
  cut_off_at: "2030-03-08T12:00:00Z",
  late: "deducted",
  late_per_day: 0.1,
  late_floor: 0.5,
  again: "until_due",
  attempts: 1,
  groups: false,
  anonymous: false,
  release: "together",
  most_points: 100,
  pass_fraction: 0.5,
  peer: { reviews: 2, opens_at: "2030-03-02T12:00:00Z", closes_at: "2030-03-09T12:00:00Z", self: true, combine: "median", teacher_weight: 1, reviewing_share: 0.2 },
};
const rubric: Rubric = {
  criteria: [
    { title: "Argument", description: "Is there a thread?", levels: [{ title: "Missing", description: "Claims stand alone.", points: 0 }, { title: "Partly", description: "Some steps are left out.", points: 3 }, { title: "Clear", description: "Each step follows.", points: 6 }] },
    { title: "Language", description: "", levels: [{ title: "Hard to read", description: "", points: 0 }, { title: "Easy to read", description: "", points: 4 }] },
  ],
};
const assignment: Assignment = { lesson_id: "l9", course_id: "c1", title: "Essay on light", rules, rubric, most_points: 10, phase: "handing_in" };
const text = "Light is a wave. It is also a particle.\n\nNewton would not have liked **the first**, nor Young the second.";
const file = { id: "d1", filename: "double-slit.pdf", type: "application/pdf", shown: "pdf" as const, size: 482_000, created_at: "2026-03-01T10:00:00Z" };
const draft: HandIn = { id: "h1", lesson_id: "l9", number: 1, state: "draft", group: false, people: [], text, sequence: 4, saved_at: "2026-03-01T10:00:00Z", files: [file], handed_in_at: null, digest: null, late_seconds: 0, points: null, most_points: 10, fraction: null, marks: [], feedback: "", pins: [], marked_by: null, marked_at: null, released_at: null };
const handedIn: HandIn = { ...draft, state: "handed_in", people: [{ id: "u2", name: "Sam Okafor", email: "sam@example.org" }], handed_in_at: "2026-03-01T11:00:00Z", digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" };
const marked: HandIn = { ...handedIn, state: "released", late_seconds: 90_000, points: 9, fraction: 0.7, marks: [{ level: 2, comment: "Convincing." }, { level: 0, comment: "Shorter sentences would help." }], feedback: "A **good** start.", pins: [{ from: 0, to: 16, comment: "Since when?" }, { file_id: "d1", page: 2, comment: "Label the axes." }], marked_by: "Ada Lovelace", marked_at: "2026-03-02T11:00:00Z", released_at: "2026-03-02T11:00:00Z" };
const entrance: AssignmentEntrance = { ...assignment, defined: true, teaching: false, extended: false, group: null, refusal: null, refusal_sentence: "", draft, hand_ins: [], fraction: null, passed: false, reviews: [] };
const state: MarkingState = { ...assignment, counts: { to_mark: 12, marked: 3, released: 0, returned: 1, missing: 4 } };
const view: MarkView = { assignment, hand_in: { ...marked, state: "marked", released_at: null }, names_hidden: false, earlier: [], peer_fractions: [0.6, 0.9] };
const review: PeerReview = { id: "r1", self: false, done: false, marks: [{ level: 1, comment: "" }, {}], points: null, fraction: null, feedback: "", assignment: { ...assignment, phase: "reviewing" }, open: true, text, files: [file] };
const received = { id: "r7", self: false, done: true, marks: [{ level: 2, comment: "" }, { level: 1, comment: "" }], points: 10, fraction: 1, feedback: "I learnt something." };
const row: ReviewRow = { hand_in_id: "h1", state: "handed_in", people: handedIn.people, asked_for: 2, got: [received, { ...received, id: "r8", fraction: 0.4 }], of_self: 0.8, to_give: 2, given: 1, combined: 0.7, points: null, fraction: 0.7 };
const access = { filename: file.filename, type: file.type, shown: "pdf", size: file.size, view_url: null, file_url: "/v/t/d1/1/file", expires_at: "2030-01-01T00:00:00Z" };
const asStudent: Answers = {
  "/me": student,
  "/uploads": { items: [], next: null },
  "/documents/d1/access": access,
  "/lessons/l9": anyLesson("l9", "Essay on light", { kind: "assignment", video: null, text: "Write **two pages** on what light is." }),
  "/lessons/l9/assignment": entrance,
  "/hand-ins/h1/reviews": { items: [received], next: null },
  "/peer-reviews/r1": review,
};
const asTeacher: Answers = {
  ...asStudent,
  "/me": instructor,
  "/lessons/l9/assignment": { ...entrance, teaching: true, draft: null },
  "/lessons/l9/assignment/definition": assignment,
  "/lessons/l9/assignment/extensions": { extensions: [{ user_id: "u2", name: "Sam Okafor", due_at: "2030-03-04T12:00:00Z", cut_off_at: null }] },
  "/lessons/l9/assignment/marking": state,
  "/lessons/l9/assignment/hand-ins": { items: [{ ...marked, state: "handed_in", points: null, fraction: null }], next: null },
  "/lessons/l9/assignment/missing": { items: [{ id: "u3", name: "Mina Sato", email: "mina@example.org", draft: true }], next: null },
  "/lessons/l9/assignment/review-overview": { items: [row], next: null },
  "/courses/c1/roster": { items: [], next: null, lessons: 3, counts: [] },
  "/hand-ins/h1/mark": view,
};

const pages: readonly Shown[] = [
  { name: "assignment-draft", path: "/lessons/l9/assignment", answers: asStudent, sees: "Your draft is saved" },
  { name: "assignment-handed-in", path: "/lessons/l9/assignment", answers: { ...asStudent, "/lessons/l9/assignment": { ...entrance, draft: null, hand_ins: [handedIn] } }, sees: "Receipt 9f86d081884c7d65" },
  { name: "assignment-marked", path: "/lessons/l9/assignment", answers: { ...asStudent, "/lessons/l9/assignment": { ...entrance, draft: null, phase: "marked", refusal: "closed", refusal_sentence: "Handing in is over.", fraction: 0.7, passed: true, hand_ins: [marked], reviews: [{ id: "r1", self: false, done: true }, { id: "r2", self: true, done: false }] } }, sees: "Label the axes." },
  { name: "assignment-review", path: "/peer-reviews/r1", answers: asStudent, sees: "Give the review" },
  { name: "assignment-edit", path: "/lessons/l9/assignment/edit", answers: asTeacher, sees: "10 points in all" },
  { name: "assignment-queue", path: "/lessons/l9/assignment/marking", answers: asTeacher, sees: "Sam Okafor" },
  { name: "assignment-missing", path: "/lessons/l9/assignment/marking?part=missing", answers: asTeacher, sees: "Mina Sato" },
  { name: "assignment-peers", path: "/lessons/l9/assignment/marking?part=peers", answers: asTeacher, sees: "far apart" },
  { name: "assignment-table", path: "/lessons/l9/assignment/marking?part=table", answers: asTeacher, sees: "Choose a CSV file" },
  { name: "assignment-mark", path: "/hand-ins/h1/mark", answers: asTeacher, sees: "6 of 10 points" },
];

showEach(pages);

const server = serverAccess();

describe.skipIf(!server)("against a running server", () => {
  let browser: Chromium;
  let teacher: Client;
  let lesson = "";
  const url = server?.url ?? "";
  const people = ["Ana", "Ben", "Cleo"].map((name) => ({ name, url, email: `${name.toLowerCase()}-${Date.now()}@e2e.localhost`, password: "a long enough password" }));
  const [ana] = people;

  beforeAll(async () => {
    if (!server) return;
    browser = await startChromium();
    teacher = await Client.signIn(server);
    const course = await teacher.course("Essays");
    const section = await teacher.call<OutlineSection>("POST", `/courses/${course.id}/sections`, { title: "Writing" });
    lesson = (await teacher.call<Lesson>("POST", `/sections/${section.id}/lessons`, { title: "Essay", kind: "assignment", text: "Write a page." })).id;
    await teacher.call("PUT", `/lessons/${lesson}/assignment/definition`, { rules: { kinds: ["txt"], peer: { reviews: 2 } }, rubric });
    await teacher.call("POST", `/courses/${course.id}/publish`);
    for (const person of people) {
      await teacher.call("POST", "/users", { email: person.email, name: person.name, role: "student", password: person.password });
      const client = await Client.signIn(person);
      await client.call("POST", `/courses/${course.id}/enrol`);
      if (person === ana) continue;
      const { id } = await client.call<HandIn>("PUT", `/lessons/${lesson}/assignment/draft`, { sequence: 1, text: `What ${person.name} thinks.` });
      await client.call("POST", `/hand-ins/${id}/submit`);
    }
  }, 60_000);

  afterAll(() => browser?.close());

  it("takes a text and a file, gives a receipt, and takes two reviews by keyboard", async () => {
    if (!ana || !server) return;
    const context = await browser.context({ screen: "phone", baseURL: url });
    const page = await signedIn(context, ana);
    await page.goto(`/lessons/${lesson}/assignment`);
    await page.getByLabel("Your text").fill("Light is both.");
    await page.getByText("Your draft is saved").waitFor();
    await page.locator("input[type=file]").setInputFiles({ name: "sources.txt", mimeType: "text/plain", buffer: Buffer.from("Young 1804") });
    await page.getByText("sources.txt", { exact: true }).waitFor();
    await page.reload();
    expect(await page.getByLabel("Your text").inputValue()).toBe("Light is both.");
    await page.getByRole("button", { name: "Hand in", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Hand in", exact: true }).click();
    await page.getByText("Receipt").waitFor();
    await page.getByRole("button", { name: "Open: sources.txt" }).click();
    await page.getByText("Young 1804").waitFor();

    await teacher.call("POST", `/lessons/${lesson}/assignment/phase`, { phase: "reviewing" });
    await page.reload();
    for (const number of [1, 2]) {
      await page.getByRole("link", { name: `Work ${number}` }).click();
      await page.getByText(/What (Ben|Cleo) thinks\./).waitFor();
      await page.getByRole("radio", { name: "Clear, 6 points" }).focus();
      await page.keyboard.press("Space");
      await page.getByRole("radio", { name: "Easy to read, 4 points" }).focus();
      await page.keyboard.press("Space");
      await page.getByRole("button", { name: "Give the review" }).focus();
      await page.keyboard.press("Enter");
      await page.getByText("Work to review").waitFor();
    }
    await page.getByText("You have given 2 of 2 reviews.").waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await context.close();
  }, 60_000);

  it("is marked by clicking the rubric, and the student sees it", async () => {
    if (!ana || !server) return;
    await teacher.call("POST", `/lessons/${lesson}/assignment/phase`, { phase: "marked" });
    const context = await browser.context({ baseURL: url });
    const page = await signedIn(context, server);
    await page.goto(`/lessons/${lesson}/assignment/marking?state=handed_in`);
    await page.getByRole("link", { name: "Ana" }).click();
    await page.getByRole("radio", { name: "Partly, 3 points" }).check();
    await page.getByRole("radio", { name: "Easy to read, 4 points" }).check();
    await page.getByText("7 of 10 points").waitFor();
    await page.getByLabel("Feedback").fill("Well **put**.");
    await page.getByRole("button", { name: "Mark and go on" }).click();
    await page.getByText("Nothing waits to be marked").waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await context.close();

    const hers = await browser.context({ baseURL: url });
    const seen = await signedIn(hers, ana);
    await seen.goto(`/lessons/${lesson}/assignment`);
    await seen.getByText("Your result: 70%").waitFor();
    await seen.getByText("Well put.").waitFor();
    await hers.close();
  }, 60_000);
});
