// The gradebook from canned answers; the last test scrolls five thousand people by a hundred items.
import { expect, it } from "vitest";
import { origin, serveCanned } from "./support/canned";
import { instructor, outline, student } from "./support/example";
import { gradebook, gradeReport, gradeRows } from "./support/grades";
import { type Shown, showEach } from "./support/shown";

const none = { "/uploads": { items: [], next: null } };
const teaching = { ...none, "/me": instructor, "/courses/c1/outline": outline({ can_edit: true }) };
const taking = { ...none, "/me": student, "/courses/c1/outline": outline({ role: "student" }) };
const grid = (people: number, items: number) => ({
  ...teaching,
  "/courses/c1/gradebook": gradebook(items),
  "/courses/c1/gradebook/rows": { items: gradeRows(people, items), next: null },
  "/grade-items/i0/grades/u0": { items: [{ by: "Tess Teacher", value: 8, excused: false, reason: "The key was wrong.", at: "2026-02-01T10:00:00Z" }], next: null },
});

const pages: readonly Shown[] = [
  { name: "grades-grid", path: "/courses/c1/grades", answers: grid(40, 12), sees: "Ada Nowak 1" },
  { name: "grades-none", path: "/courses/c1/grades", answers: grid(3, 0), sees: "Nothing is graded yet" },
  {
    name: "grades-setup",
    path: "/courses/c1/grades",
    answers: grid(3, 3),
    sees: "Ada Nowak 1",
    act: async (page) => {
      await page.getByText("Set up").click();
      await page.getByText("How grades add up").waitFor();
    },
  },
  { name: "grades-mine", path: "/courses/c1/grades", answers: { ...taking, "/courses/c1/grades": gradeReport }, sees: "What would I need?" },
];

const browser = showEach(pages);

it("is edited by keyboard alone", async () => {
  const context = await browser().context({ baseURL: origin });
  await serveCanned(context, grid(10, 5));
  const saved: unknown[] = [];
  await context.route("**/api/v1/grade-items/i1/grades/u1", (route) => {
    if (route.request().method() !== "PUT") return route.fulfill({ json: { items: [], next: null } });
    saved.push(route.request().postDataJSON());
    const [row] = gradeRows(1, 5, 1);
    return route.fulfill({ json: { ...row, grades: [2, 9.5, 4, 5, 6] } });
  });
  const page = await context.newPage();
  await page.goto("/courses/c1/grades");
  await page.getByRole("grid").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("9");
  await page.keyboard.type(".5");
  await page.keyboard.press("Enter");
  await page.getByText("9.5", { exact: true }).waitFor();
  expect(saved).toEqual([{ value: 9.5, excused: false, reason: "" }]);
  expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("grid");
  await context.close();
});

it("scrolls five thousand people by a hundred items without a long task", async () => {
  const people = 5000;
  const items = 100;
  const context = await browser().context({ baseURL: origin });
  await serveCanned(context, grid(0, items));
  await context.route("**/api/v1/courses/c1/gradebook/rows**", (route) => {
    const after = Number(new URL(route.request().url()).searchParams.get("after") ?? 0);
    const next = after + 200;
    return route.fulfill({ json: { items: gradeRows(200, items, after), next: next < people ? String(next) : null } });
  });
  const page = await context.newPage();
  await page.goto("/courses/c1/grades");
  await page.locator(`[role=grid][aria-rowcount="${people + 1}"]`).waitFor();
  const frames = await page.evaluate(async () => {
    const box = document.querySelector(".lectern-grades");
    if (!box) throw new Error("There is no grid.");
    const taken: number[] = [];
    let before = performance.now();
    for (let step = 0; step < 120; step += 1) {
      box.scrollTop += 900;
      box.scrollLeft += 60;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      taken.push(now - before);
      before = now;
    }
    return { middle: taken.sort((a, b) => a - b)[60] ?? 0, cells: document.querySelectorAll("[role=gridcell]").length };
  });
  expect(frames.cells).toBeLessThan(900);
  // Half of all frames in time for thirty a second, on whatever machine this runs.
  expect(frames.middle).toBeLessThan(34);
  await context.close();
}, 30_000);
