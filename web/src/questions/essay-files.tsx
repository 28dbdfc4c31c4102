// Files with an essay: sent while it is written, read by who marks it.
import { ActionIcon, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { documentAccessQuery } from "@/api/lessons";
import { essayFilesQuery, type EssayFile } from "@/api/quiz";
import { useSendFiles } from "@/api/use-send-files";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { bytes } from "@/lib/bytes";
import { DocumentView } from "@/ui/document-view";
import { FileDrop } from "@/ui/file-drop";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

function Open({ file }: { file: EssayFile }): ReactNode {
  const words = useErrorWords();
  const { data: access, error } = useQuery(documentAccessQuery(file.id));
  if (error) return <Problem>{words(error)}</Problem>;
  return access ? <DocumentView access={access} /> : <Skeleton height={120} />;
}

/** Files by name; each opens in its place. */
export function EssayFileList({ files, remove }: { files: readonly EssayFile[]; remove?: (file: EssayFile) => void }): ReactNode {
  const { t, language } = useWords();
  const [open, setOpen] = useState<readonly string[]>([]);
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
      {files.map((file) => {
        const isOpen = open.includes(file.id);
        return (
          <Stack component="li" key={file.id} gap="xs">
            <Group gap="sm" wrap="nowrap">
              <Icon name="document" size={18} />
              <Text style={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }} dir="auto">
                {file.filename}
              </Text>
              <Text size="sm" c="dimmed" className="lectern-numbers">
                {bytes(file.size, language)}
              </Text>
              <Button size="compact-sm" variant="default" aria-expanded={isOpen} aria-label={`${t(isOpen ? "quiz.closeFile" : "quiz.openFile")}: ${file.filename}`} onClick={() => setOpen(isOpen ? open.filter((id) => id !== file.id) : [...open, file.id])}>
                {t(isOpen ? "quiz.closeFile" : "quiz.openFile")}
              </Button>
              {remove && (
                <ActionIcon variant="subtle" color="gray" aria-label={t("quiz.removeFile", { name: file.filename })} onClick={() => remove(file)}>
                  <Icon name="trash" size={18} />
                </ActionIcon>
              )}
            </Group>
            {isOpen && <Open file={file} />}
          </Stack>
        );
      })}
    </Stack>
  );
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
