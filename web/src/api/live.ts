// One WebSocket for the whole page. Nothing is kept by the server: after a break the subscribers are told to ask again.
import { backoff } from "@/lib/backoff";

type Listener = (payload: unknown) => void;

interface Subscription {
  heard: Set<Listener>;
  missed: Set<() => void>;
}

export class Live {
  private readonly topics = new Map<string, Subscription>();
  private socket: WebSocket | null = null;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wasOpen = false;

  constructor(private readonly open: () => WebSocket) {}

  /** `missed` runs after a reconnect, when something may have happened meanwhile. Returns how to stop. */
  subscribe(topic: string, heard: Listener, missed: () => void): () => void {
    const subscription = this.topics.get(topic) ?? { heard: new Set(), missed: new Set() };
    const isNew = subscription.heard.size === 0;
    subscription.heard.add(heard);
    subscription.missed.add(missed);
    this.topics.set(topic, subscription);
    if (!this.socket) this.connect();
    else if (isNew && this.socket.readyState === WebSocket.OPEN) this.say({ subscribe: topic });
    return () => this.unsubscribe(topic, heard, missed);
  }

  private unsubscribe(topic: string, heard: Listener, missed: () => void): void {
    const subscription = this.topics.get(topic);
    if (!subscription) return;
    subscription.heard.delete(heard);
    subscription.missed.delete(missed);
    if (subscription.heard.size > 0) return;
    this.topics.delete(topic);
    if (this.socket?.readyState === WebSocket.OPEN) this.say({ unsubscribe: topic });
    if (this.topics.size === 0) this.close();
  }

  private close(): void {
    clearTimeout(this.timer);
    const socket = this.socket;
    this.socket = null;
    this.wasOpen = false;
    socket?.close();
  }

  private say(message: object): void {
    this.socket?.send(JSON.stringify(message));
  }

  private connect(): void {
    clearTimeout(this.timer);
    const socket = this.open();
    this.socket = socket;
    socket.addEventListener("open", () => this.opened(socket));
    socket.addEventListener("message", (event) => this.received(String(event.data)));
    socket.addEventListener("close", () => this.lost(socket));
  }

  private opened(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.attempt = 0;
    for (const topic of this.topics.keys()) this.say({ subscribe: topic });
    if (this.wasOpen) for (const { missed } of this.topics.values()) missed.forEach((tell) => tell());
    this.wasOpen = true;
  }

  private received(text: string): void {
    const message = JSON.parse(text) as { topic?: string; payload?: unknown };
    if (!message.topic) return;
    this.topics.get(message.topic)?.heard.forEach((listener) => listener(message.payload));
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.socket = null;
    if (this.topics.size === 0) return;
    this.timer = setTimeout(() => this.connect(), backoff(this.attempt));
    this.attempt += 1;
  }
}

export const live = new Live(() => {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(`${scheme}//${location.host}/api/v1/ws`);
});
