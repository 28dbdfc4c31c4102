import { Button, Group, Progress, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import { homeQuery, meQuery } from "@/api/queries";
import type { ContinueItem, Home } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";
import { CourseCard, CourseCardSkeleton } from "@/ui/course-card";
import { EmptyState } from "@/ui/empty-state";
import { Page } from "@/ui/page";
import { Problem } from "@/ui/problem";

function ContinueCard({ item }: { item: ContinueItem }): ReactNode {
  const { t } = useWords();
  const total = item.duration_seconds ?? 0;
  return (
    <Link href={`/lessons/${item.lesson_id}`} className="lectern-card">
      <Text fw={600}>{item.lesson_title}</Text>
      <Text size="sm" c="dimmed">
        {item.course_title}
      </Text>
      {total > 0 && (
        <Group gap="sm" mt="sm" wrap="nowrap">
          <Progress value={(item.position_seconds / total) * 100} flex={1} size="sm" aria-label={item.lesson_title} />
          <Text size="xs" c="dimmed" className="lectern-numbers">
            {t("home.left", { time: clock(total - item.position_seconds) })}
          </Text>
        </Group>
      )}
    </Link>
  );
}

function Found({ home }: { home: Home }): ReactNode {
  const { t } = useWords();
  return (
    <Stack gap="xl">
      {home.continue.length > 0 && (
        <section aria-label={t("home.continue")}>
          <Title order={2} mb="sm">
            {t("home.continue")}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
            {home.continue.map((item) => (
              <ContinueCard key={item.lesson_id} item={item} />
            ))}
          </SimpleGrid>
        </section>
      )}
      <section aria-label={t("home.mine")}>
        <Title order={2} mb="sm">
          {t("home.mine")}
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
          {home.courses.map((course) => (
            <CourseCard
              key={course.id}
              href={`/courses/${course.id}`}
              title={course.title}
              summary={course.summary}
              owner={course.owner.name}
              isDraft={course.visibility === "draft"}
            />
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
  const { data: home, error, refetch } = useQuery(homeQuery);
  const isEmpty = home && home.courses.length === 0 && home.continue.length === 0;
  return (
    <Page title={t("home.greeting", { name: me?.name ?? "" })}>
      <Fragment>
        {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
        {!home && !error && <Waiting />}
        {isEmpty && <Empty />}
        {home && !isEmpty && <Found home={home} />}
      </Fragment>
    </Page>
  );
}
