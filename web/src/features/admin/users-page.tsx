import { Button, Center, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { usersQuery } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

export default function UsersPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const query = useInfiniteQuery(usersQuery);
  const people = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={t("admin.users")}>
      {query.error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>}
      {!people && !query.error && <RowsSkeleton rows={6} height={40} />}
      {people?.length === 0 && <Text c="dimmed">{t("admin.none")}</Text>}
      {people && people.length > 0 && (
        <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": t("admin.users") } }}>
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("admin.name")}</Table.Th>
                <Table.Th>{t("admin.email")}</Table.Th>
                <Table.Th>{t("admin.role")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {people.map((person) => (
                <Table.Tr key={person.id}>
                  <Table.Td>{person.name}</Table.Td>
                  <Table.Td>{person.email}</Table.Td>
                  <Table.Td>{t(`admin.${person.role}`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {query.hasNextPage && (
        <Center mt="lg">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("course.more")}
          </Button>
        </Center>
      )}
    </Page>
  );
}
