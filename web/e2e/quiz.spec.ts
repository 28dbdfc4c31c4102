// Quizzes from canned answers, and a timed one against a running server with the network cut in its middle.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Attempt, Quiz, QuizEntrance, QuizRules } from "@/api/quiz";
import type { Lesson, OutlineSection } from "@/api/types";
import { axeProblems, type Chromium, startChromium } from "./support/browser";
import type { Answers } from "./support/canned";
import { instructor, outline, student } from "./support/example";
import { Client, serverAccess } from "./support/server";
import { type Shown, showEach } from "./support/shown";
import { signedIn } from "./support/viewing";

const rules: QuizRules = {
  opens_at: null,
  closes_at: "2030-03-01T12:00:00Z",
  time_limit_seconds: 1800,
  attempts: 2,
  delay_seconds: 0,
  password: "",
  shuffle_questions: false,
  certainty: false,
  method: "best",
  pass_fraction: 0.5,
  show_points: "submitted",
  show_feedback: "submitted",
  show_solutions: "closed",
};
const summary = { id: "a1", lesson_id: "l9", user_id: "u2", number: 1, preview: false, state: "graded" as const, started_at: "2026-03-01T10:00:00Z", due_at: null, submitted_at: "2026-03-01T10:20:00Z", points: 3, most_points: 5, fraction: 0.6 };
const entrance: QuizEntrance = { lesson_id: "l9", course_id: "c1", title: "Midterm", rules, questions: 3, most_points: 5, attempts: [summary], refusal: null, refusal_sentence: "", fraction: 0.6, passed: true, teaching: false };
const question = (slot: number, shown: Attempt["questions"][number]["shown"]): Attempt["questions"][number] => ({ slot, page: 1, section: slot === 1 ? "Light" : "", points: 2, shown, sequence: 0, response: null, files: [], late_files: slot === 2 ? ["late-sketch.pdf"] : [], certainty: null, flagged: slot === 2, hints: { taken: [], next_cost: slot === 2 ? 0.25 : null } });
const questions = [
  question(1, { type: "single_choice", stem: "What does a **convex** lens do?", options: ["It gathers light", "It spreads light"] }),
  question(2, { type: "numeric", stem: "How fast is light?", units: ["km/s"] }),
  question(3, { type: "matching", stem: "Match them", prompts: ["Canada", "Italy"], answers: ["Rome", "Ottawa", "Paris"] }),
  question(4, { type: "ordering", stem: "Sort them", items: ["Green", "Red", "Blue"] }),
  question(5, { type: "cloze", stem: "A [[1]] has [[2]] legs.", gaps: [{ type: "short_text", kind: "short_text", stem: "" }, { type: "single_choice", kind: "single_choice", stem: "", options: ["two", "four"] }] }),
  question(6, { type: "essay", stem: "Why?" }),
];
const open: Attempt = { ...summary, state: "open", points: null, fraction: null, submitted_at: null, due_at: "2030-03-01T12:00:00Z", course_id: "c1", title: "Midterm", person: "Sam Okafor", now: "2030-03-01T11:40:00Z", certainty: true, sequential: false, page: 1, pages: 1, pass_fraction: 0.5, teaching: false, shows: { points: false, feedback: false, solutions: false }, questions };
const outcome = { fraction: 0, points: 0, comment: null, feedback: "See lecture 2.", verdicts: [{ part: "", response: "It spreads light", fraction: 0, feedback: "That is a concave lens." }], solution: { choice: 0 } };
const over: Attempt = { ...open, state: "graded", points: 3, fraction: 0.6, shows: { points: true, feedback: true, solutions: true }, questions: questions.slice(0, 1).map((one) => ({ ...one, response: { choice: 1 }, outcome })) };
const bank = { items: [{ id: "q1", course_id: "c1", category_id: "k1", name: "Convex lens", type: "single_choice", version: 2, tags: ["midterm"], used_in: 1, archived: false, updated_at: "2026-03-01T10:00:00Z" }], next: null };
const categories = { items: [{ id: "k1", name: "Optics/Lenses", shared: false, foreign: false, questions: 1 }, { id: "k2", name: "Optics/Lenses/Thin", shared: true, foreign: false, questions: 4 }], tags: ["midterm"] };
const quiz: Quiz = { lesson_id: "l9", course_id: "c1", title: "Midterm", rules: { ...rules, networks: "" }, slots: [{ page: 1, section: "", question_id: "q1", category_id: null, tag: "", points: 2 }, { page: 2, section: "", question_id: null, category_id: "k1", tag: "midterm", points: 1 }], attempts: 0 };
const report = { people: 24, most_points: 5, mean: 3.2, median: 3, standard_deviation: 1.1, skewness: 0, kurtosis: 0, internal_consistency: 61, error_ratio: 62, standard_error: 0.7, histogram: [0, 1, 2, 3, 5, 6, 4, 2, 1, 0], items: [{ slot: 1, name: "Convex lens", type: "single_choice", points: 2, facility: 71.5, standard_deviation: 40, random_guess: 50, intended_weight: 60, effective_weight: 55, discrimination_index: 44, discrimination_efficiency: 62, responses: { "": { "It gathers light": 17, "It spreads light": 7 } } }] };
const asStudent: Answers = { "/me": student, "/uploads": { items: [], next: null }, "/lessons/l9/quiz": entrance };
const asTeacher: Answers = {
  ...asStudent,
  "/me": instructor,
  "/lessons/l9/quiz": { ...entrance, teaching: true },
  "/lessons/l9/quiz/definition": quiz,
  "/lessons/l9/quiz/overrides": { overrides: [{ whom: "person", id: "u2", name: "Sam Okafor", opens_at: null, closes_at: null, time_limit_seconds: 2700, attempts: null }] },
  "/courses/c1/cohorts": { items: [{ cohort: { id: "k7", name: "Evening class", members: 12 }, role: "student" }], next: null },
  "/courses/c1/outline": outline({ can_edit: true }),
  "/courses/c1/questions": bank,
  "/courses/c1/question-categories": categories,
  "/questions/q1": { ...bank.items[0], definition: { stem: "?", options: [] }, versions: [], uses: [] },
  "POST /question-trials": { shown: { type: "single_choice", stem: "", options: ["", ""] }, solution: { choice: 0 }, fraction: null, verdicts: [] },
};

