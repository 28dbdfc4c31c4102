// Tells the server where someone is and what they have played: seldom while playing, at once when they stop, and still
// while the page is left. Each report holds all that this page has played, so that one that is lost or comes twice
// changes nothing.
import type { Watched } from "@/api/progress";
import type { Span } from "@/features/watch/played";

export interface Report {
  sitting: string;
  sequence: number;
  position: number;
  played: Span[];
}

export interface Reports {
  send: (report: Report) => Promise<Watched>;
  sendOnLeave: (report: Report) => Promise<Watched>;
  onCounted: (watched: Watched) => void;
  /** The server said no: the right to watch has ended. */
  onRefused: (status: number) => void;
}

const everyMilliseconds = 10_000;
const worthTelling = 1;

function newSitting(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class PositionReporter {
  private toldAt = -Infinity;
  private told = -Infinity;
  private sequence = 0;
  private readonly sitting = newSitting();

  constructor(
    private readonly reports: Reports,
    private readonly played: () => Span[],
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** While playing, at any rate. */
  playing(seconds: number): void {
    if (this.now() - this.toldAt >= everyMilliseconds) this.tell(seconds, this.reports.send);
  }

  /** After a pause, a seek, the end. */
  settled(seconds: number): void {
    this.tell(seconds, this.reports.send);
  }

  leaving(seconds: number): void {
    this.tell(seconds, this.reports.sendOnLeave);
  }

  private tell(seconds: number, send: (report: Report) => Promise<Watched>): void {
    if (Math.abs(seconds - this.told) < worthTelling) return;
    this.told = seconds;
    this.toldAt = this.now();
    this.sequence += 1;
    const report = { sitting: this.sitting, sequence: this.sequence, position: Math.round(seconds * 10) / 10, played: this.played() };
    send(report).then(this.reports.onCounted, (error: unknown) => {
      const status = (error as { status?: number }).status ?? 0;
      if (status === 401 || status === 403) this.reports.onRefused(status);
    });
  }
}
