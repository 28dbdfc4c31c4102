// The forms of questions with shapes of their own, from canned answers.
import { describe, expect, it } from "vitest";
import type { Answers } from "./support/canned";
import { origin, serveCanned } from "./support/canned";
import { instructor, outline } from "./support/example";
import { type Shown, showEach } from "./support/shown";

const drawing = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="#88a"/><circle cx="200" cy="100" r="40" fill="#dd8"/></svg>')}`;
const shapes: Record<string, object> = {
  cloze: { stem: "A [[1]] has [[2]] legs.", gaps: [{ kind: "short_text", answers: [{ text: "cat", fraction: 1 }] }, { kind: "single_choice", options: [{ text: "four", fraction: 1 }, { text: "two", fraction: 0 }] }] },
  drag_words: { stem: "The [[1]] eats the [[2]].", words: ["cat", "mouse", "moon"], gaps: [0, 1] },
  hotspot: { stem: "Where is the sun?", picture: drawing, picture_text: "A sky", aspect: 2, areas: [{ shape: "circle", x: 0.5, y: 0.5, radius: 0.1, name: "Sun" }, { shape: "polygon", corners: [{ x: 0.1, y: 0.1 }, { x: 0.2, y: 0.1 }, { x: 0.2, y: 0.3 }], fraction: 0 }] },
  calculated: { stem: "How much is {a} and {b}?", formula: "a + b", tolerance: 0.01, parameters: [{ name: "a", least: 1, most: 9 }, { name: "b", least: 1, most: 9, decimals: 1 }] },
  formula: { stem: "The derivative of x^3?", answer: "3x^2", variables: [{ name: "x", least: -5, most: 5 }] },
  single_choice: { stem: "What is heard?", options: [{ text: "A fifth", fraction: 1, feedback: "Yes:\n\n[Sound](/api/v1/sounds/k)" }, { text: "A third", fraction: 0 }], hints: [{ text: "Sing it.", cost: 0.25 }] },
  numeric: { stem: "How long?", answers: [{ least: 1, most: 2, fraction: 1 }, { value: 5, tolerance: 0.1, tolerance_kind: "relative", fraction: 0.5 }], units: [{ name: "cm", factor: 0.01 }], unit_rule: "required", unit_penalty: 0.5 },
  matching: { stem: "What belongs together?", pairs: [{ prompt: "**Cat**", answer: "meows" }, { prompt: "Dog", answer: "barks" }], distractors: ["flies"] },
  ordering: { stem: "In which order?", items: ["One", "Two", "Three"], scoring: "neighbours" },
  true_false: { stem: "Is it so?", answer: true, feedback_false: "It is." },
  essay: { stem: "Why is the sky blue?", most_words: 300, notes: "Rayleigh.", most_files: 2, rubric: [{ title: "Argument", levels: [{ title: "None", points: 0 }, { title: "Clear", points: 2 }] }] },
};

const answersFor = (type: string): Answers => ({
  "/me": instructor,
  "/uploads": { items: [], next: null },
  "/courses/c1/outline": outline({ can_edit: true }),
  "/courses/c1/question-categories": { items: [], tags: [] },
  "/questions/q1": { id: "q1", course_id: "c1", category_id: null, name: `One ${type}`, type, version: 1, tags: [], used_in: 0, archived: false, updated_at: "2026-03-01T10:00:00Z", definition: shapes[type], versions: [], uses: [] },
  "POST /question-trials": { shown: { type: "short_text", stem: "How much is 4 and 2.5?" }, solution: { text: "6.5" }, fraction: null, verdicts: [] },
});

const sees: Record<string, string> = { cloze: "Make a gap", drag_words: "Words to choose from", hotspot: "Area 2: Polygon", calculated: "Draw others", formula: "Right formula", essay: "Criterion 1", single_choice: "Hint 1", numeric: "The unit must be given", matching: "Answer that fits nowhere 1", ordering: "Partial credit", true_false: "Feedback for “false”" };
const pages: readonly Shown[] = Object.keys(shapes).map((type) => ({ name: `question-${type}`, path: "/courses/c1/questions?question=q1", answers: answersFor(type), sees: sees[type] ?? "" }));

describe("the form of a question", () => {
  const browser = showEach(pages);

  it("makes a gap of what is selected, and gives its words back", async () => {
    const context = await browser().context({ baseURL: origin });
    await serveCanned(context, { ...answersFor("cloze"), "/questions/q1": { ...(answersFor("cloze")["/questions/q1"] as object), definition: { stem: "A cat has four legs.", gaps: [] } } });
    const page = await context.newPage();
    await page.goto("/courses/c1/questions?question=q1");
    const stem = page.getByRole("textbox", { name: "Question", exact: true });
    await stem.waitFor();
    await stem.evaluate((field: HTMLTextAreaElement) => {
      field.focus();
      field.setSelectionRange(10, 14);
    });
    await page.getByRole("button", { name: "Make a gap" }).click();
    expect(await stem.inputValue()).toBe("A cat has [[1]] legs.");
    expect(await page.getByLabel("Accepted answer").inputValue()).toBe("four");
    await page.getByRole("button", { name: "Remove gap 1" }).click();
    expect(await stem.inputValue()).toBe("A cat has four legs.");
    await context.close();
  });

  it("draws an area on the picture", async () => {
    const context = await browser().context({ baseURL: origin });
    await serveCanned(context, answersFor("hotspot"));
    const page = await context.newPage();
    await page.goto("/courses/c1/questions?question=q1");
    const canvas = page.locator(".lectern-quiz-canvas");
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    if (!box) throw new Error("The picture has no place on the page.");
    await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.9);
    await page.mouse.up();
    const area = page.getByRole("group", { name: "Area 3: Rectangle" });
    await area.waitFor();
    expect(Number(await area.getByLabel("From the left, %").inputValue())).toBeCloseTo(10, 0);
    expect(Number(await area.getByLabel("Width, %").inputValue())).toBeCloseTo(20, 0);
    await context.close();
  });
});
