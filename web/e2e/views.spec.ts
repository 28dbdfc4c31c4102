// What the player shows of a finished video beyond its picture: previews, chapters, captions that are in time, a second
// view, a download, and the whole of it in somebody else's page. Against a running server.
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Chromium, picture, startChromium, temporaryFolder } from "./support/browser";
import { makeRecording, makeSignals, signalEvery } from "./support/recordings";
import { Client, serverAccess } from "./support/server";
import { readyLesson, signedIn, untilPlaying } from "./support/viewing";

const access = serverAccess();
const folder = temporaryFolder();
let browser: Chromium;
let client: Client;

interface Heard {
  seconds: number;
  white: boolean;
  loud: boolean;
  caption: string;
}

/** Notes for some seconds what is seen, heard and read at which position. */
function perceive(page: Page, milliseconds: number): Promise<Heard[]> {
  return page.evaluate(async (duration) => {
    const video = document.querySelector<HTMLVideoElement>("video[slot=media]");
    const drawing = Object.assign(document.createElement("canvas"), { width: 8, height: 8 }).getContext("2d", { willReadFrequently: true });
    if (!video || !drawing) throw new Error("nothing to look at");
    const sound = new AudioContext();
    await sound.resume();
    const ear = new AnalyserNode(sound, { fftSize: 512 });
    sound.createMediaElementSource(video).connect(ear).connect(sound.destination);
    const wave = new Float32Array(512);
    const heard: Heard[] = [];
    const end = performance.now() + duration;
    while (performance.now() < end) {
      drawing.drawImage(video, 0, 0, 8, 8);
      ear.getFloatTimeDomainData(wave);
      heard.push({
        seconds: video.currentTime,
        white: (drawing.getImageData(4, 4, 1, 1).data[0] ?? 0) > 128,
        loud: wave.some((sample) => Math.abs(sample) > 0.1),
        caption: document.querySelector("[data-testid=captions]")?.textContent ?? "",
      });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return heard;
  }, milliseconds);
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

  it("shows picture, sound and captions at the same time", async () => {
    const lesson = await readyLesson(client, "Signals", makeSignals(folder.path, 16));
    const context = await desk();
    const page = await signedIn(context, access);
    await page.goto(`/lessons/${lesson}`);
    await untilPlaying(page);
    await page.keyboard.press("c");
    const heard = await perceive(page, 10_000);
    const at = 2 * signalEvery;
    const first = (isSo: (moment: Heard) => boolean) => heard.find((moment) => moment.seconds > at - 1.5 && isSo(moment))?.seconds ?? NaN;
    const [seen, listened, read] = [first(({ white }) => white), first(({ loud }) => loud), first(({ caption }) => caption === "Line 3")];
    for (const one of [seen, listened, read]) expect(Math.abs(one - at)).toBeLessThan(0.3);
    expect(Math.abs(seen - listened)).toBeLessThan(0.2);
    await context.close();
  });

  it("plays two views together, in the layout that one likes, with previews and chapters on the bar", async () => {
    const two = makeRecording(folder.path, { name: "two.mkv", seconds: 24, size: "1280x720", hasSecondView: true, hasCaptions: true });
    const lesson = await readyLesson(client, "Two views", two);
    const context = await desk();
    const page = await signedIn(context, access);
    await page.goto(`/lessons/${lesson}`);
    await untilPlaying(page);
    const player = page.getByTestId("player");
    await expect.poll(() => player.getAttribute("data-layout"), { timeout: 20_000 }).toBe("side");
    await page.waitForFunction(() => (document.querySelector<HTMLVideoElement>(".lectern-video-second")?.currentTime ?? 0) > 1);
    await page.waitForTimeout(2000);
    const gaps = await page.evaluate(async () => {
      const [first, second] = [document.querySelector<HTMLVideoElement>("video[slot=media]"), document.querySelector<HTMLVideoElement>(".lectern-video-second")];
      const found: number[] = [];
      for (let count = 0; count < 30 && first && second; count += 1) {
        found.push(Math.abs(first.currentTime - second.currentTime));
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return found;
    });
    expect(Math.max(...gaps)).toBeLessThan(0.2);
    await picture(page, "live-views-side");
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: /^View/ }).click();
    await page.getByRole("radio", { name: "Second view inset" }).click();
    expect(await player.getAttribute("data-layout")).toBe("inset");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Swap the views" }).click();
    expect(await player.getAttribute("data-swapped")).not.toBeNull();
    await picture(page, "live-views-inset");

    await page.keyboard.press("k");
    const bar = page.locator("media-time-range");
    const box = await bar.boundingBox();
    if (!box) throw new Error("there is no bar");
    await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2);
    await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2);
    const thumbnail = page.locator("media-preview-thumbnail img").first();
    await expect.poll(() => thumbnail.evaluate((image: HTMLImageElement) => image.naturalWidth > 0 && image.getBoundingClientRect().width > 0)).toBe(true);
    await page.locator("media-preview-chapter-display").getByText("Closing").waitFor();
    await picture(page, "live-preview");
    await context.close();
  });

  it("gives the video away only where the instructor allows it", async () => {
    const lesson = await readyLesson(client, "Download", makeSignals(folder.path, 12));
    const { course_id } = await client.call<{ course_id: string }>("GET", `/lessons/${lesson}`);
    await client.call("PATCH", `/lessons/${lesson}`, { access: "anyone", allow_download: false });
    await client.call("POST", `/courses/${course_id}/publish`);
    const context = await desk();
    const page = await context.newPage();
    await page.goto(`/lessons/${lesson}`);
    await untilPlaying(page);
    const link = page.locator("a[download]").filter({ hasText: /^Download$/ });
    expect(await link.count()).toBe(0);
    await client.call("PATCH", `/lessons/${lesson}`, { allow_download: true });
    await page.reload();
    await link.waitFor();
    const download = page.waitForEvent("download");
    await link.click();
    const path = await (await download).path();
    expect(readFileSync(path).subarray(4, 8).toString()).toBe("ftyp");
    await context.close();
  });

  describe("in somebody else's page", () => {
    let other: Server;
    let address = "";

    beforeAll(async () => {
      other = createServer((request, response) => {
        response.setHeader("Content-Type", "text/html");
        const wish = new URL(request.url ?? "/", "http://other").searchParams.get("frame") ?? "";
        response.end(`<!doctype html><title>Elsewhere</title><iframe src="${access?.url ?? ""}${wish}" width="960" height="540" allow="autoplay; fullscreen"></iframe>`);
      }).listen(0, "127.0.0.1");
      await new Promise((resolve) => other.once("listening", resolve));
      address = `http://localhost:${(other.address() as AddressInfo).port}`;
    });

    afterAll(() => other.close());

    it("plays the embedded lesson and shows no other page", async () => {
      const lesson = await readyLesson(client, "Embedded", makeSignals(folder.path, 12));
      const { course_id } = await client.call<{ course_id: string }>("GET", `/lessons/${lesson}`);
      await client.call("PATCH", `/lessons/${lesson}`, { access: "anyone" });
      await client.call("POST", `/courses/${course_id}/publish`);
      const context = await browser.context();
      const page = await context.newPage();
      await page.goto(`${address}/?frame=/embed/${lesson}`);
      const frame = page.frameLocator("iframe");
      await frame.getByTestId("player").waitFor();
      await frame.getByTestId("player").click({ position: { x: 300, y: 200 } });
      await expect.poll(() => frame.locator("video[slot=media]").evaluate((video: HTMLVideoElement) => video.currentTime), { timeout: 20_000 }).toBeGreaterThan(1);
      await picture(page, "live-framed");
      await page.goto(`${address}/?frame=/lessons/${lesson}`);
      await page.waitForTimeout(1000);
      expect(await page.frameLocator("iframe").locator("#root, #app, main").count()).toBe(0);
      await context.close();
    });
  });
});
