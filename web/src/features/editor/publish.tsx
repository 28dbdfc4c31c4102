import { Button, Group, Stack, Text } from "@mantine/core";
import { Fragment, type ReactNode, useState } from "react";
import type { Outline } from "@/api/types";
import { checklist } from "@/features/editor/checklist";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";

export function Publish({ outline, edits }: { outline: Outline; edits: OutlineEdits }): ReactNode {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const checks = checklist(outline);
  const isComplete = checks.every((check) => check.isDone);
  const publish = () => {
    setOpened(false);
    edits.publish().catch(() => undefined);
  };
  if (outline.course.visibility !== "draft" && outline.course.visibility !== "archived")
    return (
      <Button variant="default" onClick={() => void edits.editCourse({ visibility: "draft" }).catch(() => undefined)}>
        {t("editor.unpublish")}
      </Button>
    );
  return (
    <Fragment>
      <Button onClick={() => setOpened(true)}>{t("editor.publish")}</Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t("editor.publishTitle")}>
        <Stack>
          <Text>{t("editor.publishText")}</Text>
          <ul style={{ listStyle: "none", margin: 0, padding: 0, display: "grid", gap: 8 }}>
            {checks.map(({ words, isDone }) => (
              <li key={words} style={{ display: "flex", gap: 10, alignItems: "center" }}>
                <Text component="span" c={isDone ? "teal.8" : "var(--mantine-color-error)"} lh={0}>
                  <Icon name={isDone ? "check" : "warning"} />
                </Text>
                <span>
                  {t(words)}
                  <Text component="span" size="sm" c="dimmed">
                    {" – "}
                    {t(isDone ? "editor.checkDone" : "editor.checkMissing")}
                  </Text>
                </span>
              </li>
            ))}
          </ul>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setOpened(false)}>
              {t("editor.notNow")}
            </Button>
            <Button data-autofocus onClick={publish}>
              {t(isComplete ? "editor.publish" : "editor.publishAnyway")}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </Fragment>
  );
}
