// Two people in a forum, against a running server: answers come by themselves, a moment shows while watching, what was
// begun survives a closed tab, and what does not belong goes.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Post, Thread } from "@/api/forum";
import type { User } from "@/api/types";
import { axeProblems, type Chromium, startChromium, temporaryFolder } from "./support/browser";
import { makeSignals } from "./support/recordings";
import { Client, type ServerAccess, serverAccess } from "./support/server";
import { element, readyLesson, signedIn, untilPlaying } from "./support/viewing";

const access = serverAccess();
const folder = temporaryFolder();
const password = "a lighthouse at night 7";
let browser: Chromium;
let teacher: Client;
let course = "";
let lesson = "";

async function joins(name: string): Promise<ServerAccess> {
  const email = `${name.toLowerCase()}@forum.localhost`;
  await teacher.call<User>("POST", "/users", { email, name, password, role: "student" });
  const person = { url: access?.url ?? "", email, password };
  await (await Client.signIn(person)).call("POST", `/courses/${course}/enrol`);
  return person;
}

async function opens(person: ServerAccess | null): Promise<Page> {
  return signedIn(await browser.context({ baseURL: access?.url ?? "" }), person);
}

async function begins(title: string, more: object = {}): Promise<Thread> {
  return teacher.call("POST", `/forums/${course}/threads`, { title, text: "What do you think?", ...more });
}

describe.skipIf(!access)("a forum with people in it", () => {
  beforeAll(async () => {
    if (!access) return;
    browser = await startChromium();
    teacher = await Client.signIn(access);
    lesson = await readyLesson(teacher, "Lighthouses", makeSignals(folder.path, 16));
    course = (await teacher.call<{ course_id: string }>("GET", `/lessons/${lesson}`)).course_id;
    await teacher.call("POST", `/courses/${course}/publish`);
    await teacher.call("GET", `/courses/${course}/forums`);
  });

  afterAll(async () => {
    await browser?.close();
    folder.remove();
  });

  it("shows an answer to whoever reads, as it is written", async () => {
    const thread = await begins("Why are they round?");
    const [mina, noor] = [await opens(await joins("Mina")), await opens(await joins("Noor"))];
    await mina.goto(`/threads/${thread.id}`);
    await noor.goto(`/threads/${thread.id}`);
    await noor.getByText("No answers yet").waitFor();
    await mina.getByLabel(/^Answer/).last().fill("Because of the **waves**, @Noo");
    await mina.getByRole("option", { name: "Noor" }).waitFor();
    await mina.keyboard.press("Enter");
    await mina.keyboard.press("Control+Enter");
    const answer = noor.getByRole("article", { name: "Post by Mina" });
    await answer.getByText("waves").waitFor();
    await answer.getByText("@Noor").waitFor();
    await answer.getByRole("button", { name: /^Vote for the post by Mina/ }).click();
    await mina.getByRole("button", { name: "Vote for the post by Mina, 1 vote" }).waitFor();
    expect(await axeProblems(noor)).toEqual([]);
  });

  it("keeps what was begun when the tab is closed", async () => {
    const thread = await begins("Who looks after the lamp?");
    const person = await joins("Olu");
    const page = await opens(person);
    await page.goto(`/threads/${thread.id}`);
    await page.getByLabel(/^Answer/).last().fill("The keeper, who");
    await page.getByText("Draft saved").waitFor();
    await page.context().close();
    const again = await opens(person);
    await again.goto(`/threads/${thread.id}`);
    const answer = again.getByLabel(/^Answer/).last();
    await answer.waitFor();
    await expect.poll(() => answer.inputValue(), { timeout: 10_000 }).toBe("The keeper, who");
    await again.getByRole("button", { name: "Post", exact: true }).click();
    await again.getByRole("article", { name: "Post by Olu" }).waitFor();
    await expect.poll(() => answer.inputValue(), { timeout: 10_000 }).toBe("");
    await again.reload();
    await again.getByRole("article", { name: "Post by Olu" }).waitFor();
    expect(await answer.inputValue()).toBe("");
  });

  it("shows what was asked at a moment beside the lecture and on its bar", async () => {
    await begins("What is that light?", { lesson_id: lesson, seconds: 9, kind: "question" });
    const page = await opens(await joins("Pia"));
    await page.goto(`/lessons/${lesson}`);
    await untilPlaying(page);
    await page.locator("[title*=\"at 0:09: What is that light\"]").waitFor({ state: "attached" });
    await page.getByRole("region", { name: "Discussion" }).getByRole("button", { name: "Go to 0:09" }).click();
    await expect.poll(() => element(page).evaluate((video: HTMLVideoElement) => video.currentTime), { timeout: 10_000 }).toBeGreaterThan(8.5);
    await page.getByRole("button", { name: "Ask about this lesson" }).click();
    await page.getByLabel("Title").fill("And that one?");
    await page.getByLabel("Your post").last().fill("I saw another.");
    await page.getByLabel(/^About this moment \(0:/).waitFor();
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await page.getByRole("region", { name: "Discussion" }).getByRole("link", { name: "And that one?" }).waitFor();
  });

  it("shows a long thread page by page, and around the post that the address names", async () => {
    const thread = await begins("Count them");
    let last = "";
    for (let number = 1; number <= 105; number += 1)
      last = (await teacher.call<Post>("POST", `/threads/${thread.id}/posts`, { text: `Lighthouse ${number}.` })).id;
    const page = await opens(await joins("Tove"));
    await page.goto(`/threads/${thread.id}`);
    await page.getByText("Lighthouse 3.", { exact: true }).waitFor();
    expect(await page.getByText("Lighthouse 105.").count()).toBe(0);
    await page.getByRole("button", { name: "Show more" }).click();
    await page.getByText("Lighthouse 105.").waitFor();
    expect(await page.getByRole("button", { name: "Show more" }).count()).toBe(0);
    const direct = await opens(access);
    await direct.goto(`/threads/${thread.id}#post-${last}`);
    await direct.getByText("Lighthouse 105.").waitFor();
    expect(await direct.getByText("Lighthouse 3.", { exact: true }).count()).toBe(0);
    await direct.getByRole("button", { name: "Show earlier posts" }).click();
    await direct.getByText("Lighthouse 3.", { exact: true }).waitFor();
  });

  it("hides what does not belong there, until somebody thinks again", async () => {
    const thread = await begins("Say what you like");
    const rude = await Client.signIn(await joins("Rob"));
    await rude.call("POST", `/threads/${thread.id}/posts`, { text: "Only fools like lighthouses." });
    const reader = await opens(await joins("Sia"));
    await reader.goto(`/threads/${thread.id}`);
    await reader.getByRole("button", { name: "More about the post by Rob" }).click();
    await reader.getByRole("menuitem", { name: "Report" }).click();
    await reader.getByLabel("What is wrong with it?").fill("Rude");
    await reader.getByRole("button", { name: "Report" }).click();
    await reader.getByText("Those who teach the course will look at it.").waitFor();
    const page = await opens(access);
    await page.goto(`/courses/${course}/forum`);
    await page.getByRole("link", { name: "1 report" }).click();
    await page.getByText("Sia: Rude").waitFor();
    await page.getByRole("button", { name: "Hide the post" }).click();
    await page.getByText("Nothing is reported").waitFor();
    await expect.poll(() => reader.getByText("Only fools like lighthouses.").count(), { timeout: 10_000 }).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await reader.getByText("Only fools like lighthouses.").waitFor();
  });
});
