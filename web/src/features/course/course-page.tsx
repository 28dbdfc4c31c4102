import { Badge, Button, Group, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link, useParams } from "wouter";
import { api, ApiError } from "@/api/client";
import { keys, meQuery, outlineQuery } from "@/api/queries";
import type { Outline } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Markdown } from "@/ui/markdown";
import { OutlineList } from "@/ui/outline-list";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function firstPlayable(outline: Outline) {
  const lessons = outline.sections.flatMap((section) => section.lessons);
  return lessons.find((lesson) => lesson.video?.state === "ready" || lesson.video?.state === "playable");
}

function Enrol({ outline }: { outline: Outline }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const course = outline.course;
  const enrol = useMutation({
    mutationFn: () => api.post(`/courses/${course.id}/enrol`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.outline(course.id) });
      await client.invalidateQueries({ queryKey: keys.home });
    },
  });
  if (course.can_edit || course.role) return null;
  if (!me)
    return (
      <Button component={Link} href={`/sign-in?to=/courses/${course.id}`}>
        {t("course.signInToEnrol")}
      </Button>
    );
  return (
    <Fragment>
      <Button loading={enrol.isPending} onClick={() => enrol.mutate()}>
        {t("course.enrol")}
      </Button>
      {enrol.error && <Problem>{words(enrol.error)}</Problem>}
    </Fragment>
  );
}

function Actions({ outline }: { outline: Outline }): ReactNode {
  const { t } = useWords();
  const course = outline.course;
  const first = firstPlayable(outline);
  const mayWatch = course.can_edit || course.role;
  return (
    <Fragment>
      <Enrol outline={outline} />
      {mayWatch && first && (
        <Button component={Link} href={`/lessons/${first.id}`} leftSection={<Icon name="play" size={18} />}>
          {t("course.start")}
        </Button>
      )}
      {course.can_edit && (
        <Button component={Link} href={`/courses/${course.id}/upload`} variant="default" leftSection={<Icon name="upload" size={18} />}>
          {t("course.upload")}
        </Button>
      )}
      {course.can_edit && (
        <Button component={Link} href={`/courses/${course.id}/edit`} variant="default" leftSection={<Icon name="edit" size={18} />}>
          {t("course.edit")}
        </Button>
      )}
    </Fragment>
  );
}

function EmptyOutline({ outline }: { outline: Outline }): ReactNode {
  const { t } = useWords();
  const course = outline.course;
  if (!course.can_edit) return <EmptyState icon="book" title={t("course.emptyOutline")} text={t("course.emptyOutlineText")} />;
  return (
    <EmptyState icon="upload" title={t("course.emptyOutline")} text={t("course.emptyOutlineEdit")}>
      <Button component={Link} href={`/courses/${course.id}/upload`}>
        {t("course.upload")}
      </Button>
    </EmptyState>
  );
}

function Facts({ outline }: { outline: Outline }): ReactNode {
  const { t } = useWords();
  const course = outline.course;
  const count = outline.sections.reduce((sum, section) => sum + section.lessons.length, 0);
  return (
    <Group gap="xs">
      <Text component="span">{`${t("course.by", { name: course.owner.name })} · ${t("course.lessons", { count })}`}</Text>
      {course.visibility === "draft" && (
        <Badge variant="default" tt="none">
          {t("course.draft")}
        </Badge>
      )}
      {course.role && (
        <Badge variant="light" tt="none">
          {t("course.enrolled")}
        </Badge>
      )}
    </Group>
  );
}

export default function CoursePage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { course: id = "" } = useParams<{ course: string }>();
  const { data: outline, error } = useQuery(outlineQuery(id));
  if (error instanceof ApiError && error.status === 404)
    return <EmptyState isPage icon="search" title={t("error.notFound")} text={t("error.notFoundText")} />;
  if (error) return <Page title={t("course.one")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!outline) return <PageSkeleton />;
  const isEmpty = outline.sections.every((section) => section.lessons.length === 0);
  return (
    <Page title={outline.course.title} lead={<Facts outline={outline} />} actions={<Actions outline={outline} />}>
      {outline.course.summary && <Markdown text={outline.course.summary} />}
      {outline.course.description && <Markdown text={outline.course.description} />}
      <Title order={2} mt="xl" mb="sm">
        {t("course.outline")}
      </Title>
      {isEmpty ? (
        <EmptyOutline outline={outline} />
      ) : (
        <OutlineList sections={outline.sections} {...(outline.course.role || outline.course.can_edit ? {} : { namesPreviews: true })} />
      )}
    </Page>
  );
}
