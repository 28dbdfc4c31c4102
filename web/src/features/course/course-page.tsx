import { Badge, Button, Group, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link, useParams } from "wouter";
import { api, ApiError } from "@/api/client";
import { type CoursePage as WholePage, coursePageQuery } from "@/api/course-page";
import { useOutlineProgress } from "@/api/outline-progress";
import { keys, meQuery } from "@/api/queries";
import type { Course, Outline } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { CourseAnnouncements } from "@/features/course/announcements";
import { CourseFacts } from "@/features/course/course-facts";
import { obstacleOf } from "@/features/course/joining";
import { ForumButton } from "@/features/course/forum-button";
import { Reviews } from "@/features/course/reviews";
import { TeachingLinks } from "@/features/course/teaching-links";
import { VisibilityBadge } from "@/ui/visibility-badge";
import { useWords } from "@/i18n/use-words";
import { moneyText } from "@/lib/money";
import { About } from "@/ui/about";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { CourseStanding } from "@/features/course/course-standing";
import { OutlineList } from "@/ui/outline-list";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function firstPlayable(outline: Outline) {
  const lessons = outline.sections.flatMap((section) => section.lessons);
  return lessons.find((lesson) => lesson.video?.state === "ready" || lesson.video?.state === "playable");
}

/** Why one cannot enrol now, in the words of the page; the server decides, and has words of its own. */
function useObstacleWords(course: Course): string | null {
  const { t, language } = useWords();
  const obstacle = obstacleOf(course, new Date());
  if (!obstacle) return null;
  if (obstacle.kind === "archived") return t("joining.archived");
  if (obstacle.kind === "first") return t("joining.first", { title: obstacle.title });
  if (obstacle.kind === "price") return t("joining.price", { price: course.price ? moneyText(course.price, language) : "" });
  const date = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(obstacle.at));
  return t(`joining.${obstacle.kind}`, { date });
}

/** "Enrol", or what asking for a place comes to where all are taken. */
function useEnrolWords({ capacity, enrolment }: WholePage): string {
  const { t } = useWords();
  const isFull = capacity !== null && enrolment !== undefined && enrolment.taken + enrolment.waiting >= capacity;
  return isFull ? t("joining.joinQueue", { place: enrolment.waiting + 1 }) : t("course.enrol");
}

function Enrol({ page }: { page: WholePage }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const course = page;
  const obstacle = useObstacleWords(course);
  const act = useEnrolWords(page);
  const enrol = useMutation({
    mutationFn: () => api.post<{ state?: string }>(`/courses/${course.id}/enrol`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.outline(course.id) });
      await client.invalidateQueries({ queryKey: keys.home });
    },
  });
  if (course.can_edit || course.role) return null;
  if (page.enrolment?.queue_place) return <Text role="status">{t("joining.waitingAt", { place: page.enrolment.queue_place })}</Text>;
  if (page.enrolment?.state === "suspended") return <Text role="status">{t("joining.suspended")}</Text>;
  if (obstacle) return <Text role="status">{obstacle}</Text>;
  if (!me)
    return (
      <Button component={Link} href={`/sign-in?to=/courses/${course.id}`}>
        {t("course.signInToEnrol")}
      </Button>
    );
  return (
    <Fragment>
      <Button loading={enrol.isPending} onClick={() => enrol.mutate()}>
        {act}
      </Button>
      {enrol.error && <Problem>{words(enrol.error)}</Problem>}
    </Fragment>
  );
}

function Actions({ page, outline }: { page: WholePage; outline: Outline }): ReactNode {
  const { t } = useWords();
  const course = outline.course;
  const { data: me } = useQuery(meQuery);
  const seesEveryRoster = me?.permissions?.some((one) => one === "enrolments.manage" || one === "reports.read");
  const first = firstPlayable(outline);
  const mayWatch = course.can_edit || course.role;
  return (
    <Fragment>
      <Enrol page={page} />
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
      {(course.can_edit || course.role === "assistant" || seesEveryRoster) && (
        <Button component={Link} href={`/courses/${course.id}/people`} variant="default" leftSection={<Icon name="people" size={18} />}>
          {t("roster.title")}
        </Button>
      )}
      {(course.can_edit || course.role === "assistant" || course.role === "student") && (
        <Button component={Link} href={`/courses/${course.id}/grades`} variant="default" leftSection={<Icon name="book" size={18} />}>
          {t(course.role === "student" && !course.can_edit ? "grades.mine" : "grades.title")}
        </Button>
      )}
      <TeachingLinks course={course} />
      {(course.can_edit || course.role === "assistant" || course.role === "student") && (
        <ForumButton course={course.id} />
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
  const { t, list } = useWords();
  const course = outline.course;
  const count = outline.sections.reduce((sum, section) => sum + section.lessons.length, 0);
  return (
    <Group gap="xs">
      <Text component="span">{`${t("course.by", { name: list(course.instructors.map((person) => person.name)) })} · ${t("course.lessons", { count })}`}</Text>
      <VisibilityBadge visibility={course.visibility} />
      {course.role && (
        <Badge variant="light" tt="none">
          {t("course.enrolled")}
        </Badge>
      )}
    </Group>
  );
}

function Found({ page }: { page: WholePage }): ReactNode {
  const { t } = useWords();
  const outline: Outline = { course: page, sections: page.outline?.sections ?? [] };
  const course = page;
  const isEmpty = outline.sections.every((section) => section.lessons.length === 0);
  const progress = useOutlineProgress(outline);
  const belongs = course.role !== null || course.can_edit;
  return (
    <Page title={course.title} lead={<Facts outline={outline} />} actions={<Actions page={page} outline={outline} />} width="wide">
      <div className="lectern-course">
        <div>
          {page.unavailable && <Problem>{t("mine.unavailable")}</Problem>}
          <About summary={course.summary} description={course.description} />
          {progress && progress.lessons > 0 && <CourseStanding progress={progress} />}
          {belongs && <CourseAnnouncements course={course.id} canEdit={course.can_edit} />}
          <Title order={2} mt="xl" mb="sm">
            {t("course.outline")}
          </Title>
          {isEmpty && page.outline ? (
            <EmptyOutline outline={outline} />
          ) : (
            <OutlineList sections={outline.sections} progress={progress?.items} {...(belongs ? {} : { namesPreviews: true })} />
          )}
          <Reviews course={course.id} />
        </div>
        <CourseFacts course={course} />
      </div>
    </Page>
  );
}

export default function CoursePage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { course: id = "" } = useParams<{ course: string }>();
  const { data: page, error } = useQuery(coursePageQuery(id));
  if (error instanceof ApiError && error.status === 404)
    return <EmptyState isPage icon="search" title={t("error.notFound")} text={t("error.notFoundText")} />;
  if (error) return <Page title={t("course.one")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!page) return <PageSkeleton />;
  return <Found page={page} />;
}
