// The built pages with canned answers: every state can be shown, also those that a real server gets into seldom.
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext } from "playwright-core";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

export type Answer = object | { status: number; body: object };
export type Answers = Record<string, Answer>;

/** What every page asks for. */
const always: Answers = { "/site": { name: "Lectern", accent: "#24417f", sign_up: "closed" } };

// Whose request it is, a header says. Requests that are caught in the browser instead would turn its cache off.
const contextHeader = "x-canned-context";
const answersOf = new Map<string, Answers>();
const nameOf = new WeakMap<BrowserContext, string>();

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  sendJson(response, status, { error: { code, message, fields: {} } });
}

function sendFile(response: ServerResponse, path: string): void {
  const page = path.startsWith("/embed/") ? "embed.html" : "index.html";
  const file = join(dist, extname(path) ? path : page);
  const caching = path.startsWith("/assets/") ? "max-age=3600, immutable" : "no-store";
  try {
    const body = readFileSync(file);
    response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream", "cache-control": caching }).end(body);
  } catch {
    refuse(response, 404, "not_found", "There is no such file.");
  }
}

function answer(request: IncomingMessage, response: ServerResponse, path: string): void {
  const answers = { ...always, ...answersOf.get(String(request.headers[contextHeader])) };
  const found = answers[`${request.method} ${path}`] ?? answers[path];
  if (!found) return refuse(response, 404, "not_found", "There is no such thing.");
  if ("status" in found && "body" in found) return sendJson(response, found.status as number, found.body);
  sendJson(response, 200, found);
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  if (pathname.startsWith("/v/")) refuse(response, 403, "access_ended", "Access has ended.");
  else if (pathname.startsWith("/api/v1")) answer(request, response, pathname.slice("/api/v1".length));
  else sendFile(response, pathname);
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
server.unref();

export const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** From now on this context gets these answers; asked again, they take the place of the ones before. */
export async function serveCanned(context: BrowserContext, answers: Answers): Promise<void> {
  const known = nameOf.get(context);
  const name = known ?? `context ${answersOf.size}`;
  answersOf.set(name, answers);
  if (known) return;
  nameOf.set(context, name);
  await context.setExtraHTTPHeaders({ [contextHeader]: name });
  await context.routeWebSocket(/\/api\/v1\/ws$/, () => undefined);
}
