// The draft: text that is saved as it is typed, files that are kept, and the act of handing in.
import { Button, Group, Stack, Tabs, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type AssignmentEntrance, assignmentKeys, type HandIn, type HandInFile } from "@/api/assignment";
import { api, ApiError } from "@/api/client";
import { useSendFiles } from "@/api/use-send-files";
import { useErrorWords } from "@/api/words";
import { FileList } from "@/features/assignment/file-list";
import { type DraftState, useDraft } from "@/features/assignment/use-draft";
import { useWords } from "@/i18n/use-words";
import { bytes } from "@/lib/bytes";
import { Confirm } from "@/ui/confirm";
import { FileDrop } from "@/ui/file-drop";
import { Problem } from "@/ui/problem";
import { RichText } from "@/ui/rich-text";
import { toast } from "@/ui/toast";

const savedWords = {
  saved: "assignment.saved",
  saving: "assignment.saving",
  waiting: "assignment.waiting",
} as const;

function Saved({ state, error }: { state: DraftState; error: unknown }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  if (state === "elsewhere" || state === "refused")
    return <Problem retry={{ words: t("quiz.reload"), act: () => window.location.reload() }}>{words(error)}</Problem>;
  return (
    <Text size="sm" c="dimmed" role="status">
      {t(savedWords[state])}
    </Text>
  );
}

function TextPart({ text, write }: { text: string; write: (text: string) => void }): ReactNode {
  const { t } = useWords();
  return (
    <Tabs defaultValue="write" keepMounted={false}>
      <Tabs.List mb="xs">
        <Tabs.Tab value="write">{t("content.write")}</Tabs.Tab>
        <Tabs.Tab value="preview">{t("content.preview")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="write">
        <Textarea autosize minRows={8} maxRows={30} label={t("assignment.text")} description={t("assignment.textHelp")} value={text} onChange={(event) => write(event.currentTarget.value)} />
      </Tabs.Panel>
      <Tabs.Panel value="preview">{text ? <RichText text={text} /> : <Text c="dimmed">{t("content.nothingToPreview")}</Text>}</Tabs.Panel>
    </Tabs>
  );
}

interface FilesPartProps {
  assignment: AssignmentEntrance;
  draft: HandIn | null;
  refresh: () => Promise<unknown>;
}

function FilesPart({ assignment, draft, refresh }: FilesPartProps): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const { rules } = assignment;
  const { files, send, stop } = useSendFiles({ purpose: "hand_in", lesson_id: assignment.lesson_id }, refresh);
  const remove = useMutation({ mutationFn: (file: HandInFile) => api.delete(`/hand-in-files/${file.id}`), onSettled: refresh });
  const kept = draft?.files ?? [];
  const reason = (error: unknown): string => (error instanceof ApiError && error.fields.filename) || words(error);
  return (
    <Stack gap="sm" component="section" aria-label={t("assignment.files")}>
      <Text fw={500}>{t("assignment.files")}</Text>
      <Text size="sm" c="dimmed">
        {t("assignment.filesAllowed", { count: rules.most_files, size: bytes(rules.largest_file, language) })}
        {rules.kinds.length > 0 && ` ${t("assignment.kindsAllowed", { kinds: rules.kinds.join(", ") })}`}
      </Text>
      {kept.length > 0 && <FileList files={kept} remove={(file) => remove.mutate(file)} />}
      {remove.error && <Problem>{words(remove.error)}</Problem>}
      {kept.length < rules.most_files && (
        <FileDrop
          words={t("assignment.addFiles")}
          isMany
          accept={rules.kinds.length > 0 ? rules.kinds.map((kind) => `.${kind}`).join(",") : undefined}
          files={files.map((file) => ({ ...file, problem: file.error ? reason(file.error) : "" }))}
          choose={(chosen) => void send(chosen)}
          stop={stop}
        />
      )}
    </Stack>
  );
}

export function HandInForm({ assignment, person }: { assignment: AssignmentEntrance; person: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [asks, setAsks] = useState(false);
  const key = assignmentKeys.entrance(assignment.lesson_id);
  const last = assignment.hand_ins.at(-1) ?? null;
  // Whoever hands in again goes on from what they handed in before.
  const start = assignment.draft ?? (last ? { ...last, sequence: 0 } : null);
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const keep = (draft: HandIn) => client.setQueryData<AssignmentEntrance>(key, (known) => (known ? { ...known, draft } : known));
  const { text, write, state, error, flush } = useDraft(assignment.lesson_id, person, start, keep);
  const submit = useMutation({
    mutationFn: async () => {
      if (!(await flush())) throw new ApiError(0, "unreachable", "");
      // A text that was taken over as it is was never typed.
      const known = client.getQueryData<AssignmentEntrance>(key)?.draft;
      const draft = known ?? (await api.put<HandIn>(`/lessons/${assignment.lesson_id}/assignment/draft`, { sequence: 1, text }));
      return api.post<HandIn>(`/hand-ins/${draft.id}/submit`);
    },
    onSuccess: async () => {
      setAsks(false);
      toast(t("assignment.handedIn"));
      await Promise.all([refresh(), client.invalidateQueries({ queryKey: ["progress"] })]);
    },
    onError: () => setAsks(false),
  });
  const isEmpty = text.trim() === "" && (assignment.draft?.files.length ?? 0) === 0;
  const problem = submit.error instanceof ApiError ? (submit.error.fields.text ?? submit.error.fields.files) : undefined;
  return (
    <Stack component="section" aria-label={t("assignment.yourWork")} gap="md">
      {assignment.rules.text && <TextPart text={text} write={write} />}
      {assignment.rules.text && <Saved state={state} error={error} />}
      {assignment.rules.most_files > 0 && <FilesPart assignment={assignment} draft={assignment.draft} refresh={refresh} />}
      {submit.error && <Problem>{problem ?? words(submit.error)}</Problem>}
      <Group>
        <Button size="md" disabled={isEmpty || state === "elsewhere"} onClick={() => setAsks(true)}>
          {t("assignment.handIn")}
        </Button>
        {isEmpty && (
          <Text size="sm" c="dimmed">
            {t("assignment.nothingYet")}
          </Text>
        )}
      </Group>
      <Confirm
        title={t("assignment.handInAsk", { title: assignment.title })}
        text={t(assignment.group ? "assignment.handInGroup" : assignment.rules.again === "until_due" ? "assignment.handInAgain" : "assignment.handInFinal", { group: assignment.group ?? "" })}
        isCalm
        act={t("assignment.handIn")}
        keep={t("assignment.notYet")}
        opened={asks}
        onConfirm={() => submit.mutate()}
        onClose={() => setAsks(false)}
      />
    </Stack>
  );
}
