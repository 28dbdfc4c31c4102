// Where a text of a question is typed: Markdown, with pictures and sounds of this server and moments of the course's
// recordings.
import { ActionIcon, Menu, Stack, Text, Textarea } from "@mantine/core";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { useWords } from "@/i18n/use-words";
import { InsertMoment } from "@/questions/insert-moment";
import { useTextPicture } from "@/questions/use-text-picture";
import { useTextSound } from "@/questions/use-text-sound";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

interface FieldProps {
  label: string;
  value: string;
  change: (text: string) => void;
  description?: string | undefined;
  error?: string | undefined;
  lines?: number;
  field?: RefObject<HTMLTextAreaElement | null>;
}

/** On a line of its own, after where the cursor is. */
function insertLine(text: string, at: number, line: string): string {
  const before = text.slice(0, at).trimEnd();
  const after = text.slice(at).trimStart();
  return [before, line, after].filter(Boolean).join("\n\n");
}

interface FileProps {
  accept: string;
  input: RefObject<HTMLInputElement | null>;
  send: (file: File) => void;
}

/** Stays while the menu that opens it goes. */
function HiddenFile({ accept, input, send }: FileProps): ReactNode {
  return (
    <input
      ref={input}
      type="file"
      hidden
      accept={accept}
      onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        event.currentTarget.value = "";
        if (file) send(file);
      }}
    />
  );
}

export function MarkdownField({ label, value, change, description, error, lines = 1, field }: FieldProps): ReactNode {
  const { t } = useWords();
  const own = useRef<HTMLTextAreaElement>(null);
  const box = field ?? own;
  const pictureFile = useRef<HTMLInputElement>(null);
  const soundFile = useRef<HTMLInputElement>(null);
  const [picksMoment, setPicksMoment] = useState(false);
  const insert = (line: string) => change(insertLine(value, box.current?.selectionStart ?? value.length, line));
  const picture = useTextPicture(({ url, alt }) => insert(`![${alt}](${url})`));
  // What the file is called might be the answer: the words are the author's to choose.
  const sound = useTextSound(({ url }) => insert(`[${t("quizEdit.soundTitle")}](${url})`));
  const status = picture.isBusy ? t("quizEdit.sendingPicture") : sound.isBusy ? t("quizEdit.sendingSound") : "";
  return (
    <Stack gap={4} style={{ flexGrow: 1, minWidth: "min(100%, 220px)" }}>
      <Textarea
        ref={box}
        autosize
        minRows={lines}
        label={label}
        description={description}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={value}
        error={error}
        rightSectionWidth={42}
        rightSectionProps={{ style: { alignItems: "flex-start", paddingTop: 2 } }}
        rightSection={
          <Menu position="bottom-end" returnFocus>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={32} loading={status !== ""} aria-label={t("quizEdit.insertInto", { field: label })}>
                <Icon name="plus" size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Icon name="picture" size={18} />} onClick={() => pictureFile.current?.click()}>
                {t("quizEdit.insertPicture")}
              </Menu.Item>
              <Menu.Item leftSection={<Icon name="sound" size={18} />} onClick={() => soundFile.current?.click()}>
                {t("quizEdit.insertSound")}
              </Menu.Item>
              <Menu.Item leftSection={<Icon name="video" size={18} />} onClick={() => setPicksMoment(true)}>
                {t("quizEdit.insertMoment")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        }
        onChange={(event) => change(event.currentTarget.value)}
      />
      <HiddenFile accept="image/*" input={pictureFile} send={(file) => picture.send(file, file.name.replace(/\.[^.]+$/, ""))} />
      <HiddenFile accept="audio/*,.mp3,.m4a,.ogg,.oga,.opus,.wav" input={soundFile} send={(file) => sound.send(file, "")} />
      {status && (
        <Text size="sm" c="dimmed" role="status">
          {status}
        </Text>
      )}
      {picture.problem && <Problem>{picture.problem}</Problem>}
      {sound.problem && <Problem>{sound.problem}</Problem>}
      <InsertMoment opened={picksMoment} onClose={() => setPicksMoment(false)} insert={insert} />
    </Stack>
  );
}
