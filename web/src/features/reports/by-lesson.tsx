import { Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { completionQuery, type LessonReport } from "@/api/reports";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function Row({ lesson, learners }: { lesson: LessonReport; learners: number }): ReactNode {
  const { t, percent } = useWords();
  const share = (count: number) => percent(count / learners);
  const width = (count: number) => ({ width: `${(count / learners) * 100}%` });
  return (
    <Table.Tr>
      <Table.Td>
        <bdi>{lesson.title}</bdi>
        <Text size="sm" c="dimmed">
          <bdi>{lesson.section}</bdi>
        </Text>
      </Table.Td>
      <Table.Td style={{ width: "40%", minWidth: 120 }}>
        <div className="lectern-bar" role="img" aria-label={t("reports.share", { completed: lesson.completed, started: lesson.started, count: learners })}>
          <span data-part="started" style={width(lesson.started)} />
          <span style={width(lesson.completed)} />
        </div>
      </Table.Td>
      <Table.Td ta="end">{share(lesson.completed)}</Table.Td>
      <Table.Td ta="end">{share(lesson.started)}</Table.Td>
    </Table.Tr>
  );
}

/** How many completed each lesson: a bar for each, with its figures beside it. */
export function ByLesson({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: report, error } = useQuery(completionQuery(course));
  if (error) return <Problem>{words(error)}</Problem>;
  if (!report) return <RowsSkeleton rows={6} height={48} />;
  if (report.learners === 0) return <EmptyState icon="people" title={t("reports.none")} text={t("reports.noneText")} />;
  return (
    <Stack>
      <Text>
        {t("reports.people", { count: report.learners })} {t("reports.done", { count: report.completed })}
      </Text>
      <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "group", "aria-label": t("reports.lessons") } }}>
        <Table className="lectern-numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("reports.lesson")}</Table.Th>
              <Table.Td />
              <Table.Th ta="end">{t("reports.completed")}</Table.Th>
              <Table.Th ta="end">{t("reports.started")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.lessons.map((lesson) => (
              <Row key={lesson.lesson_id} lesson={lesson} learners={report.learners} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
