// A player that is not ours, in a page that is not ours: plain hls.js reads the same addresses. Its captions must stand
// where they were spoken although the media begins at one second (X-TIMESTAMP-MAP, RFC 8216 section 3.5).
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Chromium, startChromium, temporaryFolder } from "./support/browser";
import { makeSignals, signalEvery } from "./support/recordings";
import { Client, serverAccess } from "./support/server";
import { readyLesson } from "./support/viewing";

const access = serverAccess();
const folder = temporaryFolder();
const hlsPath = fileURLToPath(import.meta.resolve("hls.js/dist/hls.min.js"));
let browser: Chromium;
let elsewhere: Server;

interface Found {
  cues: { start: number; text: string }[];
  buffered: { start: number; end: number };
  levels: number;
}

describe.skipIf(!access)("a player of one's own", () => {
  beforeAll(async () => {
    browser = await startChromium();
    elsewhere = createServer((_request, response) => {
      response.setHeader("Content-Type", "text/html");
      response.end("<!doctype html><title>Elsewhere</title><video muted controls></video>");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => elsewhere.once("listening", resolve));
  });

  afterAll(async () => {
    await browser?.close();
    elsewhere?.close();
    folder.remove();
  });

  it("places captions where they were spoken", async () => {
    if (!access) return;
    const client = await Client.signIn(access);
    const lesson = await readyLesson(client, "Elsewhere", makeSignals(folder.path, 16));
    const { master_url } = await client.playback(lesson);
    const context = await browser.context();
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    await page.addScriptTag({ path: hlsPath });
    await page.evaluate(async (address) => {
      const { Hls } = window as unknown as { Hls: typeof import("hls.js").default };
      const video = document.querySelector("video");
      if (!video) throw new Error("no video");
      const hls = new Hls();
      Object.assign(window, { hls });
      hls.on(Hls.Events.ERROR, (_event, data) => {
        if (data.fatal) throw new Error(data.details);
      });
      const parsed = new Promise((resolve) => hls.once(Hls.Events.SUBTITLE_TRACKS_UPDATED, resolve));
      hls.loadSource(address);
      hls.attachMedia(video);
      await parsed;
      hls.subtitleDisplay = true;
      hls.subtitleTrack = 0;
      await video.play();
    }, new URL(master_url, access.url).href);
    const found = () =>
      page.evaluate((): Found => {
        const { hls } = window as unknown as { hls: import("hls.js").default };
        const video = document.querySelector("video");
        const cues = [...(video?.textTracks ?? [])].flatMap((track) => [...(track.cues ?? [])]);
        return {
          cues: cues.map((cue) => ({ start: cue.startTime, text: (cue as VTTCue).text })),
          buffered: { start: video?.buffered.length ? video.buffered.start(0) : -1, end: video?.buffered.length ? video.buffered.end(0) : -1 },
          levels: hls.levels.length,
        };
      });
    await expect.poll(async () => (await found()).cues.length, { timeout: 20_000 }).toBe(4);
    await expect.poll(async () => (await found()).buffered.end, { timeout: 20_000 }).toBeGreaterThan(15.5);
    const { cues, buffered, levels } = await found();
    expect(levels).toBeGreaterThan(0);
    expect(buffered.start).toBeLessThan(0.05);
    for (const [index, cue] of cues.entries()) {
      expect(cue.text).toBe(`Line ${index + 1}`);
      expect(Math.abs(cue.start - index * signalEvery)).toBeLessThan(0.05);
    }
    await context.close();
  });
});
