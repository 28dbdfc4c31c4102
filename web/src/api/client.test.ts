import { afterEach, describe, expect, it, vi } from "vitest";
import { address, api, ApiError, rememberCsrfToken } from "@/api/client";

function answering(status: number, body: unknown) {
  const fetching = vi.fn<(url: string, options: RequestInit) => Promise<Response>>(() =>
    Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status })),
  );
  vi.stubGlobal("fetch", fetching);
  return fetching;
}

afterEach(() => {
  vi.unstubAllGlobals();
  rememberCsrfToken(undefined);
});

const failureOf = (promise: Promise<unknown>) => promise.then(() => null, (error: unknown) => error as ApiError);

describe("the API client", () => {
  it("sends the CSRF token with unsafe methods only", async () => {
    rememberCsrfToken("secret");
    const fetching = answering(200, {});
    await api.get("/me");
    await api.patch("/lessons/1", { title: "x" });
    expect(fetching.mock.calls[0]?.[1].headers).not.toHaveProperty("X-CSRF-Token");
    expect(fetching.mock.calls[1]?.[1].headers).toMatchObject({ "X-CSRF-Token": "secret", "Content-Type": "application/json" });
  });

  it("turns the server's error body into an ApiError with its fields", async () => {
    answering(400, { error: { code: "invalid", message: "Check the fields.", fields: { title: "Too long." } } });
    const error = await failureOf(api.post("/courses", {}));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 400, code: "invalid", message: "Check the fields.", fields: { title: "Too long." } });
  });

  it("survives an error that is not its own", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>Bad gateway</html>", { status: 502 })));
    expect(await failureOf(api.get("/me"))).toMatchObject({ status: 502, code: "http_502" });
  });

  it("says when the server cannot be reached", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
    expect(await failureOf(api.get("/me"))).toMatchObject({ status: 0, code: "unreachable" });
  });

  it("takes an answer without a body", async () => {
    answering(204, undefined);
    expect(await api.delete("/lessons/1")).toBeUndefined();
  });

  it("keeps the last report alive while the page is left", async () => {
    const fetching = answering(204, undefined);
    await api.postOnLeave("/lessons/1/heartbeat", { position: 3 });
    expect(fetching.mock.calls[0]?.[1]).toMatchObject({ method: "POST", keepalive: true });
  });

  it("leaves empty parameters out of the address", () => {
    expect(address("/courses", { q: "a&b", after: "", limit: 24 })).toBe("/api/v1/courses?q=a%26b&limit=24");
  });
});
