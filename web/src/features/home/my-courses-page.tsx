import { ActionIcon, Badge, Button, Group, Menu, Progress, SimpleGrid, Tabs, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { api } from "@/api/client";
import { enrolmentKeys, type MyCourse, myCoursesQuery, type MyList, myLists, useLivePlaces } from "@/api/enrolment";
import { keys, meQuery } from "@/api/queries";
import { subscriptionsQuery, useCategoryPlace } from "@/api/subscriptions";
import { useErrorWords } from "@/api/words";
import { TeachingList } from "@/features/home/teaching-list";
import { useWords } from "@/i18n/use-words";
import { day } from "@/lib/dates";
import { plainText } from "@/lib/plain-text";
import { CategoryPlace } from "@/ui/category-place";
import { Confirm } from "@/ui/confirm";
import { CourseCardSkeleton } from "@/ui/course-card";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { MoreButton } from "@/ui/more-button";
import { Page } from "@/ui/page";
import { Problem } from "@/ui/problem";

const empty = {
  active: { title: "mine.emptyActive", text: "mine.emptyActiveText" },
  finished: { title: "mine.emptyFinished", text: "mine.emptyFinishedText" },
  waiting: { title: "mine.emptyWaiting", text: "mine.emptyWaitingText" },
  hidden: { title: "mine.emptyHidden", text: "mine.emptyHiddenText" },
} as const;

function useChange() {
  const client = useQueryClient();
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: enrolmentKeys.mine });
    await client.invalidateQueries({ queryKey: keys.home });
  };
  const hide = useMutation({
    mutationFn: (course: MyCourse) => api.patch(`/enrolments/${course.enrolment_id}`, { hidden: !course.hidden }),
    onSuccess: refresh,
  });
  const leave = useMutation({ mutationFn: (course: MyCourse) => api.delete(`/enrolments/${course.enrolment_id}`), onSuccess: refresh });
  return { hide, leave, error: hide.error ?? leave.error };
}

function Standing({ course }: { course: MyCourse }): ReactNode {
  const { t, language } = useWords();
  if (course.state === "waiting")
    return <Badge variant="default" tt="none">{t("mine.queue", { place: course.queue_place ?? 1 })}</Badge>;
  if (course.state === "suspended") return <Badge variant="outline" tt="none">{t("mine.suspended")}</Badge>;
  if (course.completed_at)
    return <Badge variant="light" tt="none" title={day(course.completed_at, language)}>{t("mine.completed")}</Badge>;
  if (course.state === "ended") return <Badge variant="default" tt="none">{t("mine.left")}</Badge>;
  return null;
}

function Card({ course, onHide, onLeave }: { course: MyCourse; onHide: () => void; onLeave: () => void }): ReactNode {
  const { t, language } = useWords();
  const words = t("mine.progress", { done: course.completed_lessons, all: course.lessons });
  return (
    <div className="lectern-card">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Title order={2} fz="1.0625rem" miw={0} dir="auto">
          <Link href={`/courses/${course.course_id}`} className="lectern-quiet-link">
            {course.title}
          </Link>
        </Title>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t("mine.menu", { title: course.title })}>
              <Icon name="menu" size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onHide}>{t(course.hidden ? "mine.show" : "mine.hide", { title: course.title })}</Menu.Item>
            {course.state !== "ended" && <Menu.Item onClick={onLeave}>{t("mine.leave", { title: course.title })}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      </Group>
      <Group gap="xs" mt={4}>
        <Standing course={course} />
        {course.role !== "student" && <Badge variant="default" tt="none">{t(`roster.${course.role}`)}</Badge>}
      </Group>
      <Text size="sm" mt="xs" className="lectern-clamp" dir="auto">
        {plainText(course.summary)}
      </Text>
      {course.role === "student" && course.state !== "waiting" && course.lessons > 0 && (
        <Group gap="xs" mt="sm" wrap="nowrap">
          <Progress value={(100 * course.completed_lessons) / course.lessons} flex={1} aria-label={words} />
          <Text size="sm" c="dimmed" className="lectern-numbers">
            {words}
          </Text>
        </Group>
      )}
      {course.ends_at && course.state === "active" && (
        <Text size="sm" c="dimmed" mt={4}>
          {t("mine.endsOn", { date: day(course.ends_at, language) })}
        </Text>
      )}
    </div>
  );
}

function List({ list }: { list: MyList }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const query = useInfiniteQuery(myCoursesQuery(list));
  const change = useChange();
  const [leaving, setLeaving] = useState<MyCourse | null>(null);
  const courses = query.data?.pages.flatMap((page) => page.items);
  const error = query.error ?? change.error;
  return (
    <div>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(error)}</Problem>}
      {courses?.length === 0 && (
        <EmptyState icon={list === "waiting" ? "clock" : "book"} title={t(empty[list].title)} text={t(empty[list].text)}>
          {list === "active" && (
            <Button component={Link} href="/courses">
              {t("home.browse")}
            </Button>
          )}
        </EmptyState>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} aria-busy={!courses && !error}>
        {!courses && !error && [0, 1, 2].map((index) => <CourseCardSkeleton key={index} />)}
        {courses?.map((course) => (
          <Card key={course.enrolment_id} course={course} onHide={() => change.hide.mutate(course)} onLeave={() => setLeaving(course)} />
        ))}
      </SimpleGrid>
      <MoreButton pages={query} mt="lg" />
      <Confirm
        opened={leaving !== null}
        title={t("mine.leaveTitle", { title: leaving?.title ?? "" })}
        text={t(leaving?.state === "waiting" ? "mine.leaveQueueText" : "mine.leaveText")}
        act={t("mine.leaveAct")}
        keep={t("mine.stay")}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          if (leaving) change.leave.mutate(leaving);
          setLeaving(null);
        }}
      />
    </div>
  );
}

/** Categories of which one gets the next course. */
function Queues(): ReactNode {
  const { data } = useQuery(subscriptionsQuery);
  return data
    ?.filter(({ status }) => status === "queued")
    .map(({ category_id, category }) => <Queue key={category_id} id={category_id} name={category ?? ""} />);
}

function Queue({ id, name }: { id: string; name: string }): ReactNode {
  const place = useCategoryPlace(id);
  return place && <CategoryPlace name={name} {...place} />;
}

export default function MyCoursesPage(): ReactNode {
  const { t } = useWords();
  useLivePlaces();
  const { data: me } = useQuery(meQuery);
  const [parameters, setParameters] = useSearchParams();
  const teaches = me && me.role !== "student";
  const lists = teaches ? (["teaching", ...myLists] as const) : myLists;
  const [first] = lists;
  const list = lists.find((one) => one === parameters.get("list")) ?? first;
  return (
    <Page title={t("mine.title")}>
      <Tabs value={list} keepMounted={false} onChange={(next) => setParameters(next && next !== first ? { list: next } : {}, { replace: true })}>
        <Tabs.List mb="lg">
          {lists.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`mine.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {lists.map((one) => (
          <Tabs.Panel key={one} value={one}>
            {one === "waiting" && <Queues />}
            {one === "teaching" ? me && <TeachingList teacher={me.id} /> : <List list={one} />}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
