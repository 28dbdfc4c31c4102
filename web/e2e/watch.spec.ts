// Watching what is ready, against a running server.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeProblems, type Chromium, picture, startChromium, temporaryFolder } from "./support/browser";
import { makeRecording } from "./support/recordings";
import { Client, serverAccess } from "./support/server";
import { element, readyLesson, signedIn, time, untilPlaying } from "./support/viewing";

const access = serverAccess();
const folder = temporaryFolder();
let browser: Chromium;
let client: Client;

describe.skipIf(!access)("against a running server", () => {
  let short = "";
  let lesson = "";

  beforeAll(async () => {
    if (!access) return;
    browser = await startChromium();
    client = await Client.signIn(access);
    short = makeRecording(folder.path, { name: "short.mkv", seconds: 24, size: "1280x720", hasCaptions: true });
    lesson = await readyLesson(client, "Watching", short);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    folder.remove();
  });

  const desk = () => browser.context({ baseURL: access?.url ?? "" });

  it("signs in, makes a course and publishes it", async () => {
    const context = await desk();
    const page = await signedIn(context, access);
    await page.goto("/courses?new");
    await page.getByLabel("Title").fill("Graphs for everyone");
    await page.getByLabel("Summary").fill("What they are and where they hide.");
    await page.getByRole("button", { name: "Create course" }).click();
    await page.getByRole("button", { name: "Add section" }).click();
    await page.getByLabel("Section title").fill("Week 1");
    await page.getByText("All changes saved").waitFor();
    await page.getByRole("button", { name: "Week 1", exact: true }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "New section", exact: true }).waitFor();
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByRole("button", { name: "Publish anyway" }).click();
    await page.getByRole("button", { name: "Take back to draft" }).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await context.close();
  });

  it("obeys the keys and shows what they are", async () => {
    const context = await desk();
    const page = await signedIn(context, access);
    await page.goto(`/lessons/${lesson}`);
    await untilPlaying(page);
    await page.keyboard.press("k");
    await expect.poll(() => element(page).evaluate((video: HTMLVideoElement) => video.paused)).toBe(true);
    await page.keyboard.press("5");
    await expect.poll(() => time(page)).toBeCloseTo(12, 0);
    await page.keyboard.press("j");
    await expect.poll(() => time(page)).toBeCloseTo(2, 0);
    await page.keyboard.press("l");
    await expect.poll(() => time(page)).toBeCloseTo(12, 0);
    await page.keyboard.press(">");
    expect(await element(page).evaluate((video: HTMLVideoElement) => video.playbackRate)).toBe(1.25);
    await page.keyboard.press("<");
    await page.keyboard.press("m");
    expect(await element(page).evaluate((video: HTMLVideoElement) => video.muted)).toBe(true);
    await page.keyboard.press("m");
    const at = await time(page);
    await page.keyboard.press(".");
    await expect.poll(() => time(page)).toBeCloseTo(at + 0.04, 2);
    await page.keyboard.press("?");
    await page.getByTestId("help").waitFor();
    await picture(page, "live-help");
    await page.keyboard.press("Escape");
    await page.getByTestId("help").waitFor({ state: "detached" });
    await context.close();
  });

  it("shows captions as the viewer likes them, chapters, and qualities in words", async () => {
    const context = await desk();
    const page = await signedIn(context, access);
    await page.goto(`/lessons/${lesson}`);
    await untilPlaying(page);
    await page.keyboard.press("c");
    await page.keyboard.press("k");
    await page.keyboard.press("5");
    await page.getByTestId("captions").getByText("Line 7").waitFor();
    await page.getByRole("button", { name: "Closing" }).waitFor();
    await page.getByRole("button", { name: "Settings" }).click();
    await picture(page, "live-settings");
    await page.getByRole("button", { name: /^Quality/ }).click();
    await page.getByRole("radio", { name: "Data saver" }).click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("k");
    await expect.poll(() => element(page).evaluate((video: HTMLVideoElement) => video.videoWidth), { timeout: 30_000 }).toBeLessThan(1280);
    expect(await axeProblems(page)).toEqual([]);
    await picture(page, "live-captions");
    await context.close();
  });

  it("goes on where one stopped, on another device", async () => {
    const context = await desk();
    const page = await signedIn(context, access);
    await page.goto(`/lessons/${lesson}`);
    await untilPlaying(page);
    await page.keyboard.press("k");
    const told = page.waitForResponse((response) => response.url().endsWith("/heartbeat") && (response.request().postDataJSON() as { position: number }).position === 12);
    await page.keyboard.press("5");
    const counted = (await (await told).json()) as { watched_seconds: number; not_fetched_seconds: number };
    expect(counted.watched_seconds).toBeGreaterThan(0);
    expect(counted.not_fetched_seconds).toBe(0);
    await context.close();
    const phone = await browser.context({ screen: "phone", baseURL: access?.url ?? "" });
    const other = await signedIn(phone, access);
    await other.goto(`/lessons/${lesson}`);
    await other.getByTestId("resumed").waitFor();
    await picture(other, "live-phone");
    expect(await time(other)).toBeGreaterThan(11);
    expect(await axeProblems(other)).toEqual([]);
    await phone.close();
  });

  it("says that access has ended instead of waiting for ever", async () => {
    const context = await desk();
    const page = await signedIn(context, access);
    await page.goto(`/lessons/${lesson}`);
    await untilPlaying(page);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: /^Quality/ }).click();
    const { items } = await client.call<{ items: { id: string; ended_at: string | null }[] }>("GET", `/lessons/${lesson}/grants`);
    for (const grant of items) if (!grant.ended_at) await client.call("DELETE", `/grants/${grant.id}`);
    // All of a short video may be here already: another quality has to be asked for.
    await page.getByRole("radio", { name: "Data saver" }).dispatchEvent("click");
    await page.getByTestId("trouble").getByText("Your access to this video has ended").waitFor({ timeout: 60_000 });
    await picture(page, "live-revoked");
    await context.close();
  });

  it("plays embedded to anyone where the instructor allows it, and to nobody else", async () => {
    const context = await desk();
    const page = await context.newPage();
    await page.goto(`/embed/${lesson}`);
    await page.getByTestId("waiting").or(page.getByRole("heading")).first().waitFor();
    expect(await page.locator("video").count()).toBe(0);
    const { course_id } = await client.call<{ course_id: string }>("GET", `/lessons/${lesson}`);
    await client.call("PATCH", `/lessons/${lesson}`, { access: "anyone" });
    await client.call("POST", `/courses/${course_id}/publish`);
    await page.reload();
    await page.getByTestId("player").waitFor();
    await page.waitForFunction(() => (document.querySelector("video")?.readyState ?? 0) >= 2);
    await page.keyboard.press("k");
    await untilPlaying(page);
    await picture(page, "live-embed");
    expect(await axeProblems(page)).toEqual([]);
    await context.close();
  });
});
