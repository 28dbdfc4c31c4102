// Files with an essay: sent while it is written, read by who marks it.
import { Alert, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { documentAccessQuery } from "@/api/lessons";
import { type Attempt, essayFilesQuery, type EssayFile, quizKeys } from "@/api/quiz";
import { useSendFiles } from "@/api/use-send-files";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { DocumentView } from "@/ui/document-view";
import { FileDrop } from "@/ui/file-drop";
import { FileList } from "@/ui/file-list";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

function Open({ file }: { file: EssayFile }): ReactNode {
  const words = useErrorWords();
  const { data: access, error } = useQuery(documentAccessQuery(file.id));
  if (error) return <Problem>{words(error)}</Problem>;
  return access ? <DocumentView access={access} /> : <Skeleton height={120} />;
}

interface EssayFileListProps {
  files: readonly EssayFile[];
  remove?: (file: EssayFile) => void;
}

export function EssayFileList(list: EssayFileListProps): ReactNode {
  return <FileList {...list} inside={(file) => <Open file={file} />} />;
}

/** What arrived too late is said, not left out in silence. */
export function LateFiles({ names }: { names: readonly string[] }): ReactNode {
  const { t } = useWords();
  if (names.length === 0) return null;
  return (
    <Alert variant="outline" color="yellow" c="var(--mantine-color-text)" icon={<Icon name="warning" />}>
      {t("quiz.lateFiles", { count: names.length, names: names.join(", ") })}
    </Alert>
  );
}

export type EssaySending = ReturnType<typeof useEssaySending>;

/** Belongs to the attempt, not to one of its pages: leafing through ends no upload. */
export function useEssaySending(attempt: Attempt) {
  const client = useQueryClient();
  return useSendFiles({ purpose: "essay", lesson_id: attempt.lesson_id, attempt_id: attempt.id }, async ({ slot }) => {
    await client.invalidateQueries({ queryKey: essayFilesQuery(attempt.id, Number(slot)).queryKey });
    // Was it over meanwhile, the attempt says what came too late.
    if (client.getQueryData<Attempt>(quizKeys.attempt(attempt.id))?.submitted_at) await client.invalidateQueries({ queryKey: quizKeys.attempt(attempt.id) });
  });
}

interface EssayFilesProps {
  attempt: string;
  sending: EssaySending;
  slot: number;
  most: number;
  first: readonly EssayFile[];
}

/** Handed in with the attempt: what has arrived by its end counts. */
export function EssayFiles({ attempt, sending, slot, most, first }: EssayFilesProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const query = essayFilesQuery(attempt, slot);
  const { data: files = [] } = useQuery({ ...query, initialData: [...first] });
  const refresh = () => client.invalidateQueries({ queryKey: query.queryKey });
  const own = sending.files.filter((file) => file.metadata.slot === String(slot));
  const remove = useMutation({ mutationFn: (file: EssayFile) => api.delete(`/quiz-attempts/${attempt}/files/${file.id}`), onSuccess: refresh });
  return (
    <Stack component="section" gap="sm" aria-label={t("quiz.files")}>
      <Text fw={500}>{t("quiz.files")}</Text>
      <EssayFileList files={files} remove={remove.mutate} />
      {remove.error && <Problem>{words(remove.error)}</Problem>}
      {files.length < most && (
        <FileDrop
          isMany
          words={t("quiz.addFile")}
          files={own.map((file) => ({ key: file.key, name: file.name, fraction: file.fraction, problem: file.error ? words(file.error) : "" }))}
          choose={(chosen) => void sending.send(chosen, { slot: String(slot) })}
          stop={sending.stop}
        />
      )}
      <Text size="sm" c="dimmed">
        {t("quiz.filesHelp", { count: most })}
      </Text>
    </Stack>
  );
}
