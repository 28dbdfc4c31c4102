import type { ReactNode } from "react";
import { Link } from "wouter";
import type { CalendarEntry } from "@/api/calendar";
import { byDay, clockOf, pageOf } from "@/features/calendar/entries";
import { useWords } from "@/i18n/use-words";
import { dayKey, firstWeekday, type Month, monthOf, weeksOf } from "@/lib/months";

function Event({ entry }: { entry: CalendarEntry }): ReactNode {
  const { t, language } = useWords();
  const short = `${clockOf(entry, language)} ${entry.title}`;
  // A name begins with what can be seen, so that it can be said (WCAG 2.5.3).
  const words = `${short}, ${t(`calendar.${entry.kind}`)}`;
  return (
    <li>
      <Link
        href={pageOf(entry)}
        className="lectern-event"
        title={`${words} · ${entry.course_title}`}
        aria-label={entry.done ? `${words}, ${t("calendar.done")}` : words}
        data-over={Date.parse(entry.at) < Date.now() || undefined}
        data-done={entry.done || undefined}
      >
        {short}
      </Link>
    </li>
  );
}

function Day({ day, month, entries }: { day: Date; month: Month; entries: readonly CalendarEntry[] }): ReactNode {
  const { t, language } = useWords();
  const key = dayKey(day);
  const whole = new Intl.DateTimeFormat(language, { dateStyle: "full" }).format(day);
  return (
    <td data-outside={monthOf(day) !== month || undefined} aria-current={key === dayKey(new Date()) ? "date" : undefined}>
      {entries.length > 0 ? (
        // On a phone the days are too small for words: they lead to the list below.
        <a className="lectern-day" href={`#day-${key}`} aria-label={`${whole}, ${t("calendar.count", { count: entries.length })}`}>
          {day.getDate()}
        </a>
      ) : (
        <span className="lectern-day">{day.getDate()}</span>
      )}
      {entries.length > 0 && (
        <span className="lectern-count" aria-hidden="true">
          {"•".repeat(Math.min(entries.length, 3))}
        </span>
      )}
      <ul>
        {entries.map((entry) => (
          <Event key={entry.uid} entry={entry} />
        ))}
      </ul>
    </td>
  );
}

export function MonthGrid({ month, entries, label }: { month: Month; entries: readonly CalendarEntry[]; label: string }): ReactNode {
  const { language } = useWords();
  const weeks = weeksOf(month, firstWeekday(language));
  const days = byDay(entries);
  const short = new Intl.DateTimeFormat(language, { weekday: "short" });
  const long = new Intl.DateTimeFormat(language, { weekday: "long" });
  return (
    <table className="lectern-month" aria-label={label}>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day.getDay()} scope="col" abbr={long.format(day)}>
              {short.format(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={dayKey(week[0] as Date)}>
            {week.map((day) => (
              <Day key={dayKey(day)} day={day} month={month} entries={days.get(dayKey(day)) ?? []} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
