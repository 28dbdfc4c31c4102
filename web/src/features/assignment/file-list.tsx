import { ActionIcon, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { HandInFile, PinnedComment } from "@/api/assignment";
import { documentAccessQuery } from "@/api/lessons";
import { useErrorWords } from "@/api/words";
import { PinnedPicture } from "@/features/assignment/pinned-picture";
import { useWords } from "@/i18n/use-words";
import { bytes } from "@/lib/bytes";
import { DocumentView } from "@/ui/document-view";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

function Open({ file }: { file: HandInFile }): ReactNode {
  const words = useErrorWords();
  const { data: access, error } = useQuery(documentAccessQuery(file.id));
  if (error) return <Problem>{words(error)}</Problem>;
  if (!access) return <Skeleton height={120} />;
  return <DocumentView access={access} />;
}

interface FileListProps {
  files: readonly HandInFile[];
  remove?: (file: HandInFile) => void;
  /** Already open, where it is what the page is about. */
  opened?: boolean;
  /** Comments on places of them. */
  pins?: readonly PinnedComment[];
}

/** Files by name; each opens in its place. */
export function FileList({ files, remove, opened, pins = [] }: FileListProps): ReactNode {
  const { t, language } = useWords();
  const [shown, setShown] = useState<readonly string[]>(opened ? files.slice(0, 1).map((file) => file.id) : []);
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
      {files.map((file) => {
        const isShown = shown.includes(file.id);
        return (
          <Stack component="li" key={file.id} gap="xs">
            <Group gap="sm" wrap="nowrap">
              <Icon name="document" size={18} />
              <Text style={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }} dir="auto">
                {file.filename}
              </Text>
              <Text size="sm" c="dimmed" className="lectern-numbers" style={{ flex: "none" }}>
                {bytes(file.size, language)}
              </Text>
              <Button
                size="compact-sm"
                variant="default"
                aria-expanded={isShown}
                aria-label={`${t(isShown ? "assignment.closeFile" : "content.open")}: ${file.filename}`}
                onClick={() => setShown(isShown ? shown.filter((id) => id !== file.id) : [...shown, file.id])}
              >
                {t(isShown ? "assignment.closeFile" : "content.open")}
              </Button>
              {remove && (
                <ActionIcon variant="subtle" color="gray" aria-label={t("content.remove", { name: file.filename })} onClick={() => remove(file)}>
                  <Icon name="trash" size={18} />
                </ActionIcon>
              )}
            </Group>
            {isShown && (pins.some((pin) => pin.file_id === file.id && typeof pin.x === "number") ? <PinnedPicture file={file} pins={pins} /> : <Open file={file} />)}
          </Stack>
        );
      })}
    </Stack>
  );
}
