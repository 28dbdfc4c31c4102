import { Button, CopyButton, Group, Radio, Stack, Switch, Textarea, Title } from "@mantine/core";
import { Fragment, type ReactNode, useState } from "react";
import { Link } from "wouter";
import { isPlayed, type LessonKind } from "@/api/lessons";
import { useLiveVideo } from "@/api/queries";
import type { Access, Lesson, Outline } from "@/api/types";
import { AutosavedText } from "@/features/editor/autosaved-text";
import { isFilled } from "@/features/editor/contents";
import { LessonCompletion } from "@/features/editor/completion-form";
import { DripForm } from "@/features/editor/drip-form";
import { History } from "@/features/editor/history";
import { LessonContents } from "@/features/editor/lesson-contents";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Icon } from "@/ui/icons";
import { kindIcons } from "@/ui/outline-list";

interface LessonFormProps {
  lesson: Lesson;
  outline: Outline;
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

const holdsFiles = new Set<LessonKind>(["video", "audio", "document"]);

function Permissions({ lesson, edits }: { lesson: Lesson; edits: OutlineEdits }): ReactNode {
  const { t } = useWords();
  return (
    <Fragment>
      <Radio.Group
        label={t(isPlayed(lesson.kind) ? "editor.access" : "content.whoMaySee")}
        value={lesson.access}
        onChange={(access) => void edits.editLesson(lesson, { access: access as Access }).catch(() => undefined)}
      >
        <Stack gap={8} mt={6}>
          <Radio value="course" label={t("editor.accessCourse")} />
          <Radio value="anyone" label={t("editor.accessAnyone")} />
        </Stack>
      </Radio.Group>
      {lesson.access === "anyone" && isPlayed(lesson.kind) && <Embed lesson={lesson} />}
      {holdsFiles.has(lesson.kind) && (
        <Switch
          label={t(lesson.kind === "document" ? "content.mayDownload" : "editor.download")}
          checked={lesson.allow_download}
          onChange={(event) => void edits.editLesson(lesson, { allow_download: event.currentTarget.checked }).catch(() => undefined)}
        />
      )}
    </Fragment>
  );
}

export function LessonForm({ lesson, outline, edits, onDeleted }: LessonFormProps): ReactNode {
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
          <Group gap="xs">
            <History subject="lessons" id={lesson.id} course={lesson.course_id} title={lesson.title} />
            {isFilled(lesson) && (
            <Button component={Link} href={`/lessons/${lesson.id}`} variant="default" leftSection={<Icon name={isPlayed(lesson.kind) ? "play" : kindIcons[lesson.kind]} size={18} />}>
              {t(isPlayed(lesson.kind) ? "editor.watch" : "content.see")}
            </Button>
            )}
          </Group>
        </Group>
        <AutosavedText
          label={t("editor.lessonTitle")}
          field="title"
          required
          value={lesson.title}
          save={(title) => edits.editLesson(lesson, { title })}
        />
        <LessonContents lesson={lesson} edits={edits} />
        <Permissions lesson={lesson} edits={edits} />
        <DripForm lesson={lesson} outline={outline} edits={edits} />
        <LessonCompletion key={lesson.id} lesson={lesson} />
        <Button
          variant="subtle"
          color="red.9"
          c="var(--mantine-color-error)"
          leftSection={<Icon name="trash" size={18} />}
          style={{ alignSelf: "start" }}
          onClick={isFilled(lesson) ? () => setAsks(true) : remove}
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
