/** Doubling waits with a ceiling: 1 s, 2 s, 4 s … 30 s. */
export function backoff(attempt: number, first = 1000, longest = 30_000): number {
  return Math.min(longest, first * 2 ** Math.max(0, attempt));
}
