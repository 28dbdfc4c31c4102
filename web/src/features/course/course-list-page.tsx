import { Button, Center, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode, useEffect, useState } from "react";
import { useSearchParams } from "wouter";
import { coursesQuery, meQuery } from "@/api/queries";
import type { Course } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { NewCourse } from "@/features/course/new-course";
import { useWords } from "@/i18n/use-words";
import { CourseCard, CourseCardSkeleton } from "@/ui/course-card";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page } from "@/ui/page";
import { Problem } from "@/ui/problem";

/** The words searched for live in the address, so that going back and sharing work. */
function useWordsInAddress() {
  const [parameters, setParameters] = useSearchParams();
  const [typed, setTyped] = useState(parameters.get("q") ?? "");
  const [settled] = useDebouncedValue(typed.trim(), 250);
  useEffect(() => {
    setParameters(
      (known) => {
        const next = new URLSearchParams(known);
        if (settled) next.set("q", settled);
        else next.delete("q");
        return next;
      },
      { replace: true },
    );
  }, [settled, setParameters]);
  return { typed, setTyped, settled };
}

function CourseCards({ courses }: { courses: readonly Course[] }): ReactNode {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
      {courses.map((course) => (
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
  );
}

function Nothing({ searched, clear }: { searched: string; clear: () => void }): ReactNode {
  const { t } = useWords();
  if (!searched) return <EmptyState icon="book" title={t("course.noneTitle")} text={t("course.noneText")} />;
  return (
    <EmptyState icon="search" title={t("course.noMatch", { words: searched })} text={t("course.noMatchText")}>
      <Button variant="default" onClick={clear}>
        {t("course.clear")}
      </Button>
    </EmptyState>
  );
}

function Courses({ searched, clear }: { searched: string; clear: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const query = useInfiniteQuery(coursesQuery(searched));
  if (query.error) return <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>;
  if (!query.data)
    return (
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} aria-busy="true">
        {Array.from({ length: 6 }, (_, index) => (
          <CourseCardSkeleton key={index} />
        ))}
      </SimpleGrid>
    );
  const courses = query.data.pages.flatMap((page) => page.items);
  if (courses.length === 0) return <Nothing searched={searched} clear={clear} />;
  return (
    <Fragment>
      <Text role="status" size="sm" c="dimmed" mb="sm">
        {query.hasNextPage ? `${t("course.count", { count: courses.length })} …` : t("course.count", { count: courses.length })}
      </Text>
      <CourseCards courses={courses} />
      {query.hasNextPage && (
        <Center mt="lg">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("course.more")}
          </Button>
        </Center>
      )}
    </Fragment>
  );
}

export default function CourseListPage(): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const { typed, setTyped, settled } = useWordsInAddress();
  return (
    <Page title={t("app.courses")} actions={me && me.role !== "student" ? <NewCourse /> : null}>
      <TextInput
        type="search"
        aria-label={t("course.search")}
        placeholder={t("course.search")}
        leftSection={<Icon name="search" size={18} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        mb="lg"
        maw={480}
      />
      <Courses searched={settled} clear={() => setTyped("")} />
    </Page>
  );
}
