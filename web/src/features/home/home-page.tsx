import { Anchor, Badge, Button, Group, Progress, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import { useLivePlaces } from "@/api/enrolment";
import { homeQuery, meQuery } from "@/api/queries";
import type { Home, HomeCourse } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { Announcements } from "@/features/home/announcements";
import { UnreadMessages } from "@/features/home/messages";
import { useWords } from "@/i18n/use-words";
import { plainText } from "@/lib/plain-text";
import { day, moment } from "@/lib/dates";
import { clock } from "@/lib/time";
import { CourseCardSkeleton } from "@/ui/course-card";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page } from "@/ui/page";
import { Problem } from "@/ui/problem";

function ContinueCard({ course }: { course: HomeCourse }): ReactNode {
  const { t } = useWords();
  const stop = course.continue;
  if (!stop) return null;
  return (
    <Link href={`/lessons/${stop.lesson_id}`} className="lectern-card">
      <Group wrap="nowrap" gap="md">
        <Text component="span" c="var(--mantine-color-anchor)" lh={0}>
          <Icon name="play" size={28} />
        </Text>
        <div style={{ minWidth: 0 }}>
          <Text fw={600}>{stop.title}</Text>
          <Text size="sm" c="dimmed" className="lectern-numbers">
            {`${course.title} · ${t("home.at", { time: clock(stop.seconds) })}`}
          </Text>
        </div>
      </Group>
    </Link>
  );
}

function MyCourseCard({ course, unread }: { course: HomeCourse; unread: number }): ReactNode {
  const { t } = useWords();
  const done = t("mine.progress", { done: course.completed_lessons, all: course.lessons });
  return (
    <Link href={`/courses/${course.course_id}`} className="lectern-card">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Title order={3} fz="1.0625rem" miw={0} dir="auto">
          {course.title}
        </Title>
        {course.visibility === "draft" && (
          <Badge variant="default" tt="none" style={{ flex: "none" }}>
            {t("course.draft")}
          </Badge>
        )}
      </Group>
      <Text size="sm" mt="xs" className="lectern-clamp" dir="auto">
        {plainText(course.summary)}
      </Text>
      {unread > 0 && (
        <Text size="sm" mt="xs" fw={600} className="lectern-numbers">
          <Icon name="forum" size={14} /> {unread >= 100 ? t("forum.unreadMany") : t("forum.unreadCount", { count: unread })}
        </Text>
      )}
      {course.role === "student" && course.lessons > 0 && (
        <Group gap="xs" mt="sm" wrap="nowrap">
          <Progress value={(100 * course.completed_lessons) / course.lessons} flex={1} aria-label={done} />
          <Text component="span" size="sm" c="dimmed" className="lectern-numbers">
            {done}
          </Text>
        </Group>
      )}
    </Link>
  );
}

/** What asks for an answer, or for patience, before anything else. */
function Notes({ home }: { home: Home }): ReactNode {
  const { t, language } = useWords();
  const { invitations = [], waiting = [], due = [] } = home;
  if (invitations.length + waiting.length + due.length === 0) return null;
  return (
    <ul className="lectern-notes">
      {invitations.map((one) => (
        <li key={one.code}>
          <Icon name="people" />
          <div>
            <Text fw={600} dir="auto">
              {one.course_title}
            </Text>
            <Text size="sm" c="dimmed">
              {one.invited_by ? t("mine.invitedBy", { name: one.invited_by }) : t("mine.invitations")}
            </Text>
          </div>
          <Button component={Link} href={`/join/${one.code}`} size="compact-md" ms="auto">
            {t("mine.accept")}
          </Button>
        </li>
      ))}
      {due.map((one) => (
        <li key={one.course_id}>
          <Icon name="warning" />
          <div>
            <Anchor component={Link} href={`/courses/${one.course_id}`} fw={600} dir="auto">
              {one.title}
            </Anchor>
            <Text size="sm" c="dimmed" title={moment(one.ends_at, language)}>
              {`${t("mine.due")} · ${t("mine.endsOn", { date: day(one.ends_at, language) })}`}
            </Text>
          </div>
        </li>
      ))}
      {waiting.map((one) => (
        <li key={one.enrolment_id ?? one.category_id}>
          <Icon name="clock" />
          <div>
            {one.course_id ? (
              <Anchor component={Link} href={`/courses/${one.course_id}`} fw={600} dir="auto">
                {one.title}
              </Anchor>
            ) : (
              <Text fw={600}>{t("mine.queueCategory", { name: one.title })}</Text>
            )}
            <Text size="sm" c="dimmed" className="lectern-numbers">
              {one.queue_place === null ? t("mine.waiting") : t("mine.queue", { place: one.queue_place })}
            </Text>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Found({ home }: { home: Home }): ReactNode {
  const { t } = useWords();
  const courses = home.courses ?? [];
  const unread = new Map(home.forums?.map((one) => [one.course_id, one.unread]));
  const begun = courses
    .filter((course) => course.continue)
    .sort((one, other) => (other.continue?.at ?? "").localeCompare(one.continue?.at ?? ""));
  return (
    <Stack gap="xl">
      {begun.length > 0 && (
        <section aria-label={t("home.continue")}>
          <Title order={2} mb="sm">
            {t("home.continue")}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
            {begun.slice(0, 6).map((course) => (
              <ContinueCard key={course.course_id} course={course} />
            ))}
          </SimpleGrid>
        </section>
      )}
      <section aria-label={t("home.mine")}>
        <Group justify="space-between" mb="sm">
          <Title order={2}>{t("home.mine")}</Title>
          <Anchor component={Link} href="/my-courses">
            {t("mine.all")}
          </Anchor>
        </Group>
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
          {courses.map((course) => (
            <MyCourseCard key={course.course_id} course={course} unread={unread.get(course.course_id) ?? 0} />
          ))}
        </SimpleGrid>
      </section>
    </Stack>
  );
}

function Empty(): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const teaches = me?.role !== "student";
  return (
    <EmptyState icon="book" title={t("home.emptyTitle")} text={t(teaches ? "home.emptyInstructor" : "home.emptyStudent")}>
      <Group>
        {teaches && (
          <Button component={Link} href="/courses?new">
            {t("course.newCourse")}
          </Button>
        )}
        <Button component={Link} href="/courses" variant={teaches ? "default" : "filled"}>
          {t("home.browse")}
        </Button>
      </Group>
    </EmptyState>
  );
}

function Waiting(): ReactNode {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} aria-busy="true">
      <CourseCardSkeleton />
      <CourseCardSkeleton />
      <CourseCardSkeleton />
    </SimpleGrid>
  );
}

export default function HomePage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: me } = useQuery(meQuery);
  useLivePlaces();
  const { data: home, error, refetch } = useQuery(homeQuery);
  return (
    <Page title={t("home.greeting", { name: me?.name ?? "" })}>
      <Fragment>
        {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
        <Announcements />
        {!home && !error && <Waiting />}
        {home && (
          <Stack gap="xl">
            {home.unavailable.length > 0 && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{t("mine.unavailable")}</Problem>}
            <UnreadMessages messages={home.messages ?? []} />
            <Notes home={home} />
            {home.courses?.length === 0 ? <Empty /> : <Found home={home} />}
          </Stack>
        )}
      </Fragment>
    </Page>
  );
}
