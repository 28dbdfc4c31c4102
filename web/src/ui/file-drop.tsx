import { Button, FileButton, Group, Progress, Stack, Text } from "@mantine/core";
import { type DragEvent, type ReactNode, useState } from "react";
import type { Lesson } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { type SentFile, useSendFiles } from "@/features/editor/use-send-files";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

interface FileSenderProps {
  lesson: Lesson;
  place: "main" | "attachment";
  words: string;
  isFirst?: boolean;
}

function Row({ file, stop }: { file: SentFile; stop: () => void }): ReactNode {
  const { t, percent } = useWords();
  const words = useErrorWords();
  if (file.error) return <Problem>{t("content.failed", { name: file.name, reason: words(file.error) })}</Problem>;
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
export function FileSender({ lesson, place, words, isFirst }: FileSenderProps): ReactNode {
  const { t } = useWords();
  const { files, send, stop, isBusy } = useSendFiles(lesson, place);
  const [isOver, setOver] = useState(false);
  const isMany = place === "attachment";
  const choose = (chosen: File[]) => void send(isMany ? chosen : chosen.slice(0, 1));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose([...event.dataTransfer.files]);
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
        <FileButton onChange={(chosen) => choose(Array.isArray(chosen) ? chosen : chosen ? [chosen] : [])} multiple={isMany}>
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