const sketch = { id: "f1", filename: "sketch.pdf", size: 24000 };

const pages: readonly Shown[] = [
  { name: "quiz-entrance", path: "/lessons/l9/quiz", answers: asStudent, sees: "Begin another attempt" },
  { name: "quiz-closed", path: "/lessons/l9/quiz", answers: { ...asStudent, "/lessons/l9/quiz": { ...entrance, refusal: "no_attempts_left", refusal_sentence: "You have used all your attempts at this quiz." } }, sees: "You have used all" },
  { name: "quiz-take", path: "/attempts/a1", answers: { ...asStudent, "/quiz-attempts/a1": open }, sees: "Time left" },
  {
    name: "quiz-look-over",
    path: "/attempts/a1",
    answers: { ...asStudent, "/quiz-attempts/a1": open },
    sees: "Time left",
    act: async (page) => {
      await page.getByRole("button", { name: "Look it over" }).click();
      await page.getByText("Before you hand in").waitFor();
    },
  },
  { name: "quiz-over", path: "/attempts/a1", answers: { ...asStudent, "/quiz-attempts/a1": over }, sees: "That is a concave lens." },
  { name: "quiz-edit", path: "/lessons/l9/quiz/edit", answers: asTeacher, sees: "Convex lens" },
  {
    name: "quiz-sequential",
    path: "/attempts/a1",
    answers: { ...asStudent, "/quiz-attempts/a1": { ...open, sequential: true, page: 2, pages: 3, questions: questions.slice(1, 2).map((one) => ({ ...one, page: 2 })) } },
    sees: "There is no way back from the next page.",
  },
  { name: "quiz-overrides", path: "/lessons/l9/quiz/overrides", answers: asTeacher, sees: "Sam Okafor" },
  {
    name: "quiz-categories",
    path: "/courses/c1/questions",
    answers: asTeacher,
    sees: "Convex lens",
    act: async (page) => {
      await page.getByRole("button", { name: "Categories" }).click();
      await page.getByRole("dialog").getByText("Thin").waitFor();
    },
  },
  { name: "quiz-bank", path: "/courses/c1/questions", answers: asTeacher, sees: "Convex lens" },
  { name: "quiz-question", path: "/courses/c1/questions?question=new", answers: asTeacher, sees: "Option 2" },
  { name: "quiz-results", path: "/lessons/l9/quiz/results", answers: { ...asTeacher, "/lessons/l9/quiz/results": { items: [{ ...summary, person: { id: "u2", name: "Sam Okafor", email: "sam@example.org" }, points_by_slot: [2, 1, null] }], next: null } }, sees: "Sam Okafor" },
  { name: "quiz-analysis", path: "/lessons/l9/quiz/results?part=analysis", answers: { ...asTeacher, "/lessons/l9/quiz/report": report }, sees: "How grades are spread" },
  { name: "quiz-marking", path: "/lessons/l9/quiz/results?part=marking", answers: { ...asTeacher, "/lessons/l9/quiz/to-mark": { next: { attempt_id: "a1", slot: 6, person: null, points: 4, shown: { type: "essay", stem: "Why is the sky blue?", rubric: [{ title: "Argument", levels: [{ title: "None", points: 0 }, { title: "Clear", points: 2 }] }] }, notes: "Rayleigh.", response: { text: "Because light scatters." }, files: [{ id: "f1", filename: "sketch.pdf", size: 24000 }], waiting: 3 } } }, sees: "3 attempts wait", act: async (page) => { await page.getByRole("radio", { name: "Clear" }).check(); await page.getByRole("status").getByText("4 of 4").waitFor(); await page.getByText("sketch.pdf").waitFor(); } },
  { name: "quiz-essay-files", path: "/attempts/a1", answers: { ...asStudent, "/quiz-attempts/a1": { ...open, questions: [{ ...question(1, { type: "essay", stem: "Draw and explain it.", most_files: 2, largest_file: 20 * 1024 * 1024 }), files: [sketch] }] }, "/quiz-attempts/a1/answers/1/files": { items: [sketch] } }, sees: "sketch.pdf" },
  { name: "quiz-regrade", path: "/lessons/l9/quiz/results?part=regrade", answers: { ...asTeacher, "POST /lessons/l9/quiz/regrade": { dry_run: true, changes: [{ attempt_id: "a1", person: "Sam Okafor", slot: 1, before: 0, after: 2 }] } }, sees: "Sam Okafor" },
];

