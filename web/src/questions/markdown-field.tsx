// Where a text of a question is typed: Markdown, with pictures of this server and moments of the course's recordings.
import { ActionIcon, FileButton, Group, Loader, Stack, Text, Textarea } from "@mantine/core";
import { type ReactNode, type RefObject, useRef, useState } from "react";
import { useWords } from "@/i18n/use-words";
import { InsertMoment } from "@/questions/insert-moment";
import { useTextPicture } from "@/questions/use-text-picture";
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

export function MarkdownField({ label, value, change, description, error, lines = 1, field }: FieldProps): ReactNode {
  const { t } = useWords();
  const own = useRef<HTMLTextAreaElement>(null);
  const box = field ?? own;
  const [picksMoment, setPicksMoment] = useState(false);
  const insert = (line: string) => change(insertLine(value, box.current?.selectionStart ?? value.length, line));
  const picture = useTextPicture(({ url, alt }) => insert(`![${alt}](${url})`));
  return (
    <Stack gap={4}>
      <Textarea
        ref={box}
        autosize
        minRows={lines}
        label={label}
        description={description}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={value}
        error={error}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <Group gap={4}>
        <FileButton accept="image/*" onChange={(file) => file && picture.send(file, file.name.replace(/\.[^.]+$/, ""))}>
          {(props) => (
            <ActionIcon {...props} variant="subtle" color="gray" size="lg" aria-label={t("quizEdit.insertPicture", { field: label })}>
              {picture.isBusy ? <Loader size={16} /> : <Icon name="picture" size={18} />}
            </ActionIcon>
          )}
        </FileButton>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("quizEdit.insertMoment", { field: label })} onClick={() => setPicksMoment(true)}>
          <Icon name="video" size={18} />
        </ActionIcon>
        {picture.isBusy && (
          <Text size="sm" c="dimmed" role="status">
            {t("quizEdit.sendingPicture")}
          </Text>
        )}
      </Group>
      {picture.problem && <Problem>{picture.problem}</Problem>}
      <InsertMoment opened={picksMoment} onClose={() => setPicksMoment(false)} insert={insert} />
    </Stack>
  );
}
