import { Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type GradeReport, ownGradesQuery } from "@/api/gradebook";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { day, moment } from "@/lib/dates";
import { EmptyState } from "@/ui/empty-state";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function useNumbers() {
  const { language } = useWords();
  const points = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 2 });
  return { points: (value: number) => points.format(value), percent: (value: number) => percents.format(value / 100) };
}

function Value({ item }: { item: GradeReport["items"][number] }): ReactNode {
  const { t } = useWords();
  const { points } = useNumbers();
  if (item.hidden) return <Text component="span" c="dimmed">{t("grades.hidden")}</Text>;
  if (item.excused) return t("grades.excused");
  if (item.value === null) return <Text component="span" c="dimmed">{t("grades.open")}</Text>;
  return `${points(item.value)} / ${points(item.most)}`;
}

function Goals({ report }: { report: GradeReport }): ReactNode {
  const { t } = useWords();
  const { percent } = useNumbers();
  if (report.goals.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="xs">
        {t("grades.goals")}
      </Title>
      <Text c="dimmed">{t("grades.goalsText")}</Text>
      <dl className="lectern-goals">
        {report.goals.map((goal) => (
          <div key={goal.letter}>
            <dt>{t("grades.goal", { letter: goal.letter, least: percent(goal.least) })}</dt>
            <dd>{goal.needed === null ? t("grades.goalNever") : goal.needed === 0 ? t("grades.goalReached") : t("grades.goalNeeds", { needed: percent(goal.needed) })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** One's own grades, what is due, and what it would take. */
export function MyGrades({ course }: { course: string }): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const { percent } = useNumbers();
  const { data: report, error } = useQuery(ownGradesQuery(course));
  if (error) return <Problem>{words(error)}</Problem>;
  if (!report) return <RowsSkeleton rows={5} height={48} />;
  if (report.items.length === 0) return <EmptyState icon="book" title={t("grades.none")} text={t("grades.notYet")} />;
  return (
    <Stack gap="xl">
      <Text fz="xl" fw={650} className="lectern-numbers" data-testid="total">
        {report.total === null ? t("grades.notYet") : `${t("grades.yourTotal")}: ${percent(report.total)} ${report.letter}`}
      </Text>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("grades.name")}</Table.Th>
            <Table.Th>{t("grades.due")}</Table.Th>
            <Table.Th ta="end">{t("grades.grade")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td dir="auto">
                {item.name}
                {item.extra_credit && <Text size="sm" c="dimmed">{t("grades.extra")}</Text>}
              </Table.Td>
              <Table.Td>{item.due_at && <span title={moment(item.due_at, language)}>{day(item.due_at, language)}</span>}</Table.Td>
              <Table.Td ta="end" className="lectern-numbers">
                <Value item={item} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Goals report={report} />
    </Stack>
  );
}