showEach(pages);

const access = serverAccess();

describe.skipIf(!access)("against a running server", () => {
  let browser: Chromium;
  let teacher: Client;
  let lesson = "";
  const taker = { url: access?.url ?? "", email: `taker-${Date.now()}@e2e.localhost`, password: "a long enough password" };

  beforeAll(async () => {
    if (!access) return;
    browser = await startChromium();
    teacher = await Client.signIn(access);
    await teacher.call("POST", "/users", { email: taker.email, name: "Quinn Taker", role: "student", password: taker.password });
    const course = await teacher.course("Quizzes");
    const section = await teacher.call<OutlineSection>("POST", `/courses/${course.id}/sections`, { title: "Tests" });
    lesson = (await teacher.call<Lesson>("POST", `/sections/${section.id}/lessons`, { title: "Final", kind: "quiz" })).id;
    const made = await teacher.call<{ id: string }>("POST", `/courses/${course.id}/questions`, { name: "Sum", type: "numeric", definition: { stem: "What is 2 + 2?", answers: [{ value: 4 }] } });
    const truth = await teacher.call<{ id: string }>("POST", `/courses/${course.id}/questions`, { name: "Truth", type: "true_false", definition: { stem: "Is it so?", answer: true } });
    await teacher.call("PUT", `/lessons/${lesson}/quiz/definition`, { rules: { time_limit_seconds: 600 }, slots: [{ question_id: made.id }, { question_id: truth.id, page: 2 }] });
    await teacher.call("POST", `/courses/${course.id}/publish`);
    await (await Client.signIn(taker)).call("POST", `/courses/${course.id}/enrol`);
  }, 60_000);

  afterAll(() => browser?.close());

  it("keeps every answer through a lost network and a reload, by keyboard alone", async () => {
    const context = await browser.context({ baseURL: taker.url });
    const page = await signedIn(context, taker);
    await page.goto(`/lessons/${lesson}/quiz`);
    await page.getByRole("button", { name: "Begin" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Time left").waitFor();
    await context.setOffline(true);
    await page.getByRole("textbox", { name: "Question 1" }).focus();
    await page.keyboard.type("4");
    await page.getByText("The network is gone").waitFor();
    await context.setOffline(false);
    await page.getByText("All answers are saved").waitFor();
    await page.getByRole("button", { name: "Next" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("radio", { name: "True" }).focus();
    await page.keyboard.press("Space");
    await page.getByText("All answers are saved").waitFor();
    await page.reload();
    expect(await page.getByRole("textbox", { name: "Question 1" }).inputValue()).toBe("4");
    await page.getByRole("button", { name: "Question 2, answered" }).click();
    expect(await page.getByRole("radio", { name: "True" }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Look it over" }).click();
    await page.getByText("You have answered every question.").waitFor();
    await page.getByRole("button", { name: "Hand in" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Hand in" }).click();
    await page.getByText("100%").waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await context.close();
  }, 60_000);
});
