// Captions and chapters, from an instructor's file to a viewer's screen, against a running server.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Lesson } from "@/api/types";
import { axeProblems, type Chromium, picture, startChromium, temporaryFolder } from "./support/browser";
import { makeRecording } from "./support/recordings";
import { Client, serverAccess } from "./support/server";
import { element, readyLesson, signedIn, untilPlaying } from "./support/viewing";

const access = serverAccess();
const folder = temporaryFolder();
// As many old files are: Windows-1252, and the end of a line as Windows has it.
const subRip = Buffer.from("1\r\n00:00:00,000 --> 00:00:08,000\r\nSch\xF6ne Gr\xFC\xDFe\r\n", "latin1");

describe.skipIf(!access)("against a running server", () => {
  let browser: Chromium;
  let lesson: Lesson;

  beforeAll(async () => {
    if (!access) return;
    browser = await startChromium();
    const client = await Client.signIn(access);
    const recording = makeRecording(folder.path, { name: "plain.mp4", seconds: 8, size: "320x180" });
    lesson = await client.call<Lesson>("GET", `/lessons/${await readyLesson(client, "Captions", recording)}`);
    writeFileSync(join(folder.path, "de.srt"), subRip);
    writeFileSync(join(folder.path, "broken.vtt"), "WEBVTT\n\n00:05.000 --> 00:02.000\nBackwards\n");
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    folder.remove();
  });

  it("takes captions and chapters in the editor, and shows them in the player", async () => {
    const context = await browser.context({ baseURL: access?.url ?? "" });
    const page = await signedIn(context, access);
    await page.goto(`/courses/${lesson.course_id}/edit?lesson=${lesson.id}`);
    const captions = page.getByRole("group", { name: "Captions" });
    await captions.getByLabel("Language").click();
    await page.getByRole("option", { name: "German", exact: true }).click();
    await captions.locator("input[type=file]").last().setInputFiles(join(folder.path, "broken.vtt"));
    await captions.getByText("Line 3: this caption ends before it begins.").waitFor();
    await captions.locator("input[type=file]").last().setInputFiles(join(folder.path, "de.srt"));
    await captions.getByText("1 caption", { exact: true }).waitFor();

    const chapters = page.getByRole("group", { name: "Chapters" });
    for (const [time, title] of [["0:00", "Light"], ["0:04", "Lenses"]] as const) {
      await chapters.getByRole("button", { name: "Add a chapter" }).click();
      await chapters.getByLabel(/Time of chapter/).last().fill(time);
      await chapters.getByLabel(/Title of chapter/).last().fill(title);
      await chapters.getByLabel(/Title of chapter/).last().blur();
    }
    await chapters.getByRole("button", { name: "Show the recording’s own chapters again" }).waitFor();
    await picture(page, "live-editor-captions");
    expect(await axeProblems(page)).toEqual([]);

    await page.goto(`/lessons/${lesson.id}`);
    await untilPlaying(page);
    await page.keyboard.press("c");
    await page.getByTestId("captions").getByText("Schöne Grüße").waitFor();
    await expect.poll(() => page.getByText("Lenses").count()).toBeGreaterThan(0);
    expect(await element(page).evaluate((video: HTMLVideoElement) => video.error)).toBe(null);
    await context.close();
  });
});
