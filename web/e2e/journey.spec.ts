// From nobody to somebody who teaches, and from a campus account to somebody who watches: the whole way in the browser,
// against a running server and a real OpenID provider.
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeProblems, type Chromium, picture, startChromium, temporaryFolder } from "./support/browser";
import { makeRecording } from "./support/recordings";
import { Client, serverAccess } from "./support/server";
import { untilPlaying } from "./support/viewing";

const access = serverAccess();
const folder = temporaryFolder();
const title = "Tides and where they come from";
let browser: Chromium;
let provider: ChildProcess;
let client: Client;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function startProvider(origin: string): Promise<string> {
  const port = await freePort();
  const script = fileURLToPath(new URL("../../tests/process/federation/provider.mjs", import.meta.url));
  provider = spawn(process.execPath, [script, String(port), origin], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    provider.stdout?.on("data", (text: Buffer) => {
      if (text.toString().includes("ready")) resolve();
    });
    provider.on("exit", () => reject(new Error("the provider did not start")));
  });
  return `http://127.0.0.1:${port}`;
}

describe.skipIf(!access)("against a running server", () => {
  beforeAll(async () => {
    if (!access) return;
    browser = await startChromium();
    client = await Client.signIn(access);
    await client.call("PATCH", "/admin/settings", { values: { "accounts.sign_up": "open", "accounts.instructors": "at_once" } });
    const issuer = await startProvider(access.url);
    await client.call("POST", "/identity-providers", { id: "campus", name: "Campus", issuer, client_id: "lectern", client_secret: "a secret that stays secret" });
  });

  // The server is shared: others find it as it was.
  afterAll(async () => {
    await client?.call("DELETE", "/identity-providers/campus");
    await client?.call("PATCH", "/admin/settings", { values: { "accounts.sign_up": null, "accounts.instructors": null } });
    provider?.removeAllListeners("exit").kill();
    await browser?.close();
    folder.remove();
  });

  it("signs up, makes a course with a recording, and publishes it", async () => {
    const context = await browser.context({ baseURL: access?.url ?? "" });
    const page = await context.newPage();
    await page.goto("/sign-up");
    await page.getByLabel("Your name").fill("Nora Klein");
    await page.getByLabel("E-mail").fill("nora@example.org");
    await page.getByLabel("Password", { exact: true }).fill("violet trams at noon");
    await page.getByRole("radio", { name: /teach/i }).check();
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByRole("heading", { name: /^Hello/ }).waitFor();

    await page.goto("/courses?new");
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Summary").fill("The moon, the sun, and the shape of the coast.");
    await page.getByRole("button", { name: "Create course" }).click();
    await page.waitForURL(/\/courses\/\w+\/edit/);
    const course = /courses\/(\w+)/.exec(page.url())?.[1] ?? "";
    await page.goto(`/courses/${course}/upload`);
    await page.getByTestId("files").setInputFiles(makeRecording(folder.path, { name: "Spring tides.mkv", seconds: 12, size: "640x360" }));
    await page.getByRole("link", { name: /^Watch/ }).waitFor({ timeout: 60_000 });

    await page.goto(`/courses/${course}/edit`);
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByRole("dialog").getByRole("button", { name: /^Publish/ }).click();
    await page.getByRole("button", { name: "Take back to draft" }).waitFor();
    await context.close();
  });

  it("signs in with the campus account, finds the course, enrols and watches", async () => {
    const context = await browser.context({ baseURL: access?.url ?? "" });
    const page = await context.newPage();
    await page.goto("/courses");
    await page.getByRole("link", { name: "Sign in" }).first().click();
    await page.getByRole("link", { name: "Sign in with Campus" }).click();
    await page.locator("input[name=login]").fill("ada");
    await page.locator("input[name=password]").fill("any");
    await page.locator("button[type=submit]").click();
    await page.locator("button[type=submit]", { hasText: /continue/i }).click();
    await page.waitForURL(`${access?.url}/**`);
    await page.getByRole("heading", { name: /^Hello/ }).waitFor();

    await page.goto("/courses");
    await page.getByLabel("Search courses").first().fill("tides");
    await page.getByRole("link", { name: new RegExp(title) }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await picture(page, "journey-course");
    await page.getByRole("button", { name: "Enrol", exact: true }).click();
    await page.getByRole("link", { name: "Start watching" }).click();
    await untilPlaying(page);

    await page.goto("/account/security");
    await page.getByRole("heading", { name: /Sign-ins|Linked|sign in/i }).first().waitFor();
    await page.getByText("ada@example.org").first().waitFor();
    await picture(page, "journey-linked");
    expect(await axeProblems(page)).toEqual([]);
    await context.close();
  });
});
