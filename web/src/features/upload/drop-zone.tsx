import { Button, Stack, Text } from "@mantine/core";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { type ChosenFile, dropped, listed, pick } from "@/features/upload/chosen-files";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

export function DropZone({ single, onFiles }: { single: boolean; onFiles: (files: ChosenFile[]) => void }): ReactNode {
  const { t } = useWords();
  const [isOver, setOver] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const choose = async () => {
    const picked = await pick(!single);
    if (picked) onFiles(picked);
    else field.current?.click();
  };
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles(await dropped(event.dataTransfer));
  };
  return (
    <div
      className="lectern-drop"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      <Stack align="center" gap="sm">
        <Icon name="upload" size={36} />
        <Text fw={600}>{t("upload.drop")}</Text>
        <Button variant="default" onClick={() => void choose()}>
          {t(single ? "upload.chooseOne" : "upload.choose")}
        </Button>
        <input
          ref={field}
          type="file"
          hidden
          multiple={!single}
          accept="video/*,audio/*,.mkv,.ts,.mxf,.m4b"
          data-testid="files"
          onChange={(event) => {
            onFiles(listed(event.currentTarget.files));
            event.currentTarget.value = "";
          }}
        />
      </Stack>
    </div>
  );
}
