import { Anchor, Stack, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { LearnerStanding } from "@/api/reports";
import { useWords } from "@/i18n/use-words";
import { ago, moment } from "@/lib/dates";
import { MoreButton, type Pages } from "@/ui/more-button";

interface LearnerTableProps<Row extends LearnerStanding> {
  label: string;
  rows: readonly Row[];
  /** The last column: what this report is about. */
  head: string;
  cell: (row: Row) => ReactNode;
  pages: Pages;
}

/** Learners with their figures, and one column of the report's own. */
export function LearnerTable<Row extends LearnerStanding>({ label, rows, head, cell, pages }: LearnerTableProps<Row>): ReactNode {
  const { t, language, percent } = useWords();
  return (
    <Stack>
      <Table.ScrollContainer minWidth={720} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "group", "aria-label": label } }}>
        <Table className="lectern-numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("reports.name")}</Table.Th>
              <Table.Th>{head}</Table.Th>
              <Table.Th ta="end">{t("reports.progress")}</Table.Th>
              <Table.Th ta="end">{t("reports.grade")}</Table.Th>
              <Table.Th ta="end">{t("reports.lastActive")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.enrolment_id}>
                <Table.Td>
                  <bdi>{row.user.name}</bdi>
                  <Text size="sm">
                    <Anchor href={`mailto:${row.user.email}`}>{row.user.email}</Anchor>
                  </Text>
                </Table.Td>
                <Table.Td>{cell(row)}</Table.Td>
                <Table.Td ta="end">{t("reports.of", { done: row.completed_lessons, count: row.needed_lessons })}</Table.Td>
                <Table.Td ta="end">{row.total === null ? "–" : percent(row.total / 100)}</Table.Td>
                <Table.Td ta="end">{row.last_active_at ? <span title={moment(row.last_active_at, language)}>{ago(row.last_active_at, language)}</span> : t("reports.never")}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <MoreButton pages={pages} />
    </Stack>
  );
}
