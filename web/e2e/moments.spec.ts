// Questions within recordings: from canned answers on every screen, and watched against a running server.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AskedMoment, AskedVideo, MomentReport, VideoQuiz } from "@/api/video-questions";
import { axeProblems, type Chromium, picture, startChromium, temporaryFolder } from "./support/browser";
import type { Answers } from "./support/canned";
import { instructor, lesson, outline, playback } from "./support/example";
import { makeRecording } from "./support/recordings";
import { Client, serverAccess } from "./support/server";
import { type Shown, showEach } from "./support/shown";
import { element, readyLesson, signedIn, time, untilPlaying } from "./support/viewing";

const moment: AskedMoment = {
  id: "m1",
  at_seconds: 75,
  required: true,
  points: 1,
  shown: { type: "single_choice", stem: "What does a **convex** lens do?", options: ["It gathers light", "It spreads light"] },
  version: 1,
  number: 1,
  tries_left: 2,
  may_try: true,
  settled: false,
  last: null,
};
const asked: AskedVideo = { items: [moment, { ...moment, id: "m2", at_seconds: 140, required: false }], fraction: 0, passed: false, teaching: false };
const quiz: VideoQuiz = {
  course_id: "c1",
  method: "best",
  pass_fraction: 0.5,
  moments: [
    { id: "m1", at_seconds: 75, question_id: "q1", name: "Convex lens", type: "single_choice", required: true, tries: 2, rewind_seconds: 60, points: 1 },
    { id: "m2", at_seconds: 140, question_id: "q2", name: "Speed of light", type: "numeric", required: false, tries: 0, rewind_seconds: null, points: 2 },
  ],
};
const report: MomentReport[] = [{ moment_id: "m1", at_seconds: 75, name: "Convex lens", type: "single_choice", points: 1, people: 24, right_at_first: 15, right_at_last: 21, tries: 33, mean_first: 0.62, responses: { "": { "It gathers light": 15, "It spreads light": 9 } } }];
const people = { items: [{ user_id: "u2", name: "Sam Okafor", answered: 1, fraction: 0.33, passed: false, by_moment: [1] }], next: null };
const asTeacher: Answers = {
  "/me": instructor,
  "/uploads": { items: [], next: null },
  "/lessons/l2": lesson("l2", "Lenses", { can_edit: true }),
  "/lessons/l2/playback": playback(),
  "/lessons/l2/video-questions": asked,
  "/lessons/l2/video-questions/definition": quiz,
  "/lessons/l2/video-questions/report": { items: report },
  "/lessons/l2/video-questions/people": people,
  "POST /lessons/l2/video-questions/regrade": { dry_run: true, changes: [{ moment_id: "m1", at_seconds: 75, user_id: "u2", person: "Sam Okafor", number: 1, before: 0, after: 1 }] },
  "/courses/c1/outline": outline({ can_edit: true }),
};

const pages: readonly Shown[] = [
  { name: "moments-editor", path: "/lessons/l2/questions", answers: asTeacher, sees: "Speed of light" },
  { name: "moments-results", path: "/lessons/l2/questions?part=results", answers: asTeacher, sees: "Change the points" },
  { name: "moments-panel", path: "/lessons/l2", answers: asTeacher, sees: "Questions in this video", act: (page) => page.getByRole("button", { name: "1:15 Question 1" }).click() },
];

describe("as canned answers show them", () => {
  showEach(pages);
});

const access = serverAccess();
const folder = temporaryFolder();

describe.skipIf(!access)("against a running server", () => {
  let browser: Chromium;
  let client: Client;
  let watched = "";

  beforeAll(async () => {
    if (!access) return;
    browser = await startChromium();
    client = await Client.signIn(access);
    watched = await readyLesson(client, "Asking", makeRecording(folder.path, { name: "asking.mkv", seconds: 24, size: "640x360" }));
    const { course_id } = await client.call<{ course_id: string }>("GET", `/lessons/${watched}`);
    const question = await client.call<{ id: string }>("POST", `/courses/${course_id}/questions`, {
      name: "Sum",
      type: "numeric",
      definition: { stem: "2 + 2?", answers: [{ value: 4 }] },
    });
    await client.call("PUT", `/lessons/${watched}/video-questions/definition`, {
      moments: [{ at_seconds: 6, question_id: question.id, required: true, tries: 0, rewind_seconds: 4 }],
    });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    folder.remove();
  });

  it("stops, leads back after a wrong answer, and goes on after the right one, by keyboard alone", async () => {
    const context = await browser.context({ baseURL: access?.url ?? "" });
    const page = await signedIn(context, access);
    await page.goto(`/lessons/${watched}`);
    await untilPlaying(page);
    await page.getByRole("button", { name: /Question 1/ }).waitFor();
    await page.keyboard.press("9");
    const panel = page.getByTestId("moment");
    await panel.waitFor();
    expect(await time(page)).toBeCloseTo(6, 0);
    await page.keyboard.press("k");
    await expect.poll(() => element(page).evaluate((video: HTMLVideoElement) => video.paused)).toBe(true);
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.press("Tab");
    await page.keyboard.type("5");
    await page.keyboard.press("Enter");
    await panel.getByText("Wrong").waitFor();
    await picture(page, "moment-wrong");
    await panel.getByRole("button", { name: "Watch again from 0:04" }).press("Enter");
    await panel.waitFor({ state: "detached" });
    // As a teacher tries out, nothing is kept: it is asked anew.
    await panel.waitFor();
    await panel.getByRole("textbox").fill("4");
    await page.keyboard.press("Enter");
    await panel.getByText("Right", { exact: true }).waitFor();
    await panel.getByRole("button", { name: "Go on" }).press("Enter");
    await expect.poll(() => time(page)).toBeGreaterThan(7);
    await context.close();
  });
});
