import { Button, SimpleGrid } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { browseQuery } from "@/api/courses";
import { useErrorWords } from "@/api/words";
import { CourseCard, CourseCardSkeleton } from "@/ui/course-card";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { MoreButton } from "@/ui/more-button";
import { Problem } from "@/ui/problem";

/** What somebody teaches, drafts and all. */
export function TeachingList({ teacher }: { teacher: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const query = useInfiniteQuery(browseQuery({ instructor: teacher }));
  const courses = query.data?.pages.flatMap((page) => page.items);
  return (
    <div>
      {query.error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>}
      {courses?.length === 0 && (
        <EmptyState icon="book" title={t("mine.emptyTeaching")} text={t("home.emptyInstructor")}>
          <Button component={Link} href="/courses?new">
            {t("course.newCourse")}
          </Button>
        </EmptyState>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} aria-busy={!courses && !query.error}>
        {!courses && !query.error && [0, 1, 2].map((index) => <CourseCardSkeleton key={index} />)}
        {courses?.map((course) => <CourseCard key={course.id} href={`/courses/${course.id}`} course={course} />)}
      </SimpleGrid>
      <MoreButton pages={query} mt="lg" />
    </div>
  );
}
