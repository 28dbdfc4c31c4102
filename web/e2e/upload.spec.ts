// From files on somebody's disk to a picture while the rest is still being prepared, against a running server.
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeProblems, type Chromium, picture, startChromium, temporaryFolder } from "./support/browser";
import { makeHeavyRecording, makeSignals } from "./support/recordings";
import { Client, serverAccess } from "./support/server";
import { element, longestStop, observe, signedIn, time, untilPlaying } from "./support/viewing";

const access = serverAccess();
const folder = temporaryFolder();
const megabyte = 1_000_000;
let browser: Chromium;
let client: Client;

/** What a value comes to rest at: a request that was broken off is still written to its end. */
async function settled(value: () => Promise<number>): Promise<number> {
  let last = await value();
  const rests = async () => {
    const before = last;
    last = await value();
    return last === before;
  };
  await expect.poll(rests, { interval: 1500, timeout: 15_000 }).toBe(true);
  return last;
}

async function limitUploads(page: Page): Promise<(bytesPerSecond: number) => Promise<void>> {
  const network = await page.context().newCDPSession(page);
  return async (bytesPerSecond) => {
    await network.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond });
  };
}

async function drop(page: Page, path: string, name: string): Promise<void> {
  const base64 = readFileSync(path).toString("base64");
  const dataTransfer = await page.evaluateHandle(
    ([content, filename]) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(content ?? ""), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], filename ?? "", { type: "video/x-matroska" }));
      return transfer;
    },
    [base64, name],
  );
  await page.locator(".lectern-drop").dispatchEvent("drop", { dataTransfer });
}

