// A picture that is chosen or dropped, seen at once, and kept by the server in the sizes it needs.
import { Button, Group, Loader, Stack, Text, TextInput } from "@mantine/core";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";
import "@/ui/picture-field.css";

const largest = 10 * 1024 * 1024;

interface PictureFieldProps {
  label: string;
  /** What there is, and what may be done with it: `usePicture` of api/pictures answers these. */
  picture: { alt: string; urls: Record<string, string> } | null;
  isBusy: boolean;
  problem: string;
  send: (file: File, alt: string) => void;
  remove: () => void;
  /** Which of its sizes is shown, and how large. */
  shown: { size: string; width: number; height: number };
  /** Where a description is wanted: not for portraits, beside which the name stands. */
  withAlt?: true;
}

export function PictureField({ label, picture, isBusy, problem, send, remove, shown, withAlt }: PictureFieldProps): ReactNode {
  const { t } = useWords();
  const [isOver, setOver] = useState(false);
  const [isTooLarge, setTooLarge] = useState(false);
  const [alt, setAlt] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > largest);
    if (file.size <= largest) send(file, alt);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      <Text fw={500} size="sm">
        {label}
      </Text>
      <div
        className="lectern-picture-field"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Group gap="md">
          {picture && <img src={picture.urls[shown.size]} alt={picture.alt} width={shown.width} height={shown.height} />}
          <Stack gap="xs" style={{ flex: "1 1 200px" }}>
            {!picture && (
              <Group gap="xs">
                <Icon name="upload" />
                <Text>{t("picture.drop")}</Text>
              </Group>
            )}
            {withAlt && (
              <TextInput label={t("picture.alt")} maxLength={300} value={alt} placeholder={picture?.alt} onChange={(event) => setAlt(event.currentTarget.value)} />
            )}
            <Group gap="xs">
              <Button variant="default" disabled={isBusy} onClick={() => field.current?.click()}>
                {t(picture ? "picture.replace" : "picture.choose")}
              </Button>
              {picture && (
                <Button variant="subtle" color="gray" disabled={isBusy} onClick={remove}>
                  {t("picture.remove")}
                </Button>
              )}
              {isBusy && <Loader size="sm" role="status" aria-label={t("picture.sending")} />}
            </Group>
            <Text size="sm" c="dimmed">
              {t("picture.hint")}
            </Text>
          </Stack>
        </Group>
        <input
          ref={field}
          type="file"
          hidden
          accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
          data-testid="picture"
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </div>
      {isTooLarge && <Problem>{t("picture.tooLarge")}</Problem>}
      {problem && <Problem>{problem}</Problem>}
    </Stack>
  );
}
