import { ActionIcon, Anchor, Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { address, api } from "@/api/client";
import { type Note, notesQuery } from "@/api/notes";
import type { Lesson } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { recall, remember } from "@/lib/storage";
import { clock } from "@/lib/time";
import { Icon } from "@/ui/icons";
import { Markdown } from "@/ui/markdown";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

interface NotesPanelProps {
  lesson: Lesson;
  time: number;
  seek: (seconds: number) => void;
}

function useNotes(lesson: string) {
  const client = useQueryClient();
  const words = useErrorWords();
  const refresh = () => client.invalidateQueries({ queryKey: notesQuery(lesson).queryKey });
  const add = useMutation({
    mutationFn: (note: { seconds: number; text: string }) => api.post<Note>(`/lessons/${lesson}/notes`, note),
    onSuccess: refresh,
  });
  const change = useMutation({
    mutationFn: ({ id, text }: { id: string; text: string }) => api.patch<Note>(`/notes/${id}`, { text }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.delete(`/notes/${id}`),
    onSuccess: refresh,
    onError: (error) => toast(words(error)),
  });
  return { add, change, remove };
}

/** Ctrl or Command with Enter writes it down. */
function submits(event: KeyboardEvent): boolean {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey);
}

/** What is typed survives a closed tab until it is written down. */
function Writing({ lesson, time, notes }: { lesson: string; time: number; notes: ReturnType<typeof useNotes> }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const draft = `note-${lesson}`;
  const [text, setText] = useState(() => recall(draft) ?? "");
  const [at, setAt] = useState<number | null>(null);
  const moment = at ?? time;
  const type = (next: string) => {
    if (at === null || next === "") setAt(next === "" ? null : time);
    setText(next);
    remember(draft, next);
  };
  const submit = () => {
    if (text.trim() === "") return;
    notes.add.mutate({ seconds: Math.round(moment * 10) / 10, text }, { onSuccess: () => type("") });
  };
  return (
    <Stack gap={6}>
      <Textarea
        label={t("notes.at", { time: clock(moment) })}
        description={t("notes.private")}
        autosize
        minRows={2}
        maxLength={10_000}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => submits(event) && submit()}
      />
      {notes.add.error && <Problem>{words(notes.add.error)}</Problem>}
      <Button variant="default" style={{ alignSelf: "start" }} disabled={text.trim() === ""} loading={notes.add.isPending} onClick={submit}>
        {t("notes.add")}
      </Button>
    </Stack>
  );
}

function Row({ note, seek, notes }: { note: Note; seek: (seconds: number) => void; notes: ReturnType<typeof useNotes> }): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState<string | null>(null);
  const time = clock(note.seconds);
  const save = () => {
    if (text !== null && text.trim() !== "") notes.change.mutate({ id: note.id, text }, { onSuccess: () => setText(null) });
  };
  const remove = () =>
    notes.remove.mutate(note.id, {
      onSuccess: () => toast(t("notes.removed"), { words: t("trash.undo"), run: () => notes.add.mutate({ seconds: note.seconds, text: note.text }) }),
    });
  return (
    <li>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Anchor component="button" type="button" className="lectern-numbers" aria-label={t("notes.goTo", { time })} onClick={() => seek(note.seconds)}>
          {time}
        </Anchor>
        <Group gap={0} wrap="nowrap">
          <ActionIcon variant="subtle" color="gray" aria-label={t("notes.edit", { time })} onClick={() => setText(text === null ? note.text : null)}>
            <Icon name="edit" size={16} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t("notes.remove", { time })} onClick={remove}>
            <Icon name="trash" size={16} />
          </ActionIcon>
        </Group>
      </Group>
      {text === null ? (
        <Markdown text={note.text} />
      ) : (
        <Stack gap={6}>
          <Textarea aria-label={t("notes.edit", { time })} autosize autoFocus value={text} maxLength={10_000} onChange={(event) => setText(event.currentTarget.value)} onKeyDown={(event) => (submits(event) ? save() : event.key === "Escape" && setText(null))} />
          <Button variant="default" size="compact-md" style={{ alignSelf: "start" }} loading={notes.change.isPending} onClick={save}>
            {t("notes.save")}
          </Button>
        </Stack>
      )}
    </li>
  );
}

/** Beside the lecture: one's own notes, each at its moment. */
export function NotesPanel({ lesson, time, seek }: NotesPanelProps): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(notesQuery(lesson.id));
  const notes = useNotes(lesson.id);
  return (
    <section aria-label={t("notes.title")} className="lectern-lesson-notes">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t("notes.title")}</Title>
        {data && data.items.length > 0 && (
          <Anchor href={address(`/courses/${lesson.course_id}/notes.md`)} download>
            {t("notes.export")}
          </Anchor>
        )}
      </Group>
      <Writing lesson={lesson.id} time={time} notes={notes} />
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {t("notes.none")}
        </Text>
      )}
      <ul>{data?.items.map((note) => <Row key={note.id} note={note} seek={seek} notes={notes} />)}</ul>
    </section>
  );
}
