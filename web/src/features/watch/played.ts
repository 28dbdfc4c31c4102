// What one page has played of a lecture: what its media elements say of themselves, taken together.

export interface Span {
  from: number;
  to: number;
}

/** No more than a report may hold; the shortest are the ones to lose. */
const mostSpans = 256;

const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000;

export function spansOf(ranges: TimeRanges): Span[] {
  return Array.from({ length: ranges.length }, (_, index) => ({ from: rounded(ranges.start(index)), to: rounded(ranges.end(index)) }));
}

/** In order, and none touching another. */
export function merged(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of [...spans].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else all.push({ ...span });
  }
  return all;
}

export function longest(spans: readonly Span[]): Span[] {
  if (spans.length <= mostSpans) return [...spans];
  const kept = [...spans].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, mostSpans);
  return merged(kept);
}

export class Played {
  private before: Span[] = [];

  /** An element goes; what it played stays. */
  keep(media: HTMLMediaElement): void {
    this.before = merged([...this.before, ...spansOf(media.played)]);
  }

  with(media: HTMLMediaElement | null): Span[] {
    return longest(merged([...this.before, ...(media ? spansOf(media.played) : [])]));
  }
}
