import { ActionIcon, Button, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useWords } from "@/i18n/use-words";
import { FileLine } from "@/ui/file-line";
import { Icon } from "@/ui/icons";

export interface ListedFile {
  id: string;
  filename: string;
  size: number;
}

interface FileListProps<File extends ListedFile> {
  files: readonly File[];
  remove?: (file: File) => void;
  /** Already open, where it is what the page is about. */
  opened?: boolean;
  /** What is seen of a file that is open. */
  inside: (file: File) => ReactNode;
}

/** Files by name; each opens in its place. */
export function FileList<File extends ListedFile>({ files, remove, opened, inside }: FileListProps<File>): ReactNode {
  const { t } = useWords();
  const [shown, setShown] = useState<readonly string[]>(opened ? files.slice(0, 1).map((file) => file.id) : []);
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
      {files.map((file) => {
        const isShown = shown.includes(file.id);
        return (
          <Stack component="li" key={file.id} gap="xs">
            <FileLine file={file}>
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
            </FileLine>
            {isShown && inside(file)}
          </Stack>
        );
      })}
    </Stack>
  );
}
