// A course from its first lecture to the certificate, as one student takes it: watching, a timed quiz with the network cut
// in the middle, the certificate, and somebody who checks it. Against a running server.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Lesson, OutlineSection } from "@/api/types";
import { axeProblems, type Chromium, picture, startChromium, temporaryFolder } from "./support/browser";
import { makeRecording } from "./support/recordings";
import { Client, serverAccess } from "./support/server";
import { signedIn, untilPlaying } from "./support/viewing";

const access = serverAccess();
const folder = temporaryFolder();
const title = "Light, from Newton to Young";
const taker = { url: access?.url ?? "", email: `learner-${Date.now()}@e2e.localhost`, password: "a long enough password" };

async function makeCourse(teacher: Client): Promise<void> {
  const course = await teacher.course(title);
  const at = `/courses/${course.id}`;
  const section = await teacher.call<OutlineSection>("POST", `${at}/sections`, { title: "Week 1" });
  const add = (wish: object) => teacher.call<Lesson>("POST", `/sections/${section.id}/lessons`, wish);
  const lecture = await add({ title: "What light does", kind: "video" });
  const quiz = await add({ title: "What did you see?", kind: "quiz" });
  const ask = async (name: string, type: string, definition: object) =>
    (await teacher.call<{ id: string }>("POST", `${at}/questions`, { name, type, definition })).id;
  const slots = [
    { question_id: await ask("Speed", "numeric", { stem: "How fast is light, in thousands of km/s?", answers: [{ value: 300, tolerance: 1 }] }) },
    { question_id: await ask("Wave", "true_false", { stem: "Light bends around edges.", answer: true }), page: 2 },
  ];
  await teacher.call("PUT", `/lessons/${quiz.id}/quiz/definition`, { rules: { time_limit_seconds: 600, pass_fraction: 0.5 }, slots });
  await teacher.call("PATCH", `/lessons/${lecture.id}/completion-rule`, { completes_by: "watching", share: 80 });
  await teacher.call("PATCH", `/lessons/${quiz.id}/completion-rule`, { completes_by: "quiz" });
  await teacher.call("PATCH", `${at}/certificate-design`, { issuing: "on_completion", institution: "Optics School" });
  await teacher.upload(lecture.id, makeRecording(folder.path, { name: "light.mp4", seconds: 10, size: "640x360" }));
  await teacher.videoIn(lecture.id, ["ready"]);
  await teacher.call("POST", `${at}/publish`);
}

async function watchToTheEnd(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Start watching" }).click();
  await untilPlaying(page);
  await page.getByText(/^Completed on/).first().waitFor({ timeout: 40_000 });
}

async function takeTheQuizThroughAnOutage(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByText("Time left").waitFor();
  await page.context().setOffline(true);
  await page.getByRole("textbox", { name: "Question 1" }).fill("300");
  await page.getByText("The network is gone").waitFor();
  await page.context().setOffline(false);
  await page.getByText("All answers are saved").waitFor();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("radio", { name: "True" }).check();
  await page.getByText("All answers are saved").waitFor();
  await page.getByRole("button", { name: "Look it over" }).click();
  await page.getByRole("button", { name: "Hand in" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Hand in" }).click();
  await page.getByText("100%").waitFor();
}

describe.skipIf(!access)("against a running server", () => {
  let browser: Chromium;

  beforeAll(async () => {
    if (!access) return;
    browser = await startChromium();
    const teacher = await Client.signIn(access);
    await teacher.call("POST", "/users", { email: taker.email, name: "Mira Taker", role: "student", password: taker.password });
    await makeCourse(teacher);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    folder.remove();
  });

  it("is found, taken, completed and certified", async () => {
    const context = await browser.context({ baseURL: taker.url });
    const page = await signedIn(context, taker);
    await page.goto("/courses");
    await page.getByLabel("Search courses").first().fill("newton");
    await page.getByRole("link", { name: title }).click();
    await page.getByRole("button", { name: "Enrol", exact: true }).click();
    await watchToTheEnd(page);
    await picture(page, "course-watched");
    await page.getByRole("link", { name: /What did you see\?/ }).first().click();
    await page.getByRole("link", { name: /quiz/i }).first().click();
    await takeTheQuizThroughAnOutage(page);

    await page.goto("/certificates");
    await page.getByText(title).first().waitFor({ timeout: 20_000 });
    await picture(page, "course-certificate");
    expect(await axeProblems(page)).toEqual([]);
    const download = page.getByRole("link", { name: /PDF/ }).first();
    const pdf = await context.request.get((await download.getAttribute("href")) ?? "");
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
    const code = /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(await page.locator("main").innerText())?.[0] ?? "no code";
    await context.close();

    const stranger = await browser.context({ baseURL: taker.url });
    const check = await stranger.newPage();
    await check.goto(`/verify/${code}`);
    await check.getByText("genuine and valid").waitFor();
    await check.getByText("Mira Taker").waitFor();
    await stranger.close();
  }, 120_000);
});
