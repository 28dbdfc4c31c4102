import { Button, Table, Text } from "@mantine/core";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { api } from "@/api/client";
import { courseKeys, type DeletedCourse, trashQuery } from "@/api/courses";
import { keys } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { MoreButton } from "@/ui/more-button";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

function Day({ at }: { at: string }): ReactNode {
  const { language } = useWords();
  const when = new Date(at);
  return (
    <time dateTime={at} title={when.toLocaleString(language)}>
      {new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(when)}
    </time>
  );
}

function useRestore(): (course: DeletedCourse) => void {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  return ({ id, title }) => {
    api.post(`/courses/${id}/restore`).then(
      async () => {
        await client.invalidateQueries({ queryKey: courseKeys.trash });
        await client.invalidateQueries({ queryKey: courseKeys.courses });
        await client.invalidateQueries({ queryKey: keys.home });
        toast(t("trash.restored", { title }));
      },
      (error: unknown) => toast(words(error)),
    );
  };
}

function Deleted({ courses }: { courses: readonly DeletedCourse[] }): ReactNode {
  const { t } = useWords();
  const restore = useRestore();
  return (
    <Table.ScrollContainer minWidth={320}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("trash.course")}</Table.Th>
            <Table.Th visibleFrom="xs">{t("trash.deleted")}</Table.Th>
            <Table.Th>{t("trash.keptUntil")}</Table.Th>
            <Table.Th aria-label={t("trash.restore")} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {courses.map((course) => (
            <Table.Tr key={course.id}>
              <Table.Td>
                <Text fw={600} dir="auto">
                  {course.title}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="xs">
                <Day at={course.deleted_at} />
              </Table.Td>
              <Table.Td>
                <Day at={course.kept_until} />
              </Table.Td>
              <Table.Td ta="end">
                <Button size="compact-md" variant="default" aria-label={`${t("trash.restore")}: ${course.title}`} onClick={() => restore(course)}>
                  {t("trash.restore")}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

export default function TrashPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const query = useInfiniteQuery(trashQuery);
  const courses = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={t("trash.title")} lead={t("trash.lead")}>
      {query.error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>}
      {!courses && !query.error && <RowsSkeleton rows={3} height={48} />}
      {courses?.length === 0 && <EmptyState icon="trash" title={t("trash.none")} text={t("trash.noneText")} />}
      {courses && courses.length > 0 && (
        <Fragment>
          <Deleted courses={courses} />
          <MoreButton pages={query} mt="lg" />
        </Fragment>
      )}
    </Page>
  );
}
