import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Live } from "@/api/live";

class FakeSocket extends EventTarget {
  readyState: number = WebSocket.CONNECTING;
  said: unknown[] = [];
  send(text: string): void {
    this.said.push(JSON.parse(text));
  }
  close(): void {
    this.readyState = WebSocket.CLOSED;
    this.dispatchEvent(new Event("close"));
  }
  opens(): void {
    this.readyState = WebSocket.OPEN;
    this.dispatchEvent(new Event("open"));
  }
  tells(message: object): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
  }
}

function live() {
  const sockets: FakeSocket[] = [];
  const one = new Live(() => {
    const socket = new FakeSocket();
    sockets.push(socket);
    return socket as unknown as WebSocket;
  });
  return { live: one, sockets, last: () => sockets[sockets.length - 1] as FakeSocket };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("Live", () => {
  it("asks for a topic once, however many listen", () => {
    const { live: one, sockets, last } = live();
    const heard = vi.fn();
    one.subscribe("lessons/1", heard, vi.fn());
    one.subscribe("lessons/1", vi.fn(), vi.fn());
    last().opens();
    expect(sockets).toHaveLength(1);
    expect(last().said).toEqual([{ subscribe: "lessons/1" }]);
    last().tells({ topic: "lessons/1", payload: { type: "video" } });
    last().tells({ topic: "lessons/2", payload: {} });
    expect(heard.mock.calls).toEqual([[{ type: "video" }]]);
  });

  it("comes back after a break and goes on behind what it heard last", () => {
    const { live: one, sockets, last } = live();
    const missed = vi.fn();
    one.subscribe("lessons/1", vi.fn(), missed);
    last().opens();
    last().tells({ subscribed: "lessons/1", seq: 40 });
    last().tells({ topic: "lessons/1", seq: 41, payload: {} });
    last().close();
    vi.advanceTimersByTime(1000);
    expect(sockets).toHaveLength(2);
    last().opens();
    expect(last().said).toEqual([{ subscribe: "lessons/1", after: 41 }]);
    last().tells({ subscribed: "lessons/1", seq: 45 });
    expect(missed).not.toHaveBeenCalled();
    last().close();
    vi.advanceTimersByTime(1000);
    last().opens();
    expect(last().said).toEqual([{ subscribe: "lessons/1", after: 41 }]);
  });

  it("says that something was missed where the server says so, or nothing is known", () => {
    const { live: one, last } = live();
    const missed = vi.fn();
    one.subscribe("lessons/1", vi.fn(), missed);
    last().opens();
    expect(missed).not.toHaveBeenCalled();
    last().close();
    vi.advanceTimersByTime(1000);
    last().opens();
    expect(missed).toHaveBeenCalledTimes(1);
    last().tells({ subscribed: "lessons/1", seq: 3 });
    last().tells({ reset: "lessons/1" });
    last().tells({ reset: "lessons/2" });
    expect(missed).toHaveBeenCalledTimes(2);
  });

  it("leaves a server that does not answer any more", () => {
    const { live: one, sockets, last } = live();
    one.subscribe("lessons/1", vi.fn(), vi.fn());
    last().opens();
    vi.advanceTimersByTime(30_000);
    expect(last().said).toEqual([{ subscribe: "lessons/1" }, { ping: 1 }]);
    last().tells({ pong: 1 });
    vi.advanceTimersByTime(20_000);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(21_000);
    expect(sockets).toHaveLength(2);
  });

  it("asks again for a topic that the server had no time for", () => {
    const { live: one, last } = live();
    one.subscribe("lessons/1", vi.fn(), vi.fn());
    last().opens();
    last().tells({ refused: "lessons/1", code: "forbidden" });
    vi.advanceTimersByTime(10_000);
    expect(last().said).toHaveLength(1);
    last().tells({ refused: "lessons/1", code: "unavailable" });
    vi.advanceTimersByTime(5_000);
    expect(last().said).toHaveLength(2);
  });

  it("waits longer while the server stays away", () => {
    const { live: one, sockets, last } = live();
    one.subscribe("lessons/1", vi.fn(), vi.fn());
    last().close();
    vi.advanceTimersByTime(1000);
    last().close();
    vi.advanceTimersByTime(1000);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(1000);
    expect(sockets).toHaveLength(3);
  });

  it("hangs up when nobody listens any more", () => {
    const { live: one, sockets, last } = live();
    const stop = one.subscribe("lessons/1", vi.fn(), vi.fn());
    last().opens();
    stop();
    expect(last().readyState).toBe(WebSocket.CLOSED);
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
  });
});
