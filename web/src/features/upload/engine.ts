// Runs the transfers: two at a time, each through tus, each with its own retries. Lives as long as the page is loaded,
// so that uploads go on while people look at other pages of the app.
import { Upload, type DetailedError } from "tus-js-client";
import { api, csrfHeaders } from "@/api/client";
import type { ChosenFile } from "@/features/upload/chosen-files";
import { forgetFile, keepFile } from "@/features/upload/kept-files";
import { isActive, type Transfer, transfers } from "@/features/upload/transfer";
import { backoff } from "@/lib/backoff";
import { Rate } from "@/lib/rate";

const most = 2;
const refreshMilliseconds = 200;
const retryDelays = Array.from({ length: 40 }, (_, attempt) => backoff(attempt, 500));

interface Running {
  upload: Upload;
  rate: Rate;
  shownAt: number;
}

interface Order {
  course: string;
  lesson: string;
  title: string;
  madeLesson: boolean;
  chosen: ChosenFile;
  /** An upload that was begun before. */
  begun?: { url: string; offset: number };
}

const engines = new Map<string, Running>();
let count = 0;

function statusOf(error: Error | DetailedError): number {
  return "originalResponse" in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
}

function sentence(error: Error | DetailedError): string {
  const text = "originalResponse" in error ? (error.originalResponse?.getBody() ?? "") : "";
  try {
    return (JSON.parse(text) as { error?: { message?: string } }).error?.message ?? "";
  } catch {
    return "";
  }
}

// Nothing, a conflict over the offset, a lock still held by a broken connection, or a server in trouble: worth another try.
function worthRetrying(status: number): boolean {
  return status === 0 || status === 408 || status === 409 || status === 423 || status === 429 || (status >= 500 && status !== 507);
}

function progressed(key: string, sent: number): void {
  const engine = engines.get(key);
  if (!engine) return;
  const now = Date.now();
  engine.rate.add(now, sent);
  if (now - engine.shownAt < refreshMilliseconds) return;
  engine.shownAt = now;
  if (transfers.find(key)?.state === "paused") return;
  transfers.change(key, { sent, speed: engine.rate.perSecond(), state: "uploading", problem: null });
}

function failed(key: string, error: Error | DetailedError): void {
  const status = statusOf(error);
  const codes: Record<number, string> = { 413: "tooLarge", 507: "full" };
  const isUnreadable = status === 0 && /NotReadable|could not be read|NotFoundError/i.test(error.message);
  const problem = codes[status] ?? (isUnreadable ? "fileMissing" : sentence(error) || "unreachable");
  transfers.change(key, { state: "refused", speed: null, problem });
  startWaiting();
}

function received(key: string): void {
  const transfer = transfers.find(key);
  if (!transfer) return;
  transfers.change(key, { state: "received", sent: transfer.size, speed: null, problem: null });
  if (transfer.url) void forgetFile(transfer.url);
  engines.delete(key);
  startWaiting();
}

function tusUpload(key: string, order: Order): Upload {
  const { file, handle } = order.chosen;
  const upload: Upload = new Upload(file, {
    endpoint: "/api/v1/uploads",
    uploadUrl: order.begun?.url ?? null,
    metadata: { filename: file.name, lesson_id: order.lesson },
    storeFingerprintForResuming: false,
    retryDelays,
    onBeforeRequest: (request) => {
      for (const [name, value] of Object.entries(csrfHeaders())) request.setHeader(name, value);
    },
    onShouldRetry: (error) => {
      const retries = worthRetrying(statusOf(error));
      if (retries) transfers.change(key, { state: "retrying", speed: null });
      engines.get(key)?.rate.reset();
      return retries;
    },
    onUploadUrlAvailable: () => {
      transfers.change(key, { url: upload.url });
      if (upload.url && handle) void keepFile(upload.url, handle);
    },
    onProgress: (sent) => progressed(key, sent),
    onSuccess: () => received(key),
    onError: (error) => failed(key, error),
  });
  return upload;
}

export function begin(order: Order): void {
  count += 1;
  const key = `transfer-${count}`;
  const { file } = order.chosen;
  engines.set(key, { upload: tusUpload(key, order), rate: new Rate(), shownAt: 0 });
  transfers.add({
    key,
    course: order.course,
    lesson: order.lesson,
    title: order.title,
    filename: file.name,
    size: file.size,
    sent: order.begun?.offset ?? 0,
    state: "waiting",
    speed: null,
    problem: null,
    madeLesson: order.madeLesson,
    url: order.begun?.url ?? null,
  });
  startWaiting();
}

function startWaiting(): void {
  const all = transfers.all();
  let free = most - all.filter((transfer) => transfer.state === "uploading" || transfer.state === "retrying").length;
  for (const transfer of all) {
    if (free <= 0) return;
    if (transfer.state !== "waiting") continue;
    free -= 1;
    transfers.change(transfer.key, { state: "uploading", problem: null });
    engines.get(transfer.key)?.upload.start();
  }
}

export async function pause(key: string): Promise<void> {
  const engine = engines.get(key);
  transfers.change(key, { state: "paused", speed: null });
  engine?.rate.reset();
  await engine?.upload.abort();
  startWaiting();
}

export function resume(key: string): void {
  transfers.change(key, { state: "waiting", problem: null });
  startWaiting();
}

export async function cancel(transfer: Transfer): Promise<void> {
  await engines.get(transfer.key)?.upload.abort();
  engines.delete(transfer.key);
  transfers.remove(transfer.key);
  startWaiting();
  if (transfer.url) await discard(transfer.url);
  if (transfer.madeLesson) await api.delete(`/lessons/${transfer.lesson}`).catch(() => undefined);
}

/** Tells the server to forget what it received. */
export async function discard(url: string): Promise<void> {
  await forgetFile(url);
  await fetch(url, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0", ...csrfHeaders() } }).catch(() => undefined);
}

window.addEventListener("beforeunload", (event) => {
  if (transfers.all().some(isActive)) event.preventDefault();
});
