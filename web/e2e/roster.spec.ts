// The roster from canned answers: who is in a course, and writing to those who were chosen.
import { expect, it } from "vitest";
import { type Answers, origin, serveCanned } from "./support/canned";
import { instructor, outline } from "./support/example";
import { type Shown, showEach } from "./support/shown";

const at = "2026-02-01T10:00:00Z";
const person = (id: string, name: string, fields: object = {}) => ({
  id,
  course_id: "c1",
  user: { id: `u${id}`, name, email: `${name.split(" ")[0]?.toLowerCase()}@example.org`, picture: null },
  role: "student",
  state: "active",
  origin: "self",
  starts_at: null,
  ends_at: null,
  enrolled_at: at,
  completed_at: null,
  completed_lessons: 3,
  last_active_at: at,
  created_at: at,
  groups: [],
  ...fields,
});
const group = { id: "g1", name: "Tuesday", members: 1 };
const roster = {
  items: [person("e1", "Sam Okafor"), person("e2", "Olga Petrova", { groups: [{ id: "g1", name: "Tuesday" }] }), person("e3", "Max Berg", { state: "ended" })],
  next: null,
  lessons: 11,
  counts: [{ role: "student", state: "active", people: 2 }],
};
const sent = { id: "m1", course_id: "c1", course_title: "Optics", author: { id: "u1", name: "Ada Lovelace" }, subject: "The exam", body: "It begins at **nine**.", sent_at: at, people: 12, read_by: 7 };
const teaching: Answers = {
  "/me": instructor,
  "/uploads": { items: [], next: null },
  "/courses/c1/outline": outline({ can_edit: true }),
  "/courses/c1/roster": roster,
  "/courses/c1/groups": { items: [group], next: null },
  "/courses/c1/messages": { items: [sent], next: null },
  "POST /courses/c1/messages": { status: 201, body: { ...sent, people: 2, read_by: 0 } },
};

const pages: readonly Shown[] = [
  { name: "roster", path: "/courses/c1/people", answers: teaching, sees: "Olga Petrova" },
  {
    name: "roster-chosen",
    path: "/courses/c1/people",
    answers: teaching,
    sees: "Olga Petrova",
    act: async (page) => {
      await page.getByRole("checkbox", { name: /Max Berg/ }).check();
      await page.getByRole("button", { name: "Take back in" }).waitFor();
    },
  },
  {
    name: "roster-groups",
    path: "/courses/c1/people",
    answers: teaching,
    sees: "Olga Petrova",
    act: async (page) => {
      await page.getByRole("button", { name: "Manage groups" }).click();
      await page.getByRole("dialog").getByText("1 member").waitFor();
    },
  },
  {
    name: "roster-observer",
    path: "/courses/c1/people",
    answers: {
      ...teaching,
      "/courses/c1/roster": { ...roster, items: [...roster.items, person("e4", "Wanda Watt", { role: "observer" })] },
      "/enrolments/e4/progress": { enrolment: person("e4", "Wanda Watt", { role: "observer" }), lessons: [] },
      "/enrolments/e4/observed": { items: [person("e1", "Sam Okafor")], next: null },
    },
    sees: "Wanda Watt",
    act: async (page) => {
      await page.getByRole("button", { name: "Wanda Watt" }).first().click();
      await page.getByRole("dialog").getByText("Whose progress they see").waitFor();
      await page.getByRole("button", { name: "No longer show Sam Okafor’s progress" }).waitFor();
    },
  },
  {
    name: "roster-message",
    path: "/courses/c1/people",
    answers: teaching,
    sees: "Olga Petrova",
    act: async (page) => {
      await page.getByRole("checkbox", { name: /Sam Okafor/ }).check();
      await page.getByRole("button", { name: "Write a message" }).click();
      await page.getByRole("dialog").getByLabel("Subject").waitFor();
    },
  },
  {
    name: "roster-sent",
    path: "/courses/c1/people",
    answers: teaching,
    sees: "Olga Petrova",
    act: async (page) => {
      await page.getByRole("button", { name: "Sent messages" }).click();
      await page.getByText("7 of 12 have read it here").waitFor();
    },
  },
];

const browser = showEach(pages);

it("sends one message under one key, however often it is tried", async () => {
  const context = await browser().context({ baseURL: origin });
  await serveCanned(context, teaching);
  const tries: { key: string | undefined; body: unknown }[] = [];
  await context.route("**/api/v1/courses/c1/messages", (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    tries.push({ key: route.request().headers()["idempotency-key"], body: route.request().postDataJSON() });
    return tries.length === 1 ? route.abort() : route.fulfill({ status: 201, json: { ...sent, people: 2 } });
  });
  const page = await context.newPage();
  await page.goto("/courses/c1/people");
  await page.getByRole("checkbox", { name: /Sam Okafor/ }).check();
  await page.getByRole("checkbox", { name: /Olga Petrova/ }).check();
  await page.getByRole("button", { name: "Write a message" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Subject").fill("The exam");
  await dialog.getByRole("textbox", { name: "Message" }).fill("It begins at nine.");
  await dialog.getByRole("button", { name: "Send" }).click();
  await dialog.getByText("What you typed is kept", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: "Send" }).click();
  await page.getByText("Sent to 2 people.").waitFor();
  expect(tries.map((one) => one.body)).toEqual(Array(2).fill({ enrolment_ids: ["e1", "e2"], subject: "The exam", body: "It begins at nine." }));
  expect(tries[0]?.key).toBe(tries[1]?.key);
  expect(tries[0]?.key).toBeTruthy();
  await context.close();
});
