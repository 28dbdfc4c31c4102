// The pages of accounts from canned answers: nothing for axe to find, nothing wider than the screen.
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Answers } from "./support/canned";
import { instructor, student } from "./support/example";
import { type Shown, showEach } from "./support/shown";

const unauthenticated = { status: 401, body: { error: { code: "unauthenticated", message: "Sign in.", fields: {} } } };
const nobody: Answers = { "/me": unauthenticated, "/auth/rules": { sign_up: "open", instructors: "approved", confirm_email: true } };
const account = { ...student, username: "sam", requested_role: "instructor", notify: { digest: "off" }, language: "en", time_zone: "Europe/Berlin" };
const asStudent: Answers = { "/me": account, "/uploads": { items: [], next: null } };
const asAdmin: Answers = { "/me": instructor, "/uploads": { items: [], next: null } };
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const at = "2026-03-02T10:00:00Z";
const session = { id: "s1", address: "192.0.2.7", user_agent: firefox, created_at: at, last_used_at: at, is_this_one: true };
const access: Answers = {
  ...asStudent,
  "/me/sessions": { items: [session, { ...session, id: "s2", is_this_one: false, user_agent: "curl/8.5" }], next: null },
  "/me/tokens": {
    items: [{ id: "t1", name: "Timetable import", scopes: ["read", "courses"], created_at: at, expires_at: at, last_used_at: null }],
    next: null,
  },
};
const drawn = (width: number, height: number) =>
  `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="teal"/></svg>`;
const portrait = { alt: "", urls: { "64": drawn(64, 64), "256": drawn(256, 256) } };
const security: Answers = {
  ...asStudent,
  "/me/second-factor": { enabled: false, recovery_codes_left: 0 },
  "/me/passkeys": { items: [{ id: "p1", name: "My laptop", created_at: at, last_used_at: at }], next: null },
  "POST /me/second-factor": {
    secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    uri: "otpauth://totp/Lectern:sam%40example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Lectern",
  },
  "POST /me/second-factor/confirm": { recovery_codes: Array.from({ length: 10 }, (_, index) => `abcde-fgh${index}j`) },
};

async function beginTwoSteps(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByRole("dialog").getByLabel("Your present password").fill("correct horse");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("img", { name: "QR code for an authenticator app" }).waitFor();
}

const pages: readonly Shown[] = [
  { name: "sign-up", path: "/sign-up", answers: nobody, sees: "What brings you here?" },
  {
    name: "sign-up-refused",
    path: "/sign-up",
    answers: {
      ...nobody,
      "POST /auth/signup": {
        status: 400,
        body: { error: { code: "invalid", message: "No.", fields: { password: "This password is among the first that others try. Choose a less common one." } } },
      },
    },
    sees: "Create account",
    act: async (page) => {
      await page.getByLabel("Your name").fill("Sam");
      await page.getByLabel("E-mail").fill("sam@example.org");
      await page.getByLabel("Password", { exact: true }).fill("iloveyou");
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByText("among the first that others try").waitFor();
      expect(await page.getByLabel("Your name").inputValue()).toBe("Sam");
    },
  },
  { name: "sign-up-closed", path: "/sign-up", answers: { ...nobody, "/auth/rules": { sign_up: "closed", instructors: "never", confirm_email: false } }, sees: "Ask them for one" },
  {
    name: "sign-up-pending",
    path: "/sign-up",
    answers: { ...nobody, "POST /auth/signup": { status: 201, body: { state: "confirmation_required", email: "sam@example.org" } } },
    sees: "Create account",
    act: async (page) => {
      await page.getByLabel("Your name").fill("Sam");
      await page.getByLabel("E-mail").fill("sam@example.org");
      await page.getByLabel("Password", { exact: true }).fill("violet trams");
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByText("Look into your mail").waitFor();
    },
  },
  {
    name: "second-step",
    path: "/sign-in",
    answers: { ...nobody, "POST /auth/login": { status: 202, body: { state: "second_step", challenge: "c" } } },
    sees: "Forgot your password?",
    act: async (page) => {
      await page.getByLabel("E-mail or username").fill("sam");
      await page.getByLabel("Password", { exact: true }).fill("violet trams");
      await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
      await page.getByText("One more step").waitFor();
    },
  },
  { name: "forgot", path: "/forgot", answers: nobody, sees: "Send the link" },
  { name: "reset", path: "/reset#secret", answers: nobody, sees: "Choose a new password" },
  { name: "confirm-dead", path: "/confirm#old", answers: { ...nobody, "POST /auth/confirm": { status: 410, body: { error: { code: "gone", message: "This link was used already or is too old. Ask for a new one.", fields: {} } } } }, sees: "does not work any more" },
  { name: "account", path: "/account", answers: { ...asStudent, "/me/picture": { picture: null } }, sees: "Your picture" },
  { name: "account-picture", path: "/account", answers: { ...asStudent, "/me/picture": { picture: portrait } }, sees: "Choose another" },
  {
    name: "account-linked",
    path: "/account/security",
    answers: {
      ...security,
      "/auth/providers": { items: [{ id: "campus", name: "Campus", start_url: "/x" }, { id: "lab", name: "Lab", start_url: "/y" }] },
      "/me/identities": { items: [{ provider: "campus", email: "sam@campus.example", created_at: at, last_used_at: at }] },
    },
    sees: "sam@campus.example",
  },
  { name: "account-security", path: "/account/security", answers: security, sees: "My laptop" },
  { name: "account-two-steps", path: "/account/security", answers: security, sees: "Turn on", act: beginTwoSteps },
  {
    name: "account-recovery-codes",
    path: "/account/security",
    answers: security,
    sees: "Turn on",
    act: async (page) => {
      await beginTwoSteps(page);
      await page.getByLabel("Code", { exact: true }).fill("123456");
      await page.getByRole("dialog").getByRole("button", { name: "Turn on" }).click();
      await page.getByText("abcde-fgh0j").waitFor();
    },
  },
  { name: "account-access", path: "/account/access", answers: access, sees: "Timetable import" },
  { name: "account-data", path: "/account/data", answers: { ...asStudent, "/me/export": { state: "ready", size: 9, created_at: at } }, sees: "Download" },
  {
    name: "admin-sign-ups",
    path: "/admin/sign-ups",
    answers: {
      ...asAdmin,
      "/users/requests": { items: [{ ...student, name: "Nora Klein" }], next: null },
      "/invitations": { items: [{ id: "i1", email: "guest@example.org", role: "instructor", expires_at: at }], next: null },
      "/admin/mail": { configured: false, waiting: 3, failed: 0 },
    },
    sees: "guest@example.org",
  },
];

showEach(pages);
