export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5] as const;

/** The next speed up or down from wherever it is now. */
export function stepSpeed(now: number, by: -1 | 1): number {
  if (by > 0) return speeds.find((speed) => speed > now + 0.01) ?? 2.5;
  return [...speeds].reverse().find((speed) => speed < now - 0.01) ?? 0.5;
}
