import "@/ui/file-drop.css";
import { Button, FileButton, Group, Progress, Stack, Text } from "@mantine/core";
import { type DragEvent, type ReactNode, useState } from "react";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

export interface FileOnItsWay {
  key: number;
  name: string;
  fraction: number;
  /** Why it was not sent; empty while all is well. */
  problem: string;
}

interface FileDropProps {
  words: string;
  isFirst?: boolean;
  isMany?: boolean;
  /** Endings such as ".pdf", separated by commas. */
  accept?: string | undefined;
  files: readonly FileOnItsWay[];
  choose: (files: File[]) => void;
  stop: (key: number) => void;
}

function Row({ file, stop }: { file: FileOnItsWay; stop: () => void }): ReactNode {
  const { t, percent } = useWords();
  if (file.problem) return <Problem>{t("content.failed", { name: file.name, reason: file.problem })}</Problem>;
  const label = t("content.sending", { name: file.name, percent: percent(file.fraction) });
  return (
    <Group gap="sm" wrap="nowrap">
      <Stack gap={4} style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm" role="status" style={{ overflowWrap: "anywhere" }}>
          {label}
        </Text>
        <Progress value={file.fraction * 100} aria-label={label} />
      </Stack>
      <Button size="compact-sm" variant="default" onClick={stop}>
        {t("content.stop")}
      </Button>
    </Group>
  );
}

/** A button and a place to drop files on. */
export function FileDrop({ words, isFirst, isMany, accept, files, choose, stop }: FileDropProps): ReactNode {
  const { t } = useWords();
  const [isOver, setOver] = useState(false);
  const isBusy = files.some((file) => !file.problem);
  const take = (chosen: File[]) => choose(isMany ? chosen : chosen.slice(0, 1));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };
  return (
    <Stack gap="sm">
      <div
        className="lectern-drop"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileButton onChange={(chosen) => take(Array.isArray(chosen) ? chosen : chosen ? [chosen] : [])} multiple={isMany ?? false} {...(accept ? { accept } : {})}>
          {(button) => (
            <Button {...button} variant={isFirst ? "filled" : "default"} disabled={isBusy && !isMany} leftSection={<Icon name={isMany ? "clip" : "upload"} size={18} />}>
              {words}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {t("content.dropFile")}
        </Text>
      </div>
      {files.map((file) => (
        <Row key={file.key} file={file} stop={() => stop(file.key)} />
      ))}
    </Stack>
  );
}
