// Chapters: pure.
import type { Chapter } from "@/api/types";

export function chapterAt(chapters: readonly Chapter[], seconds: number): number {
  for (let index = chapters.length - 1; index >= 0; index -= 1)
    if ((chapters[index]?.start_seconds ?? Infinity) <= seconds + 0.05) return index;
  return -1;
}

/** Whole and gapless from 0, as the bar shows them; what is empty or out of order is left out. */
export function barChapters(chapters: readonly Chapter[], duration: number): Chapter[] {
  const sorted = chapters
    .filter((chapter) => chapter.start_seconds < duration)
    .sort((one, other) => one.start_seconds - other.start_seconds);
  return sorted.map((chapter, index) => ({
    ...chapter,
    start_seconds: index === 0 ? 0 : chapter.start_seconds,
    end_seconds: sorted[index + 1]?.start_seconds ?? duration,
  }));
}
