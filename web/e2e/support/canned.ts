// The built pages with canned answers: every state can be shown, also those that a real server gets into seldom.
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Route } from "playwright-core";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
export const origin = "http://lectern.test";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export type Answer = object | { status: number; body: object };
export type Answers = Record<string, Answer>;

function fileFor(path: string): string {
  const file = join(dist, path);
  if (extname(path) && existsSync(file)) return file;
  return join(dist, path.startsWith("/embed/") ? "embed.html" : "index.html");
}

function page(route: Route, path: string): Promise<void> {
  const file = fileFor(path);
  return route.fulfill({ body: readFileSync(file), contentType: types[extname(file)] ?? "application/octet-stream" });
}

function answer(route: Route, answers: Answers, method: string, path: string): Promise<void> {
  const found = answers[`${method} ${path}`] ?? answers[path];
  if (!found) return route.fulfill({ status: 404, json: { error: { code: "not_found", message: "There is no such thing.", fields: {} } } });
  if ("status" in found && "body" in found) return route.fulfill({ status: found.status as number, json: found.body });
  return route.fulfill({ json: found });
}

/** What every page asks for. */
const always: Answers = { "/site": { name: "Lectern", accent: "#24417f", sign_up: "closed" } };

export async function serveCanned(context: BrowserContext, answers: Answers): Promise<void> {
  await context.routeWebSocket(/\/api\/v1\/ws$/, () => undefined);
  await context.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.startsWith("/v/")) return route.fulfill({ status: 403, json: { error: { code: "access_ended", message: "Access has ended.", fields: {} } } });
    if (!pathname.startsWith("/api/v1")) return page(route, pathname);
    return answer(route, { ...always, ...answers }, route.request().method(), pathname.slice("/api/v1".length));
  });
}
