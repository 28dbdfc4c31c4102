// What is due in all one's courses: a month at a time, or everything to come as a list.
import "@/features/calendar/calendar.css";
import { ActionIcon, Button, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useSearchParams } from "wouter";
import { calendarQuery } from "@/api/calendar";
import { useErrorWords } from "@/api/words";
import { Agenda } from "@/features/calendar/agenda";
import { MonthGrid } from "@/features/calendar/month-grid";
import { Subscribe } from "@/features/calendar/subscribe";
import { useWords } from "@/i18n/use-words";
import { firstOf, firstWeekday, parseMonth, shifted, weeksOf } from "@/lib/months";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

const dayLength = 86_400_000;

/** From today on, and as far as the server goes. */
function Upcoming(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [from] = useState(() => new Date(new Date().setHours(0, 0, 0, 0)));
  const { data: entries, error } = useQuery(calendarQuery(from.toISOString(), new Date(from.getTime() + 366 * dayLength).toISOString()));
  if (error) return <Problem>{words(error)}</Problem>;
  if (!entries) return <RowsSkeleton rows={5} height={52} />;
  if (entries.length === 0) return <EmptyState icon="calendar" title={t("calendar.none")} text={t("calendar.noneText")} />;
  return <Agenda entries={entries} />;
}

function OneMonth(): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const [search, setSearch] = useSearchParams();
  const month = parseMonth(search.get("month"), new Date());
  const weeks = weeksOf(month, firstWeekday(language));
  const first = weeks[0]?.[0] as Date;
  const until = new Date(first.getFullYear(), first.getMonth(), first.getDate() + weeks.length * 7);
  const { data: entries, error } = useQuery({ ...calendarQuery(first.toISOString(), until.toISOString()), placeholderData: (before) => before });
  const name = new Intl.DateTimeFormat(language, { month: "long", year: "numeric" }).format(firstOf(month));
  const go = (to: string | null) =>
    setSearch((known) => {
      if (to) known.set("month", to);
      else known.delete("month");
      return known;
    });
  return (
    <Stack>
      <Group gap="xs">
        <ActionIcon variant="default" size="lg" aria-label={t("calendar.previous")} onClick={() => go(shifted(month, -1))}>
          <Icon name="previous" />
        </ActionIcon>
        <ActionIcon variant="default" size="lg" aria-label={t("calendar.next")} onClick={() => go(shifted(month, 1))}>
          <Icon name="next" />
        </ActionIcon>
        <Button variant="default" onClick={() => go(null)}>
          {t("calendar.today")}
        </Button>
        <Title order={2} fz="xl" aria-live="polite">
          {name}
        </Title>
      </Group>
      {error && <Problem>{words(error)}</Problem>}
      <MonthGrid month={month} entries={entries ?? []} label={name} />
      {entries?.length === 0 && <Text c="dimmed">{t("calendar.noneMonth")}</Text>}
      {entries && entries.length > 0 && <Agenda entries={entries} />}
    </Stack>
  );
}

export default function CalendarPage(): ReactNode {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const [subscribes, setSubscribes] = useState(false);
  const view = search.get("view") === "list" ? "list" : "month";
  return (
    <Page
      title={t("calendar.title")}
      lead={t("calendar.lead")}
      actions={
        <Button variant="default" leftSection={<Icon name="link" size={18} />} onClick={() => setSubscribes(true)}>
          {t("calendar.subscribe")}
        </Button>
      }
    >
      <Stack>
        <SegmentedControl
          aria-label={t("calendar.view")}
          style={{ alignSelf: "start" }}
          value={view}
          onChange={(value) => setSearch(value === "list" ? { view: value } : {})}
          data={[
            { value: "month", label: t("calendar.month") },
            { value: "list", label: t("calendar.list") },
          ]}
        />
        {view === "list" ? <Upcoming /> : <OneMonth />}
      </Stack>
      <Dialog title={t("calendar.subscribeTitle")} opened={subscribes} onClose={() => setSubscribes(false)}>
        <Subscribe onDone={() => setSubscribes(false)} />
      </Dialog>
    </Page>
  );
}
