// Tells the server where someone is: seldom while playing, at once when they stop, and still while the page is left.

export interface Reports {
  send: (seconds: number) => Promise<void>;
  sendOnLeave: (seconds: number) => Promise<void>;
  /** The server said no: the right to watch has ended. */
  onRefused: (status: number) => void;
}

const everyMilliseconds = 10_000;
const worthTelling = 1;

export class PositionReporter {
  private toldAt = -Infinity;
  private told = -Infinity;

  constructor(
    private readonly reports: Reports,
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

  private tell(seconds: number, send: (seconds: number) => Promise<void>): void {
    if (Math.abs(seconds - this.told) < worthTelling) return;
    this.told = seconds;
    this.toldAt = this.now();
    send(Math.round(seconds * 10) / 10).catch((error: unknown) => {
      const status = (error as { status?: number }).status ?? 0;
      if (status === 401 || status === 403) this.reports.onRefused(status);
    });
  }
}
