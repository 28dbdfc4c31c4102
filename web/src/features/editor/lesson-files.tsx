import { ActionIcon, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { api } from "@/api/client";
import type { LessonDocument } from "@/api/lessons";
import { keys } from "@/api/queries";
import type { Lesson } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { FileSender } from "@/features/editor/file-sender";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { FileLine } from "@/ui/file-line";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

function FileRow({ document, lesson }: { document: LessonDocument; lesson: Lesson }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [asks, setAsks] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const remove = () => {
    setAsks(false);
    api.delete(`/documents/${document.id}`).then(
      () => {
        void client.invalidateQueries({ queryKey: keys.lesson(lesson.id) });
        void client.invalidateQueries({ queryKey: keys.outline(lesson.course_id) });
      },
      setError,
    );
  };
  return (
    <Fragment>
      <FileLine file={document}>
        <ActionIcon variant="subtle" color="gray" aria-label={t("content.remove", { name: document.filename })} onClick={() => setAsks(true)}>
          <Icon name="trash" size={18} />
        </ActionIcon>
      </FileLine>
      {error !== null && <Problem>{words(error)}</Problem>}
      <Confirm
        title={t("content.removeAsk", { name: document.filename })}
        text={t("content.removeText")}
        act={t("content.removeConfirm")}
        keep={t("editor.keep")}
        opened={asks}
        onConfirm={remove}
        onClose={() => setAsks(false)}
      />
    </Fragment>
  );
}

export function MainDocument({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  return (
    <Stack gap="sm">
      <Text fw={500}>{t("kind.document")}</Text>
      {lesson.document && <FileRow document={lesson.document} lesson={lesson} />}
      <FileSender lesson={lesson} place="main" words={t(lesson.document ? "content.replaceFile" : "content.chooseFile")} isFirst={!lesson.document} />
    </Stack>
  );
}

export function AttachedFiles({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  const attachments = lesson.attachments ?? [];
  return (
    <Stack gap="sm">
      <Text fw={500}>{t("content.attachments")}</Text>
      {attachments.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("content.noAttachments")}
        </Text>
      )}
      {attachments.map((document) => (
        <FileRow key={document.id} document={document} lesson={lesson} />
      ))}
      <FileSender lesson={lesson} place="attachment" words={t("content.attach")} />
    </Stack>
  );
}
