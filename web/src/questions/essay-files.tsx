// Files with an essay: sent while it is written, read by who marks it.
import { Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { documentAccessQuery } from "@/api/lessons";
import { essayFilesQuery, type EssayFile } from "@/api/quiz";
import { useSendFiles } from "@/api/use-send-files";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { DocumentView } from "@/ui/document-view";
import { FileDrop } from "@/ui/file-drop";
import { FileList } from "@/ui/file-list";
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

interface EssayFilesProps {
  attempt: string;
  lesson: string;
  slot: number;
  most: number;
  first: readonly EssayFile[];
}

/** Handed in with the attempt: what has arrived by its end counts. */
export function EssayFiles({ attempt, lesson, slot, most, first }: EssayFilesProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const query = essayFilesQuery(attempt, slot);
  const { data: files = [] } = useQuery({ ...query, initialData: [...first] });
  const refresh = () => client.invalidateQueries({ queryKey: query.queryKey });
  const sending = useSendFiles({ purpose: "essay", lesson_id: lesson, attempt_id: attempt, slot: String(slot) }, refresh);
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
          files={sending.files.map((file) => ({ key: file.key, name: file.name, fraction: file.fraction, problem: file.error ? words(file.error) : "" }))}
          choose={(chosen) => void sending.send(chosen)}
          stop={sending.stop}
        />
      )}
      <Text size="sm" c="dimmed">
        {t("quiz.filesHelp", { count: most })}
      </Text>
    </Stack>
  );
}
