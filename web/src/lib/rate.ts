/** Speed over a sliding window, so that a pause or a burst does not throw the time left about. */
export class Rate {
  private samples: { at: number; total: number }[] = [];

  constructor(private readonly windowMilliseconds = 8000) {}

  add(at: number, total: number): void {
    this.samples.push({ at, total });
    while (this.samples.length > 2 && at - (this.samples[0]?.at ?? at) > this.windowMilliseconds) this.samples.shift();
  }

  reset(): void {
    this.samples = [];
  }

  /** Units a second, or null before there are two samples some time apart. */
  perSecond(): number | null {
    const first = this.samples[0];
    const last = this.samples[this.samples.length - 1];
    if (!first || !last || last.at - first.at < 500) return null;
    return ((last.total - first.total) * 1000) / (last.at - first.at);
  }
}
