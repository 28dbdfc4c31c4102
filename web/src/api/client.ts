// One way to talk to the server: the session cookie, the CSRF token on unsafe methods, and every failure an ApiError.

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The server could not be reached at all: what was typed is kept and can be sent again. */
export const unreachable = "unreachable";

let csrfToken = "";

export function rememberCsrfToken(token: string | undefined): void {
  csrfToken = token ?? "";
}

export function csrfHeaders(): Record<string, string> {
  return csrfToken ? { "X-CSRF-Token": csrfToken } : {};
}

type Query = Record<string, string | number | undefined | null>;

export function address(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== "") parameters.set(key, String(value));
  const text = parameters.toString();
  return `/api/v1${path}${text ? `?${text}` : ""}`;
}

async function failure(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as {
    error?: { code?: string; message?: string; fields?: Record<string, string> };
  } | null;
  const error = body?.error;
  return new ApiError(response.status, error?.code ?? `http_${response.status}`, error?.message ?? "", error?.fields ?? {});
}

interface More {
  keepalive?: true;
  headers?: Record<string, string>;
}

async function send<Answer>(method: string, url: string, body?: unknown, more: More = {}): Promise<Answer> {
  const headers: Record<string, string> = { Accept: "application/json", ...more.headers };
  if (body !== undefined) headers["Content-Type"] = body instanceof Blob ? "application/octet-stream" : "application/json";
  if (method !== "GET") Object.assign(headers, csrfHeaders());
  let response: Response;
  try {
    const text = body === undefined || body instanceof Blob ? (body ?? null) : JSON.stringify(body);
    response = await fetch(url, { method, headers, body: text, credentials: "same-origin", keepalive: more.keepalive ?? false });
  } catch {
    throw new ApiError(0, unreachable, "");
  }
  if (!response.ok) throw await failure(response);
  if (response.status === 204) return undefined as Answer;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as Answer;
}

export const api = {
  get: <Answer>(path: string, query?: Query) => send<Answer>("GET", address(path, query)),
  post: <Answer>(path: string, body?: unknown) => send<Answer>("POST", address(path), body),
  patch: <Answer>(path: string, body: unknown) => send<Answer>("PATCH", address(path), body),
  put: <Answer>(path: string, body: unknown) => send<Answer>("PUT", address(path), body),
  /** Bytes as they are; what is said of them stands in the address. */
  sendBytes: <Answer>(method: "PUT" | "POST", path: string, bytes: Blob, query?: Query) => send<Answer>(method, address(path, query), bytes),
  delete: (path: string) => send<void>("DELETE", address(path)),
  /** These are sent even while the page is being left. */
  putOnLeave: <Answer>(path: string, body: unknown) => send<Answer>("PUT", address(path), body, { keepalive: true }),
  postOnLeave: <Answer>(path: string, body: unknown) => send<Answer>("POST", address(path), body, { keepalive: true }),
  /** What must not be done twice, should the answer be lost and the request repeated with the same key. */
  postOnce: <Answer>(path: string, body: unknown, key: string) => send<Answer>("POST", address(path), body, { headers: { "Idempotency-Key": key } }),
};
