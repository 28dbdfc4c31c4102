// One WebSocket for the whole page (its language: http/websocket_words.h). After a break each topic goes on behind the
// last event that was heard; where the server no longer has what was missed, the subscribers are told to ask the API.
import { backoff } from "@/lib/backoff";

type Listener = (payload: unknown) => void;

interface Subscription {
  heard: Set<Listener>;
  missed: Set<() => void>;
  /** The last event that was heard. */
  last?: number;
}

interface Message {
  topic?: string;
  payload?: unknown;
  seq?: number;
  subscribed?: string;
  reset?: string;
  refused?: string;
  code?: "forbidden" | "unavailable";
}

/** Without a word for this long the server is asked whether it is there. */
const silence = 30_000;
const patience = 10_000;
const askAgain = 5_000;

export class Live {
  private readonly topics = new Map<string, Subscription>();
  private socket: WebSocket | null = null;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private heartbeat: ReturnType<typeof setTimeout> | undefined;
  private wasOpen = false;

  constructor(private readonly open: () => WebSocket) {}

  /** `missed` runs when something may have happened that nobody can tell any more. Returns how to stop. */
  subscribe(topic: string, heard: Listener, missed: () => void): () => void {
    const subscription: Subscription = this.topics.get(topic) ?? { heard: new Set(), missed: new Set() };
    const isNew = subscription.heard.size === 0;
    subscription.heard.add(heard);
    subscription.missed.add(missed);
    this.topics.set(topic, subscription);
    if (!this.socket) this.connect();
    else if (isNew) this.say({ subscribe: topic });
    return () => this.unsubscribe(topic, heard, missed);
  }

  private unsubscribe(topic: string, heard: Listener, missed: () => void): void {
    const subscription = this.topics.get(topic);
    if (!subscription) return;
    subscription.heard.delete(heard);
    subscription.missed.delete(missed);
    if (subscription.heard.size > 0) return;
    this.topics.delete(topic);
    this.say({ unsubscribe: topic });
    if (this.topics.size === 0) this.close();
  }

  private close(): void {
    clearTimeout(this.timer);
    clearTimeout(this.heartbeat);
    const socket = this.socket;
    this.socket = null;
    this.wasOpen = false;
    socket?.close();
  }

  private say(message: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  private connect(): void {
    clearTimeout(this.timer);
    const socket = this.open();
    this.socket = socket;
    socket.addEventListener("open", () => this.opened(socket));
    socket.addEventListener("message", (event) => this.received(socket, String(event.data)));
    socket.addEventListener("close", () => this.lost(socket));
  }

  private opened(socket: WebSocket): void {
    if (socket !== this.socket) return;
    this.attempt = 0;
    this.listen(socket);
    for (const [topic, { last, missed }] of this.topics) {
      this.say(last === undefined ? { subscribe: topic } : { subscribe: topic, after: last });
      if (this.wasOpen && last === undefined) missed.forEach((tell) => tell());
    }
    this.wasOpen = true;
  }

  /** A connection can be dead without either side being told: only an answer shows that it is not. */
  private listen(socket: WebSocket): void {
    clearTimeout(this.heartbeat);
    this.heartbeat = setTimeout(() => {
      this.say({ ping: 1 });
      this.heartbeat = setTimeout(() => {
        this.lost(socket);
        socket.close();
      }, patience);
    }, silence);
  }

  private received(socket: WebSocket, text: string): void {
    if (socket !== this.socket) return;
    this.listen(socket);
    const message = JSON.parse(text) as Message;
    const topic = message.topic ?? message.subscribed ?? message.reset ?? message.refused;
    const subscription = topic === undefined ? undefined : this.topics.get(topic);
    if (topic === undefined || !subscription) return;
    // Where something was missed, "subscribed" names an event that has not been told yet.
    if (message.seq !== undefined && (message.topic !== undefined || subscription.last === undefined))
      subscription.last = Math.max(message.seq, subscription.last ?? 0);
    if (message.topic !== undefined) subscription.heard.forEach((listener) => listener(message.payload));
    if (message.reset !== undefined) {
      delete subscription.last;
      subscription.missed.forEach((tell) => tell());
    }
    if (message.code === "unavailable")
      setTimeout(() => this.topics.get(topic) === subscription && this.say({ subscribe: topic }), askAgain);
  }

  private lost(socket: WebSocket): void {
    if (socket !== this.socket) return;
    clearTimeout(this.heartbeat);
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
