import { Anchor, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { CalendarEntry } from "@/api/calendar";
import { byDay, clockOf, pageOf } from "@/features/calendar/entries";
import { useWords } from "@/i18n/use-words";

function One({ entry }: { entry: CalendarEntry }): ReactNode {
  const { t, language } = useWords();
  const isOver = Date.parse(entry.at) < Date.now();
  return (
    <li>
      <time dateTime={entry.at}>{clockOf(entry, language)}</time>
      <div style={{ flex: "1 1 220px" }}>
        <Anchor component={Link} href={pageOf(entry)} dir="auto">
          {entry.title}
        </Anchor>
        <Text size="sm" c="dimmed">
          {t(`calendar.${entry.kind}`)}
          {entry.course_title !== entry.title && ` · ${entry.course_title}`}
        </Text>
      </div>
      {(entry.done || isOver) && (
        <Text size="sm" c="dimmed">
          {t(entry.done ? "calendar.done" : "calendar.past")}
        </Text>
      )}
    </li>
  );
}

export function Agenda({ entries }: { entries: readonly CalendarEntry[] }): ReactNode {
  const { language } = useWords();
  const whole = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  return (
    <div className="lectern-agenda">
      {[...byDay(entries)].map(([key, all]) => (
        <section key={key} id={`day-${key}`} aria-labelledby={`head-${key}`}>
          <Title order={2} fz="lg" id={`head-${key}`}>
            {whole.format(new Date(all[0]?.at ?? key))}
          </Title>
          <ul>
            {all.map((entry) => (
              <One key={entry.uid} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
