// Durations and positions as people read them. No React, no words: those come from i18n.

/** 3725 → "1:02:05", 65 → "1:05". */
export function clock(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** "1:02:05" → 3725, "65" → 65; null where it is no such time. Tenths may follow. */
export function parseClock(text: string): number | null {
  const parts = text.trim().replace(",", ".").split(":");
  if (parts.length > 3 || !parts.every((part, index) => (index === parts.length - 1 ? /^\d+(\.\d+)?$/ : /^\d+$/).test(part))) return null;
  const numbers = parts.map(Number);
  return numbers.slice(1).every((number) => number < 60) ? numbers.reduce((sum, number) => sum * 60 + number, 0) : null;
}

export type TimeLeft = { unit: "moments" } | { unit: "seconds" | "minutes" | "hours"; count: number };

/** Rounded as a person would say it: seconds in fives, then minutes, then hours. Null where nothing can be said. */
export function timeLeft(seconds: number | null | undefined): TimeLeft | null {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return null;
  if (seconds < 5) return { unit: "moments" };
  if (seconds < 55) return { unit: "seconds", count: Math.ceil(seconds / 5) * 5 };
  if (seconds < 55 * 60) return { unit: "minutes", count: Math.max(1, Math.round(seconds / 60)) };
  return { unit: "hours", count: Math.max(1, Math.round(seconds / 3600)) };
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}

/** A moment as a datetime-local field has it: in the reader's own zone, to the minute. */
export function localInput(iso: string): string {
  const at = new Date(iso);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
