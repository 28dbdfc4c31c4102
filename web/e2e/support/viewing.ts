// What every spec against a running server does: signing in, making a lesson, looking at what plays.
import type { BrowserContext, Page } from "playwright-core";
import type { Client, ServerAccess } from "./server";

export const element = (page: Page) => page.locator("video[slot=media]").first();

export const time = (page: Page) => element(page).evaluate((video: HTMLVideoElement) => video.currentTime);

export async function untilPlaying(page: Page, seconds = 60): Promise<void> {
  await page.waitForFunction(
    () => {
      const video = document.querySelector<HTMLVideoElement>("video[slot=media]");
      return video !== null && video.currentTime > 0.2 && video.videoWidth > 0 && !video.paused;
    },
    undefined,
    { timeout: seconds * 1000 },
  );
}

export async function signedIn(context: BrowserContext, access: ServerAccess | null): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(access?.email ?? "");
  await page.getByLabel("Password", { exact: true }).fill(access?.password ?? "");
  await page.getByRole("button", { name: "Sign in" }).last().click();
  await page.getByRole("heading", { name: /^Hello/ }).waitFor();
  return page;
}

export async function readyLesson(client: Client, title: string, file: string): Promise<string> {
  const course = await client.course(title);
  const lesson = await client.lesson(course.id, title);
  await client.upload(lesson.id, file);
  await client.videoIn(lesson.id, ["ready"]);
  return lesson.id;
}

export interface Moment {
  /** Milliseconds on the page's clock. */
  at: number;
  seconds: number;
  isPaused: boolean;
  /** Counts media elements. */
  element: number;
}

/** Notes where the seen video is, about thirty times a second, until the page is left. */
export async function observe(page: Page): Promise<() => Promise<Moment[]>> {
  await page.evaluate(() => {
    const moments: Moment[] = [];
    let seen: HTMLVideoElement | null = null;
    let count = 0;
    Object.assign(window, { moments });
    setInterval(() => {
      const video = document.querySelector<HTMLVideoElement>("video[slot=media]");
      if (video !== seen) count += 1;
      seen = video;
      if (video) moments.push({ at: performance.now(), seconds: video.currentTime, isPaused: video.paused, element: count });
    }, 33);
  });
  return () => page.evaluate(() => (window as unknown as { moments: Moment[] }).moments);
}

/** The longest time, in milliseconds, for which the position stood still. */
export function longestStop(moments: readonly Moment[]): number {
  let longest = 0;
  let moved = moments[0];
  for (const moment of moments) {
    if (moved && moment.seconds === moved.seconds) longest = Math.max(longest, moment.at - moved.at);
    else moved = moment;
  }
  return longest;
}
