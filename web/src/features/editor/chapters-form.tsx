import { ActionIcon, Button, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { playbackQuery } from "@/api/queries";
import { type ChapterStart, chaptersQuery, useChapterEdits } from "@/api/timed";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { clock, parseClock } from "@/lib/time";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

/** A row as it is typed: its time may be no time yet. */
interface Row {
  key: number;
  time: string;
  title: string;
  /** The exact time, for as long as nobody types another. */
  start?: number;
}

const rowsOf = (chapters: readonly ChapterStart[]): Row[] =>
  chapters.map((chapter, key) => ({ key, time: clock(chapter.start_seconds), title: chapter.title, start: chapter.start_seconds }));

const startOf = (row: Row) => (row.start !== undefined && row.time === clock(row.start) ? row.start : parseClock(row.time));

const sameMoment = (rows: readonly Row[], row: Row) => rows.some((other) => other !== row && startOf(other) === startOf(row));

const isWhole = (rows: readonly Row[]) => rows.every((row) => row.title.trim() !== "" && parseClock(row.time) !== null && !sameMoment(rows, row));

const startsOf = (rows: readonly Row[]): ChapterStart[] => rows.map((row) => ({ start_seconds: startOf(row) ?? 0, title: row.title.trim() }));

interface ChapterRowsProps {
  shown: readonly ChapterStart[];
  save: (chapters: ChapterStart[]) => void;
}

/** Saved on leaving a field, once every row is whole. */
function ChapterRows({ shown, save }: ChapterRowsProps): ReactNode {
  const { t } = useWords();
  const [rows, setRows] = useState(() => rowsOf(shown));
  const [saved, setSaved] = useState(() => JSON.stringify(startsOf(rows)));
  const keep = (next: Row[]) => {
    const starts = startsOf(next);
    const text = JSON.stringify(starts);
    if (!isWhole(next) || text === saved) return;
    setSaved(text);
    save(starts);
  };
  const change = (key: number, fields: Partial<Row>) => setRows((all) => all.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  const remove = (key: number) => {
    const left = rows.filter((row) => row.key !== key);
    setRows(left);
    keep(left);
  };
  const add = () => setRows((all) => [...all, { key: Math.max(-1, ...all.map((row) => row.key)) + 1, time: all.length === 0 ? "0:00" : "", title: "" }]);
  const problemOf = (row: Row): string | undefined => {
    if (row.time === "") return undefined;
    if (parseClock(row.time) === null) return t("chapters.noTime");
    return sameMoment(rows, row) ? t("chapters.sameTime") : undefined;
  };
  return (
    <Stack gap="xs">
      {rows.map((row, index) => (
        <Group key={row.key} gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            aria-label={t("chapters.timeOf", { number: index + 1 })}
            placeholder="12:30"
            value={row.time}
            error={problemOf(row)}
            w={96}
            onChange={(event) => change(row.key, { time: event.currentTarget.value })}
            onBlur={() => keep(rows)}
          />
          <TextInput
            aria-label={t("chapters.titleOf", { number: index + 1 })}
            placeholder={t("chapters.titleHint")}
            value={row.title}
            maxLength={200}
            style={{ flex: 1 }}
            onChange={(event) => change(row.key, { title: event.currentTarget.value })}
            onBlur={() => keep(rows)}
          />
          <ActionIcon size="lg" variant="subtle" color="gray" aria-label={t("chapters.remove", { number: index + 1 })} onClick={() => remove(row.key)}>
            <Icon name="trash" size={18} />
          </ActionIcon>
        </Group>
      ))}
      <Button variant="default" size="compact-md" style={{ alignSelf: "start" }} leftSection={<Icon name="plus" size={16} />} onClick={add}>
        {t("chapters.add")}
      </Button>
    </Stack>
  );
}

/** Chapters on the player's bar: those of the file, until somebody chooses others. */
export function ChaptersForm({ lesson, isPlayable }: { lesson: string; isPlayable: boolean }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: own, error: unread } = useQuery(chaptersQuery(lesson));
  const { data: playback } = useQuery({ ...playbackQuery(lesson), enabled: isPlayable && own?.chosen === false });
  const { choose, reset } = useChapterEdits(lesson);
  const [round, setRound] = useState(0);
  const error = choose.error ?? reset.error ?? unread;
  const isWaiting = !own || (isPlayable && !own.chosen && !playback);
  const shown = own?.chosen ? own.chapters : (playback?.chapters ?? []);
  return (
    <Stack gap="sm" component="fieldset" style={{ border: 0, margin: 0, padding: 0 }}>
      <Text component="legend" fw={500}>
        {t("chapters.title")}
      </Text>
      <Text size="sm" c="dimmed">
        {t(own?.chosen === false && shown.length > 0 ? "chapters.fromFile" : "chapters.help")}
      </Text>
      {isWaiting && !error ? <Skeleton height={36} /> : <ChapterRows key={round} shown={shown} save={(chapters) => choose.mutate(chapters)} />}
      {own?.chosen && (
        <Button variant="subtle" size="compact-md" style={{ alignSelf: "start" }} loading={reset.isPending} onClick={() => reset.mutate(undefined, { onSuccess: () => setRound(round + 1) })}>
          {t("chapters.reset")}
        </Button>
      )}
      {error && <Problem>{words(error)}</Problem>}
    </Stack>
  );
}
