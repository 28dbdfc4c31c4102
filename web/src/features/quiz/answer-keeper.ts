// Keeps the answers of one attempt safe: each is remembered in this browser before it is sent, sent again until the
// server has it, and never sent out of order. No React: a page subscribes to the state.
import { ApiError, unreachable } from "@/api/client";
import type { Response } from "@/api/quiz";

export interface Draft {
  response: Response | null;
  certainty: number | null;
  flagged: boolean;
}

export interface Kept extends Draft {
  sequence: number;
}

export type KeeperState = "saved" | "saving" | "waiting" | "elsewhere" | "over";

export interface KeeperOptions {
  send: (slot: number, answer: Kept) => Promise<unknown>;
  remember: (unsent: Record<number, Kept>) => void;
  changed: (state: KeeperState) => void;
  /** Between two tries while the server cannot be reached. */
  pause?: number;
  /** After the last key before an answer goes out. */
  quiet?: number;
}

export class AnswerKeeper {
  private readonly unsent = new Map<number, Kept>();
  private readonly sequences = new Map<number, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: Promise<void> | undefined;
  private state: KeeperState = "saved";

  constructor(
    private readonly options: KeeperOptions,
    saved: Record<number, number>,
    remembered: Record<number, Kept>,
  ) {
    for (const [slot, sequence] of Object.entries(saved)) this.sequences.set(Number(slot), sequence);
    for (const [slot, kept] of Object.entries(remembered))
      // What the server has newer was given elsewhere since, or had arrived after all.
      if (kept.sequence > (this.sequences.get(Number(slot)) ?? 0)) this.put(Number(slot), kept);
    if (this.unsent.size > 0) this.plan(0);
  }

  give(slot: number, draft: Draft): void {
    if (this.state === "over") return;
    this.put(slot, { ...draft, sequence: (this.sequences.get(slot) ?? 0) + 1 });
    this.options.remember(Object.fromEntries(this.unsent));
    this.become(this.state === "waiting" ? "waiting" : "saving");
    this.plan(this.options.quiet ?? 400);
  }

  /** Everything at once: the network is back, or the page is about to hand in. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (!this.sending)
      this.sending = this.sendAll().finally(() => {
        this.sending = undefined;
      });
    await this.sending;
    if (this.unsent.size > 0 && this.state === "saving") return this.flush();
    return this.unsent.size === 0;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private put(slot: number, kept: Kept): void {
    this.sequences.set(slot, kept.sequence);
    this.unsent.set(slot, kept);
  }

  private plan(after: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), after);
  }

  private become(state: KeeperState): void {
    if (this.state === state) return;
    this.state = state;
    this.options.changed(state);
  }

  private async sendAll(): Promise<void> {
    for (const [slot, kept] of [...this.unsent]) {
      try {
        await this.options.send(slot, kept);
      } catch (error) {
        this.failed(error);
        return;
      }
      if (this.unsent.get(slot) === kept) this.unsent.delete(slot);
      this.options.remember(Object.fromEntries(this.unsent));
    }
    this.become(this.unsent.size === 0 ? "saved" : "saving");
  }

  private failed(error: unknown): void {
    const again = !(error instanceof ApiError) || error.code === unreachable || error.status >= 500 || error.status === 429;
    if (again) {
      this.become("waiting");
      this.plan(this.options.pause ?? 3000);
      return;
    }
    this.unsent.clear();
    this.options.remember({});
    // 409: another window saved something newer. Everything else cannot be mended by trying again.
    this.become(error.status === 409 ? "elsewhere" : "over");
  }
}
