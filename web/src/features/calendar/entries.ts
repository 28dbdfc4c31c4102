// Entries by day, and where each leads.
import type { CalendarEntry } from "@/api/calendar";
import { dayKey } from "@/lib/months";

export function byDay(entries: readonly CalendarEntry[]): Map<string, CalendarEntry[]> {
  const days = new Map<string, CalendarEntry[]>();
  for (const entry of entries) {
    const key = dayKey(new Date(entry.at));
    days.set(key, [...(days.get(key) ?? []), entry]);
  }
  return days;
}

export function pageOf(entry: CalendarEntry): string {
  if (entry.kind === "certificate_ends") return "/certificates";
  if (entry.kind === "quiz_closes" && entry.lesson_id) return `/lessons/${entry.lesson_id}/quiz`;
  if (entry.kind === "assignment_due" && entry.lesson_id) return `/lessons/${entry.lesson_id}/assignment`;
  if (entry.lesson_id) return `/lessons/${entry.lesson_id}`;
  return entry.kind === "grade_due" ? `/courses/${entry.course_id}/grades` : `/courses/${entry.course_id}`;
}

export function clockOf(entry: CalendarEntry, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(new Date(entry.at));
}
