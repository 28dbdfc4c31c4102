// Months as a calendar shows them, in the reader's zone. No React, no words.

/** "2026-03" */
export type Month = string;

const two = (number: number) => String(number).padStart(2, "0");

/** "2026-03-07", in the reader's zone. */
export function dayKey(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export function monthOf(at: Date): Month {
  return dayKey(at).slice(0, 7);
}

/** Anything that is no month is this one. */
export function parseMonth(text: string | null, now: Date): Month {
  return text && /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : monthOf(now);
}

export function firstOf(month: Month): Date {
  return new Date(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, 1);
}

export function shifted(month: Month, by: number): Month {
  const first = firstOf(month);
  return monthOf(new Date(first.getFullYear(), first.getMonth() + by, 1));
}

/** 1 is Monday, 7 is Sunday. */
export function firstWeekday(language: string): number {
  const locale = new Intl.Locale(language) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

/** Whole weeks that hold the month. */
export function weeksOf(month: Month, startsOn: number): Date[][] {
  const first = firstOf(month);
  const back = (((first.getDay() || 7) - startsOn) % 7 + 7) % 7;
  const weeks: Date[][] = [];
  for (let week = 0; week < 6; week += 1) {
    const days = Array.from({ length: 7 }, (_, day) => new Date(first.getFullYear(), first.getMonth(), 1 - back + week * 7 + day));
    if (week > 0 && monthOf(days[0] as Date) !== month) break;
    weeks.push(days);
  }
  return weeks;
}
