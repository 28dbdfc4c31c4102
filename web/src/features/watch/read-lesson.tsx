import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useOutlineProgress } from "@/api/outline-progress";
import { meQuery, outlineQuery } from "@/api/queries";
import type { Lesson } from "@/api/types";
import { LessonTalk } from "@/features/forum/lesson-talk";
import { Attachments } from "@/features/watch/attachments";
import { DocumentBody } from "@/features/watch/document-body";
import { Neighbours } from "@/features/watch/lesson-details";
import { Locked } from "@/features/watch/locked";
import { useLookAs } from "@/features/watch/look-as";
import { MarkDone } from "@/features/watch/mark-done";
import { LessonText } from "@/features/watch/lesson-text";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { OutlineList } from "@/ui/outline-list";
import { PreviewBanner } from "@/ui/preview-banner";
import { useTitle } from "@/ui/page";

function Away({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  if (!lesson.link) return <EmptyState icon="link" title={t("content.noLink")} />;
  return (
    <Stack gap="xs" align="flex-start">
      <Button component="a" href={lesson.link} target="_blank" rel="noopener noreferrer" leftSection={<Icon name="open" size={18} />}>
        {t("content.linkGo", { host: lesson.link_host ?? "" })}
      </Button>
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {lesson.link}
      </Text>
      <Text size="sm" c="dimmed">
        {t("content.linkAway")}
      </Text>
    </Stack>
  );
}

function Body({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  if (lesson.kind === "link") return <Away lesson={lesson} />;
  if (lesson.kind === "document")
    return lesson.document ? (
      <DocumentBody key={lesson.document.id} document={lesson.document} />
    ) : (
      <EmptyState icon="document" title={t("content.noDocument")} text={t("content.noDocumentText")} />
    );
  if (lesson.kind === "page") return lesson.text ? null : <EmptyState icon="page" title={t("content.noText")} />;
  if (lesson.kind === "quiz")
    return (
      <Button component={Link} href={`/lessons/${lesson.id}/quiz`} size="md" leftSection={<Icon name="quiz" size={18} />} style={{ alignSelf: "start" }}>
        {t("quiz.open")}
      </Button>
    );
  if (lesson.kind === "assignment")
    return (
      <Button component={Link} href={`/lessons/${lesson.id}/assignment`} size="md" leftSection={<Icon name="assignment" size={18} />} style={{ alignSelf: "start" }}>
        {t("assignment.open")}
      </Button>
    );
  return null;
}

function NotForYou({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  return (
    <EmptyState icon="lock" title={t("error.noAccess")} text={t("error.noAccessText")}>
      <Button component={Link} href={me ? `/courses/${lesson.course_id}` : `/sign-in?to=/lessons/${lesson.id}`}>
        {t(me ? "upload.toCourse" : "app.signIn")}
      </Button>
    </EmptyState>
  );
}

/** A lesson that is read rather than watched: content first, the course at its side, next and previous at the end. */
export function ReadLesson({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  const as = useLookAs();
  const search = as ? `?as=${as}` : "";
  const { data: outline } = useQuery(outlineQuery(lesson.course_id, as));
  const progress = useOutlineProgress(outline);
  useTitle(lesson.title);
  return (
    <div className="lectern-read">
      <Stack className="lectern-read-main" gap="lg">
        <Group justify="space-between" align="flex-start">
          <div style={{ flex: "1 1 320px" }}>
            <Anchor component={Link} href={`/courses/${lesson.course_id}`}>
              {lesson.course_title}
            </Anchor>
            <Title order={1} style={{ overflowWrap: "anywhere" }} dir="auto">
              {lesson.title}
            </Title>
          </div>
          {lesson.can_edit && (
            <Button component={Link} href={`/courses/${lesson.course_id}/edit?lesson=${lesson.id}`} variant="default" leftSection={<Icon name="edit" size={18} />}>
              {t("lesson.edit")}
            </Button>
          )}
        </Group>
        {as && <PreviewBanner course={lesson.course_id} />}
        {lesson.lock && <Locked lock={lesson.lock} search={search} />}
        {!lesson.lock && lesson.can_watch && (
          <Stack gap="xl">
            <Body lesson={lesson} />
            {lesson.text && <LessonText lesson={lesson} text={lesson.text} />}
            <Attachments documents={lesson.attachments ?? []} />
            {!as && <LessonTalk lesson={lesson.id} />}
            {!as && <MarkDone lesson={lesson} />}
          </Stack>
        )}
        {!lesson.lock && !lesson.can_watch && <NotForYou lesson={lesson} />}
        {outline && <Neighbours lesson={lesson} outline={outline} search={search} />}
      </Stack>
      {outline && (
        <section className="lectern-read-side" aria-label={t("lesson.inCourse")}>
          <Title order={2} mb="xs" px={12}>
            {t("lesson.inCourse")}
          </Title>
          <OutlineList sections={outline.sections} current={lesson.id} search={search} progress={as ? undefined : progress?.items} />
        </section>
      )}
    </div>
  );
}
