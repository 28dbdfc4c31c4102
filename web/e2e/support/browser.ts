// One Chromium with a fresh profile for a spec file.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

export const screens = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

export type Screen = keyof typeof screens;
export type Scheme = "light" | "dark";

export interface ContextWish {
  screen?: Screen;
  scheme?: Scheme;
  locale?: string;
  baseURL?: string;
}

export interface Chromium {
  context(wish?: ContextWish): Promise<BrowserContext>;
  close(): Promise<void>;
}

export async function startChromium(): Promise<Chromium> {
  const browser: Browser = await chromium.launch({
    executablePath: process.env.LECTERN_E2E_CHROMIUM ?? "/usr/bin/chromium",
    args: flags,
  });
  return {
    async context({ screen = "desktop", scheme = "light", locale = "en-GB", baseURL } = {}) {
      const context = await browser.newContext({
        viewport: screens[screen],
        colorScheme: scheme,
        locale,
        hasTouch: screen === "phone",
        isMobile: screen === "phone",
        ...(baseURL ? { baseURL } : {}),
      });
      // Playwright fills the file field; the system's own picker it cannot reach.
      await context.addInitScript(() => Reflect.deleteProperty(window, "showOpenFilePicker"));
      return context;
    },
    close: () => browser.close(),
  };
}

/** Every accessibility problem that axe finds, in words that lead to the place. */
export async function axeProblems(page: Page): Promise<string[]> {
  // Its newer mode opens a page for every result, for frames of other origins. There are none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] }).analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
}

const pictures = process.env.LECTERN_E2E_SCREENSHOTS;

/** Kept only where someone wants to look at them. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** A folder of its own that goes when the spec is done. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "lectern-e2e-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
