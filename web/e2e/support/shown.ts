// Pages from canned answers, on a desk in light and in a hand in dark: nothing for axe to find, nothing wider than the
// screen, no error in the console.
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeProblems, type Chromium, picture, type Scheme, type Screen, startChromium } from "./browser";
import { type Answers, origin, serveCanned } from "./canned";

export interface Shown {
  name: string;
  path: string;
  answers: Answers;
  /** Something that stands on the page once it is all there. */
  sees: string;
  act?: (page: Page) => Promise<void>;
}

// What the screen's width breaks does not depend on the colours, nor the other way round: two pairs show both.
const sides: readonly [Screen, Scheme][] = [
  ["desktop", "light"],
  ["phone", "dark"],
];

interface Side {
  context: BrowserContext;
  page: Page;
}

async function openSide(browser: Chromium, screen: Screen, scheme: Scheme, locale: string): Promise<Side> {
  const context = await browser.context({ screen, scheme, locale, baseURL: origin });
  return { context, page: await context.newPage() };
}

/** Nothing of the page before stays, but the browser has the program's scripts at hand. */
async function forget({ context, page }: Side): Promise<void> {
  page.removeAllListeners();
  await page.goto("about:blank");
  await context.clearCookies();
  const tools = await context.newCDPSession(page);
  await tools.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await tools.detach();
}

/** As soon as it stands there: waitFor() alone looks again only twice a second. */
async function untilSeen(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => document.body?.textContent?.replace(/\s+/g, " ").toLowerCase().includes(wanted), text.toLowerCase());
  await page.getByText(text).first().waitFor();
}

async function show(side: Side, shown: Shown): Promise<string[]> {
  const { context, page } = side;
  await forget(side);
  await serveCanned(context, shown.answers);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("Failed to load resource")) errors.push(message.text());
  });
  await page.goto(shown.path);
  await untilSeen(page, shown.sees);
  await shown.act?.(page);
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== "running"));
  return errors;
}

/** One test a page and side. Answers the browser, for tests of one's own. */
export function showEach(pages: readonly Shown[], locale = "en-GB"): () => Chromium {
  const running: { browser?: Chromium } = {};
  const browser = (): Chromium => {
    if (!running.browser) throw new Error("The browser runs within tests only.");
    return running.browser;
  };
  beforeAll(async () => {
    running.browser = await startChromium();
  });
  afterAll(() => running.browser?.close());

  describe.each(sides)("on a %s in %s", (screen, scheme) => {
    let side: Side;
    beforeAll(async () => {
      side = await openSide(browser(), screen, scheme, locale);
    });
    afterAll(() => side.context.close());

    it.each(pages)("$name", async (shown) => {
      const errors = await show(side, shown);
      const { page } = side;
      await picture(page, `${shown.name}-${screen}-${scheme}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(locale === "ar" ? "rtl" : "ltr");
      expect(await axeProblems(page)).toEqual([]);
      expect(errors).toEqual([]);
    });
  });
  return browser;
}
