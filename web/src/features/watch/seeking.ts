// Where a seek may go: pure.
import { clamp } from "@/lib/time";

/** Kept short of the end of what exists, so that there is something to show. */
const margin = 1;

/** While a video is being prepared, only what exists can be shown. `available` is Infinity once all of it does. */
export function seekTarget(wish: number, duration: number, available: number): number {
  const end = Number.isFinite(duration) && duration > 0 ? duration : Number.MAX_SAFE_INTEGER;
  return clamp(wish, 0, available < end - margin ? Math.max(0, available - margin) : end);
}

/** Who stopped within the last seconds has seen it: start over. */
export function startPosition(resume: number, duration: number | null): number {
  const isOver = duration !== null && duration > 0 && resume > duration - Math.min(10, duration * 0.1);
  return resume < 3 || isOver ? 0 : resume;
}
