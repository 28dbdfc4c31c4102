// A passkey from making it to signing in with it, in Chromium with a virtual authenticator. Passkeys need a name, so the
// server is called localhost here.
import { expect, it } from "vitest";
import { axeProblems, startChromium } from "./support/browser";
import { serverAccess } from "./support/server";

const access = serverAccess();

it.skipIf(!access)("a passkey is made, signs in, and is removed", async () => {
  if (!access) return;
  const { email, password } = access;
  const url = access.url.replace("127.0.0.1", "localhost");
  const browser = await startChromium();
  const context = await browser.context({ baseURL: url });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });

  await page.goto("/sign-in?to=/account/security");
  await page.getByLabel("E-mail or username").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).last().click();
  await page.getByText("You have none yet.").waitFor();
  await page.getByLabel("Name of this passkey").fill("Lab key");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("dialog").getByLabel("Your present password").fill(password);
  await page.getByRole("dialog").getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("Lab key").waitFor();
  await page.getByText("never used").waitFor();
  expect(await axeProblems(page)).toEqual([]);

  await context.clearCookies();
  await page.goto("/sign-in?to=/account/security");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByText("last used").waitFor();

  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText("You have none yet.").waitFor();
  await context.clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByText("could not be used").waitFor();
  await browser.close();
});
