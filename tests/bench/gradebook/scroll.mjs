// scroll.mjs URL EMAIL PASSWORD COURSE PEOPLE: opens a gradebook in Chromium, waits for all of it, scrolls through it frame by
// frame, and tells how long frames took.
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../../../web/package.json", import.meta.url))("playwright-core");
const [url, email, password, course, people] = process.argv.slice(2);

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ baseURL: url, viewport: { width: 1280, height: 800 } });
await page.goto("/sign-in");
await page.locator("input[autocomplete*=username], input[type=email]").first().fill(email);
await page.locator("input[type=password]").fill(password);
await page.keyboard.press("Enter");
await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
const began = performance.now();
await page.goto(`/courses/${course}/grades`);
await page.locator("[role=gridcell]").first().waitFor();
const first = performance.now() - began;
await page.waitForFunction((count) => Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount")) > count, Number(people), { timeout: 120_000 });
const whole = performance.now() - began;
const frames = await page.evaluate(async () => {
  const box = document.querySelector(".lectern-grades");
  const taken = [];
  let before = performance.now();
  for (let step = 0; step < 300; step += 1) {
    box.scrollTop += 650;
    box.scrollLeft += step % 100 < 50 ? 200 : -200;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    taken.push(now - before);
    before = now;
  }
  return taken.sort((a, b) => a - b);
});
const at = (share) => `${Math.round(frames[Math.min(frames.length - 1, Math.floor(frames.length * share))])} ms`;
console.log(`\nIn Chromium: the first rows after ${(first / 1000).toFixed(1)} s, all after ${(whole / 1000).toFixed(1)} s. Of ${frames.length} frames while scrolling ` +
  `through all of it, half took at most ${at(0.5)}, 99 % at most ${at(0.99)}, the worst ${at(1)}; ${frames.filter((one) => one > 50).length} took more than 50 ms.`);
await browser.close();
