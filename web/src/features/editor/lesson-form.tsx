import { Button, CopyButton, Group, Radio, Stack, Switch, Text, Textarea, Title } from "@mantine/core";
import { Fragment, type ReactNode, useState } from "react";
import { Link } from "wouter";
import { useLiveVideo } from "@/api/queries";
import type { Access, Lesson } from "@/api/types";
import { AutosavedText } from "@/features/editor/autosaved-text";
import { LessonVideo } from "@/features/editor/lesson-video";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Icon } from "@/ui/icons";

interface LessonFormProps {
  lesson: Lesson;
  edits: OutlineEdits;
  onDeleted: () => void;
}

function Embed({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  const code = `<iframe src="${location.origin}/embed/${lesson.id}" width="960" height="540" style="border:0" allow="autoplay; fullscreen; picture-in-picture" title="${lesson.title.replaceAll('"', "&quot;")}"></iframe>`;
  return (
    <Stack gap={6}>
      <Textarea label={t("editor.embed")} value={code} readOnly autosize styles={{ input: { fontFamily: "monospace", fontSize: 13 } }} />
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Button variant="default" size="compact-md" style={{ alignSelf: "start" }} onClick={copy}>
            {t(copied ? "editor.copied" : "editor.copy")}
          </Button>
        )}
      </CopyButton>
    </Stack>
  );
}

function Permissions({ lesson, edits }: { lesson: Lesson; edits: OutlineEdits }): ReactNode {
  const { t } = useWords();
  return (
    <Fragment>
      <Radio.Group
        label={t("editor.access")}
        value={lesson.access}
        onChange={(access) => void edits.editLesson(lesson, { access: access as Access }).catch(() => undefined)}
      >
        <Stack gap={8} mt={6}>
          <Radio value="course" label={t("editor.accessCourse")} />
          <Radio value="anyone" label={t("editor.accessAnyone")} />
        </Stack>
      </Radio.Group>
      {lesson.access === "anyone" && <Embed lesson={lesson} />}
      <Switch
        label={t("editor.download")}
        checked={lesson.allow_download}
        onChange={(event) => void edits.editLesson(lesson, { allow_download: event.currentTarget.checked }).catch(() => undefined)}
      />
    </Fragment>
  );
}

export function LessonForm({ lesson, edits, onDeleted }: LessonFormProps): ReactNode {
  const { t } = useWords();
  const [asks, setAsks] = useState(false);
  useLiveVideo(lesson.id);
  const remove = () => {
    setAsks(false);
    edits.deleteLesson(lesson.id).then(onDeleted, () => undefined);
  };
  return (
    <Fragment>
      <Stack maw={640} gap="lg">
        <Group justify="space-between" align="flex-start">
          <Title order={2}>{lesson.title}</Title>
          {lesson.video?.playable_generation !== null && lesson.video && (
            <Button component={Link} href={`/lessons/${lesson.id}`} variant="default" leftSection={<Icon name="play" size={18} />}>
              {t("editor.watch")}
            </Button>
          )}
        </Group>
        <AutosavedText
          label={t("editor.lessonTitle")}
          field="title"
          required
          value={lesson.title}
          save={(title) => edits.editLesson(lesson, { title })}
        />
        <Stack gap={6}>
          <Text fw={500}>{t("editor.video")}</Text>
          <LessonVideo lesson={lesson} />
        </Stack>
        <Permissions lesson={lesson} edits={edits} />
        <Button
          variant="subtle"
          color="red.9"
          c="var(--mantine-color-error)"
          leftSection={<Icon name="trash" size={18} />}
          style={{ alignSelf: "start" }}
          onClick={lesson.video ? () => setAsks(true) : remove}
        >
          {t("editor.deleteLesson")}
        </Button>
      </Stack>
      <Confirm
        title={t("editor.deleteAsk", { title: lesson.title })}
        text={t("editor.deleteLessonText")}
        act={t("editor.deleteConfirm")}
        keep={t("editor.keep")}
        opened={asks}
        onConfirm={remove}
        onClose={() => setAsks(false)}
      />
    </Fragment>
  );
}
