// What questions show and play, and files that come with an essay: taken and looked over against a running server.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Lesson, OutlineSection } from "@/api/types";
import { axeProblems, type Chromium, picture, startChromium, temporaryFolder } from "./support/browser";
import { makePicture, makeRecording, makeSound } from "./support/recordings";
import { Client, serverAccess } from "./support/server";
import { readyLesson, signedIn } from "./support/viewing";

const access = serverAccess();
const folder = temporaryFolder();

describe.skipIf(!access)("against a running server", () => {
  let browser: Chromium;
  let teacher: Client;
  let course = "";
  let quiz = "";
  const taker = { url: access?.url ?? "", email: `listener-${Date.now()}@e2e.localhost`, password: "a long enough password" };

  beforeAll(async () => {
    if (!access) return;
    browser = await startChromium();
    teacher = await Client.signIn(access);
    await teacher.call("POST", "/users", { email: taker.email, name: "Lin Listener", role: "student", password: taker.password });
    const watched = await readyLesson(teacher, "Hearing", makeRecording(folder.path, { name: "hearing.mkv", seconds: 6, size: "320x180" }));
    course = (await teacher.call<{ course_id: string }>("GET", `/lessons/${watched}`)).course_id;
    const section = await teacher.call<OutlineSection>("POST", `/courses/${course}/sections`, { title: "Tests" });
    quiz = (await teacher.call<Lesson>("POST", `/sections/${section.id}/lessons`, { title: "Listen", kind: "quiz" })).id;
    const sound = (await teacher.send<{ url: string }>("/sounds", makeSound(folder.path, "fifth.mp3"))).url;
    const image = Object.values((await teacher.send<{ urls: Record<string, string> }>("/pictures", makePicture(folder.path, "square.png"))).urls)[0] ?? "";
    const all = (what: string) => `${what} $x^2$\n\n![A square](${image})\n\n[Sound](${sound})\n\n[A moment](/lessons/${watched}?t=1)`;
    const heard = await teacher.call<{ id: string }>("POST", `/courses/${course}/questions`, {
      name: "Heard",
      type: "single_choice",
      definition: { stem: all("What is heard?"), shuffle: false, options: [{ text: all("A fifth"), fraction: 1, feedback: all("Indeed.") }, { text: "A third", fraction: 0 }], feedback: all("So it is."), hints: [{ text: all("Sing it."), cost: 0.25 }] },
    });
    const gap = await teacher.call<{ id: string }>("POST", `/courses/${course}/questions`, { name: "Gap", type: "cloze", definition: { stem: all("A **gap** [[1]] here."), gaps: [{ kind: "short_text", answers: [{ text: "yes" }] }] } });
    const essay = await teacher.call<{ id: string }>("POST", `/courses/${course}/questions`, { name: "Draw", type: "essay", definition: { stem: "Draw it.", most_files: 2 } });
    await teacher.call("PUT", `/lessons/${quiz}/quiz/definition`, { rules: {}, slots: [{ question_id: heard.id }, { question_id: gap.id }, { question_id: essay.id, page: 2 }] });
    await teacher.call("POST", `/courses/${course}/publish`);
    await (await Client.signIn(taker)).call("POST", `/courses/${course}/enrol`);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    folder.remove();
  });

  it("shows and plays everything in texts, and takes files with an essay", async () => {
    const context = await browser.context({ baseURL: taker.url });
    const page = await signedIn(context, taker);
    const heard = (where: ReturnType<typeof page.locator>) => where.locator("audio").evaluate((player: HTMLAudioElement) => player.duration);
    const expectAll = async (where: ReturnType<typeof page.locator>) => {
      await where.scrollIntoViewIfNeeded();
      await expect.poll(() => heard(where)).toBeCloseTo(1, 0);
      await expect.poll(() => where.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
      await where.locator(".katex").first().waitFor();
      await where.getByRole("button", { name: "Play: A moment" }).waitFor();
    };
    await page.goto(`/lessons/${quiz}/quiz`);
    await page.getByRole("button", { name: "Begin" }).click();
    const first = page.getByRole("region", { name: "Question 1" });
    await expectAll(first.locator(".mantine-Radio-body").first());
    await first.getByRole("button", { name: /hint/i }).click();
    await expectAll(first.getByRole("alert"));
    const player = first.locator(".mantine-Radio-body audio");
    await player.evaluate((sound: HTMLAudioElement) => sound.play());
    await expect.poll(() => player.evaluate((sound: HTMLAudioElement) => sound.currentTime)).toBeGreaterThan(0);
    await first.getByRole("radio").first().check();
    const second = page.getByRole("region", { name: "Question 2" });
    await second.locator("strong", { hasText: "gap" }).waitFor();
    await second.getByRole("textbox", { name: "Gap 1" }).fill("yes");
    await expectAll(second);
    await picture(page, "question-media");
    expect(await axeProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("region", { name: "Files" }).locator("input[type=file]").setInputFiles({ name: "drawing.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 a drawing") });
    await page.getByRole("region", { name: "Files" }).getByRole("listitem").filter({ hasText: "drawing.pdf" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Question 3" }).click();
    await page.getByText("drawing.pdf").waitFor();
    await page.getByRole("button", { name: "Look it over" }).click();
    await page.getByRole("button", { name: "Hand in" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Hand in" }).click();
    await page.getByText("Waiting to be marked").first().waitFor();
    await expectAll(page.getByRole("region", { name: "Question 1" }).getByRole("alert").first());
    await page.getByText("drawing.pdf").waitFor();
    await picture(page, "question-media-over");
    await context.close();
  }, 60_000);
});