describe.skipIf(!access)("against a running server", () => {
  beforeAll(async () => {
    if (!access) return;
    browser = await startChromium();
    client = await Client.signIn(access);
  });

  afterAll(async () => {
    await browser?.close();
    folder.remove();
  });

  const desk = () => browser.context({ baseURL: access?.url ?? "" });

  it("says in a sentence why a file cannot be shown", async () => {
    const course = await client.course("Failing");
    const lesson = await client.lesson(course.id, "Failing");
    const context = await desk();
    const page = await signedIn(context, access);
    await page.goto(`/courses/${course.id}/upload?lesson=${lesson.id}`);
    await page.getByTestId("files").setInputFiles({ name: "notes.mp4", mimeType: "video/mp4", buffer: Buffer.from("This is a text and no video.\n".repeat(200)) });
    await page.getByTestId("transfer").getByText("Failed", { exact: true }).waitFor({ timeout: 30_000 });
    await picture(page, "live-failed-upload");
    const { video } = await client.call<{ video: { state: string; error: string } }>("GET", `/lessons/${lesson.id}`);
    expect(video.state).toBe("failed");
    expect(video.error).toMatch(/^[A-Z].*\.$/);
    await page.goto(`/lessons/${lesson.id}`);
    await page.getByText(video.error).waitFor();
    await picture(page, "live-failed");
    await context.close();
  });

  it("uploads several files at once, pauses, and goes on after a reload", async () => {
    const course = await client.course("Uploading");
    const [big, other] = [makeHeavyRecording(folder.path, "big.mkv", 20), makeHeavyRecording(folder.path, "other.mkv", 20)];
    const context = await desk();
    const page = await signedIn(context, access);
    const limit = await limitUploads(page);
    await limit(2 * megabyte);
    await page.goto(`/courses/${course.id}/upload`);
    await page.getByTestId("files").setInputFiles([big, other]);
    await page.getByTestId("transfer").nth(1).waitFor();
    await drop(page, makeSignals(folder.path, 12), "dropped.mkv");
    const row = (title: string) => page.getByTestId("transfer").filter({ hasText: `${title}.mkv` });
    const state = (title: string) => row(title).getAttribute("data-state");
    const facts = row("big").getByTestId("transfer-facts");
    await expect.poll(() => facts.textContent(), { timeout: 20_000 }).toMatch(/Uploading · [\d.,]+ MB of [\d.,]+ MB · [\d.,]+ [kM]B\/s · .*left/);
    expect([await state("big"), await state("other"), await state("dropped")]).toEqual(["uploading", "uploading", "waiting"]);
    await picture(page, "live-uploading");
    expect(await axeProblems(page)).toEqual([]);

    const offset = async () => (await client.call<{ items: { filename: string; offset: number }[] }>("GET", "/uploads")).items.find(({ filename }) => filename === "big.mkv")?.offset ?? 0;
    await row("big").getByRole("button", { name: "Pause" }).click();
    await expect.poll(() => state("big")).toBe("paused");
    await expect.poll(() => state("dropped")).not.toBe("waiting");
    const still = await settled(offset);
    await row("big").getByRole("button", { name: "Resume" }).click();
    await expect.poll(() => state("big"), { timeout: 20_000 }).toBe("uploading");
    // The server's list tells what a finished request left; while one runs, the page knows more.
    const megabytes = async () => Number(/· ([\d.]+) MB of/.exec((await facts.textContent()) ?? "")?.[1] ?? 0);
    await expect.poll(megabytes, { timeout: 20_000 }).toBeGreaterThan(still / megabyte + 1);

    const questions: string[] = [];
    page.on("dialog", (dialog) => {
      questions.push(dialog.type());
      void dialog.accept();
    });
    await page.reload();
    expect(questions).toEqual(["beforeunload"]);
    const left = page.getByTestId("unfinished").filter({ hasText: "big" });
    await left.waitFor();
    const kept = await offset();
    expect(kept).toBeGreaterThan(0);
    await picture(page, "live-unfinished");
    await limit(-1);
    const goneOn = page.waitForRequest((request) => request.method() === "PATCH" && request.url().includes("/uploads/"));
    await left.locator("input[type=file]").setInputFiles(big);
    expect(Number((await goneOn).headers()["upload-offset"])).toBeGreaterThanOrEqual(kept);
    const watch = row("big").getByRole("link", { name: /^Watch/ });
    await watch.waitFor({ timeout: 60_000 });
    await picture(page, "live-received");
    await watch.click();
    await untilPlaying(page);
    await context.close();
    // Videos are prepared one after the other: the next test must not wait for this one's.
    await client.call("DELETE", `/courses/${course.id}`);
  });

  it("plays while it is being prepared, cuts seeks short, and goes over to the finished stream unnoticed", async () => {
    const seconds = 75;
    const course = await client.course("Early");
    const lesson = await client.lesson(course.id, "Early");
    const context = await desk();
    const page = await signedIn(context, access);
    await page.goto(`/lessons/${lesson.id}`);
    await page.getByTestId("waiting").waitFor();
    await client.upload(lesson.id, makeHeavyRecording(folder.path, "heavy.mp4", seconds));
    // Nobody reloads: the player comes by itself as soon as there is something to show.
    await untilPlaying(page, 150);
    const player = page.getByTestId("player");
    expect(await player.getAttribute("data-early")).not.toBeNull();
    expect((await client.videoIn(lesson.id, ["playable", "ready"])).state).toBe("playable");
    const duration = await element(page).evaluate((video: HTMLVideoElement) => video.duration);
    expect(Math.abs(duration - seconds)).toBeLessThan(1);
    await page.getByTestId("unprepared").waitFor();
    await picture(page, "live-early");

    await page.keyboard.press("End");
    await page.waitForTimeout(300);
    expect(await time(page)).toBeLessThan(seconds - 2);
    await page.keyboard.press("Home");
    await expect.poll(() => time(page)).toBeLessThan(3);
    await untilPlaying(page);

    const moments = await observe(page);
    // Where the machine is slow, all that is there is seen before the rest is: then from the start again.
    const state = async () => {
      if ((await time(page)) > seconds / 2) await page.keyboard.press("Home");
      return (await client.videoIn(lesson.id, ["playable", "ready"])).state;
    };
    await expect.poll(state, { timeout: 240_000, interval: 500 }).toBe("ready");
    await expect.poll(() => player.getAttribute("data-early"), { timeout: 60_000 }).toBeNull();
    await page.waitForTimeout(2000);
    const all = await moments();
    const swap = all.findIndex((moment) => moment.element === 2);
    expect(swap).toBeGreaterThan(0);
    const [before, after] = [all[swap - 1], all[swap]];
    if (!before || !after) throw new Error("nothing was seen");
    const jump = after.seconds - before.seconds - (after.at - before.at) / 1000;
    expect(Math.abs(jump)).toBeLessThan(0.5);
    const around = all.filter(({ at }) => Math.abs(at - after.at) < 2000);
    expect(longestStop(around)).toBeLessThan(1000);
    expect(around.filter(({ isPaused }) => isPaused)).toEqual([]);
    expect(await element(page).evaluate((video: HTMLVideoElement) => video.muted)).toBe(false);

    expect(await page.getByTestId("unprepared").count()).toBe(0);
    await page.keyboard.press("9");
    await expect.poll(() => time(page), { timeout: 15_000 }).toBeGreaterThan(seconds * 0.9);
    await context.close();
  }, 480_000);
});
