import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import { isPlayed } from "@/api/lessons";
import { lessonQuery } from "@/api/queries";
import type { Lesson } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { AutosavedText } from "@/features/editor/autosaved-text";
import { CaptionsForm } from "@/features/editor/captions-form";
import { ChaptersForm } from "@/features/editor/chapters-form";
import { ForumChoice } from "@/features/editor/forum-choice";
import { AttachedFiles, MainDocument } from "@/features/editor/lesson-files";
import { LessonVideo } from "@/features/editor/lesson-video";
import { TextForm } from "@/features/editor/text-form";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";
import { Problem } from "@/ui/problem";

function LinkForm({ lesson, edits }: { lesson: Lesson; edits: OutlineEdits }): ReactNode {
  const { t } = useWords();
  return (
    <Stack gap={4}>
      <AutosavedText
        label={t("content.link")}
        description={t("content.linkHelp")}
        field="link"
        value={lesson.link ?? ""}
        save={(link) => edits.editLesson(lesson, { link })}
      />
      {lesson.link_host && (
        <Text size="sm" c="dimmed">
          {t("content.linkOpens", { host: lesson.link_host })}
        </Text>
      )}
    </Stack>
  );
}

/** A quiz is written on a page of its own. */
function QuizLinks({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  return (
    <Group gap="xs">
      <Button component={Link} href={`/lessons/${lesson.id}/quiz/edit`}>
        {t("quizEdit.edit")}
      </Button>
      <Button component={Link} href={`/lessons/${lesson.id}/quiz/results`} variant="default">
        {t("quizEdit.results")}
      </Button>
      <Button component={Link} href={`/courses/${lesson.course_id}/questions`} variant="default">
        {t("quizEdit.bank")}
      </Button>
    </Group>
  );
}

/** So is an assignment; what is to be done stands in the text below. */
function AssignmentLinks({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  return (
    <Group gap="xs">
      <Button component={Link} href={`/lessons/${lesson.id}/assignment/edit`}>
        {t("assignmentEdit.edit")}
      </Button>
      <Button component={Link} href={`/lessons/${lesson.id}/assignment/marking`} variant="default">
        {t("marking.title")}
      </Button>
    </Group>
  );
}

function Own({ lesson, edits }: { lesson: Lesson; edits: OutlineEdits }): ReactNode {
  const { t } = useWords();
  if (isPlayed(lesson.kind))
    return (
      <Stack gap={6}>
        <Text fw={500}>{t(`kind.${lesson.kind}`)}</Text>
        <LessonVideo lesson={lesson} />
        <Button component={Link} href={`/lessons/${lesson.id}/questions`} variant="default" style={{ alignSelf: "start" }}>
          {t("moments.edit")}
        </Button>
      </Stack>
    );
  if (lesson.kind === "document") return <MainDocument lesson={lesson} />;
  if (lesson.kind === "link") return <LinkForm lesson={lesson} edits={edits} />;
  if (lesson.kind === "forum") return <ForumChoice lesson={lesson} edits={edits} />;
  if (lesson.kind === "quiz") return <QuizLinks lesson={lesson} />;
  if (lesson.kind === "assignment") return <AssignmentLinks lesson={lesson} />;
  return null;
}

/** What the lesson holds: the part of its kind, then text and files that any may have. */
export function LessonContents({ lesson, edits }: { lesson: Lesson; edits: OutlineEdits }): ReactNode {
  const words = useErrorWords();
  const { data: whole, error } = useQuery(lessonQuery(lesson.id));
  if (error && !whole) return <Problem>{words(error)}</Problem>;
  if (!whole) return <Skeleton height={160} />;
  return (
    <Fragment>
      <Own lesson={whole} edits={edits} />
      <TextForm lesson={whole} edits={edits} />
      {isPlayed(whole.kind) && (
        <Fragment key={whole.id}>
          <CaptionsForm lesson={whole.id} />
          <ChaptersForm lesson={whole.id} isPlayable={Boolean(whole.video?.playable_generation)} />
        </Fragment>
      )}
      <AttachedFiles lesson={whole} />
    </Fragment>
  );
}
