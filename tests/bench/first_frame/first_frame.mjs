// first_frame.mjs FILE…: for each file, makes a lesson, opens its page in Chromium, waits until that says that there is
// nothing to see yet, uploads the file over tus, and measures from the moment the last byte was handed to the socket, and
// from the server's answer to it, until the page has painted a picture of the video (requestVideoFrameCallback). Three
// rounds each; prints a Markdown table.

import { createRequire } from "node:module";
import { request } from "node:http";
import { createReadStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const { chromium } = createRequire(new URL("../../../web/package.json", import.meta.url))("playwright-core");

const ROUNDS = 3;
const LIMIT_MS = 120_000;
const server = new URL(process.env.LECTERN_E2E_URL);
const email = process.env.LECTERN_E2E_EMAIL;
const password = process.env.LECTERN_E2E_PASSWORD;

// In every page: notes when the first picture of any video was shown, wherever in the tree the video stands.
function watchForPictures() {
  const videos = (root) => [
    ...root.querySelectorAll("video"),
    ...[...root.querySelectorAll("*")].flatMap((element) => (element.shadowRoot ? videos(element.shadowRoot) : [])),
  ];
  const seen = new WeakSet();
  setInterval(() => {
    for (const video of videos(document)) {
      if (seen.has(video)) continue;
      seen.add(video);
      video.requestVideoFrameCallback((now) => {
        window.paintedAt ??= performance.timeOrigin + now;
      });
      video.muted = true;
      video.play().catch(() => {});
    }
  }, 20);
}

async function call(token, method, path, fields) {
  const answer = await fetch(new URL(path, server), {
    method,
    headers: { ...(token && { Authorization: `Bearer ${token}` }), ...(fields && { "Content-Type": "application/json" }) },
    body: fields && JSON.stringify(fields),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

async function beginUpload(token, file, lesson) {
  const encode = (words) => Buffer.from(words).toString("base64");
  const answer = await fetch(new URL("/api/v1/uploads", server), {
    method: "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      "Tus-Resumable": "1.0.0",
      "Upload-Length": String(statSync(file).size),
      "Upload-Metadata": `filename ${encode(basename(file))},lesson_id ${encode(lesson)}`,
    },
  });
  if (answer.status !== 201) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return new URL(answer.headers.get("location"), server);
}

/** One PATCH with the whole file; answers when its last byte left and when the server had answered. */
function sendFile(token, upload, file) {
  return new Promise((resolve, reject) => {
    let lastByteAt = 0;
    const outgoing = request(upload, {
      method: "PATCH",
      headers: {
        Authorization: `Bearer ${token}`,
        "Tus-Resumable": "1.0.0",
        "Upload-Offset": "0",
        "Content-Length": statSync(file).size,
        "Content-Type": "application/offset+octet-stream",
      },
    });
    outgoing.on("response", (response) => {
      response.resume();
      if (response.statusCode !== 204) reject(new Error(`upload: ${response.statusCode}`));
      else resolve({ lastByteAt, answeredAt: Date.now() });
    });
    outgoing.on("finish", () => (lastByteAt = Date.now()));
    outgoing.on("error", reject);
    createReadStream(file, { highWaterMark: 1 << 20 }).pipe(outgoing);
  });
}

async function signIn(page) {
  const answer = await page.request.post(new URL("/api/v1/auth/login", server).href, { data: { email, password } });
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()}`);
}

async function round(context, token, section, file) {
  const lesson = await call(token, "POST", `/api/v1/sections/${section}/lessons`, { title: basename(file), kind: "video" });
  const upload = await beginUpload(token, file, lesson.id);
  const page = await context.newPage();
  await signIn(page);
  await page.goto(new URL(`/lessons/${lesson.id}`, server).href, { waitUntil: "networkidle" });
  await page.getByTestId("waiting").waitFor();
  const { lastByteAt, answeredAt } = await sendFile(token, upload, file);
  await page.waitForFunction(() => window.paintedAt, null, { timeout: LIMIT_MS, polling: 50 });
  const paintedAt = await page.evaluate(() => window.paintedAt);
  await page.close();
  // The work that is still going on must not slow the next round.
  await call(token, "DELETE", `/api/v1/lessons/${lesson.id}`);
  return { sinceLastByte: (paintedAt - lastByteAt) / 1000, sinceAnswer: (paintedAt - answeredAt) / 1000 };
}

async function main(files) {
  const token = (await call(null, "POST", "/api/v1/auth/login", { email, password })).access_token;
  const course = await call(token, "POST", "/api/v1/courses", { title: "First frame", summary: "A bench." });
  const section = await call(token, "POST", `/api/v1/courses/${course.id}/sections`, { title: "Rounds" });
  const profile = mkdtempSync(join(tmpdir(), "first-frame-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required"],
  });
  try {
    await context.addInitScript(watchForPictures);
    console.log("| recording | MB | s from the last byte, each round | s from the server's answer |\n|---|---|---|---|");
    for (const file of files) {
      const rounds = [];
      for (let number = 0; number < ROUNDS; ++number) rounds.push(await round(context, token, section.id, file));
      const list = (name) => rounds.map((measured) => measured[name].toFixed(2)).join(", ");
      console.log(`| ${basename(file)} | ${(statSync(file).size / 1e6).toFixed(0)} | ${list("sinceLastByte")} | ${list("sinceAnswer")} |`);
    }
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
