import { Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { type QuizReport, reportQuery } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function Fact({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <Stack gap={0}>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fw={650} style={{ fontVariantNumeric: "tabular-nums" }}>
        {value}
      </Text>
    </Stack>
  );
}

/** Bars for the eye, and the same numbers as a table for everyone. */
function Histogram({ counts }: { counts: readonly number[] }): ReactNode {
  const { t } = useWords();
  const most = Math.max(1, ...counts);
  const name = (at: number) => t("quizResults.bin", { from: at * 10, to: at * 10 + 10 });
  return (
    <section aria-labelledby="histogram">
      <Title order={2} id="histogram" mb="sm">
        {t("quizResults.histogram")}
      </Title>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "group", "aria-label": t("quizResults.histogram") } }}>
        <div className="lectern-quiz-bars" aria-hidden>
          {counts.map((count, at) => (
            <div key={at} title={`${name(at)}: ${count}`} style={{ height: `${(count / most) * 100}%` }} />
          ))}
        </div>
        <Table ta="center" style={{ fontVariantNumeric: "tabular-nums" }} layout="fixed">
          <Table.Tbody>
            <Table.Tr>
              {counts.map((count, at) => (
                <Table.Td key={at} aria-label={`${name(at)}: ${t("quizResults.people", { count })}`}>
                  {count}
                  <Text size="sm" c="dimmed" component="div">
                    {at * 10}–{at * 10 + 10}
                  </Text>
                </Table.Td>
              ))}
            </Table.Tr>
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function Items({ report }: { report: QuizReport }): ReactNode {
  const { t, language } = useWords();
  const number = (value: number | null) => (value === null ? "–" : `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value)} %`);
  return (
    <Table.ScrollContainer minWidth={760} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": t("quizResults.analysis") } }}>
      <Table style={{ fontVariantNumeric: "tabular-nums" }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("quizResults.question")}</Table.Th>
            {(["facility", "deviation", "guess", "weight", "discrimination", "efficiency"] as const).map((name) => (
              <Table.Th key={name} ta="end">
                {t(`quizResults.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.items.map((item) => (
            <Fragment key={item.slot}>
              <Table.Tr>
                <Table.Td>
                  {item.slot}. {item.name}
                </Table.Td>
                <Table.Td ta="end">{number(item.facility)}</Table.Td>
                <Table.Td ta="end">{number(item.standard_deviation)}</Table.Td>
                <Table.Td ta="end">{number(item.random_guess)}</Table.Td>
                <Table.Td ta="end">{number(item.effective_weight)}</Table.Td>
                <Table.Td ta="end">{number(item.discrimination_index)}</Table.Td>
                <Table.Td ta="end">{number(item.discrimination_efficiency)}</Table.Td>
              </Table.Tr>
              {Object.keys(item.responses).length > 0 && (
                <Table.Tr>
                  <Table.Td colSpan={7}>
                    <Group gap="md">
                      {Object.entries(item.responses).flatMap(([part, counts]) =>
                        Object.entries(counts)
                          .sort(([, a], [, b]) => b - a)
                          .slice(0, 8)
                          .map(([response, count]) => (
                            <Text key={`${part} ${response}`} size="sm" c="dimmed">
                              {part && `${part}: `}
                              {response || "–"} × {count}
                            </Text>
                          )),
                      )}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              )}
            </Fragment>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

export function Analysis({ lesson }: { lesson: string }): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const { data: report, error } = useQuery(reportQuery(lesson));
  if (error) return <Problem>{words(error)}</Problem>;
  if (!report) return <RowsSkeleton rows={4} height={60} />;
  const number = (value: number | null) => (value === null ? "–" : new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value));
  return (
    <Stack gap="xl">
      <Group gap="xl">
        <Fact name={t("quizResults.person")} value={t("quizResults.people", { count: report.people })} />
        <Fact name={t("quizResults.mean")} value={`${number(report.mean)} / ${number(report.most_points)}`} />
        <Fact name={t("quizResults.median")} value={number(report.median)} />
        <Fact name={t("quizResults.deviation")} value={number(report.standard_deviation)} />
        <Fact name={t("quizResults.consistency")} value={report.internal_consistency === null ? "–" : `${number(report.internal_consistency)} %`} />
      </Group>
      <Histogram counts={report.histogram} />
      <Stack gap="xs">
        <Items report={report} />
        <Text size="sm" c="dimmed">
          {t("quizResults.definitions")}
        </Text>
      </Stack>
    </Stack>
  );
}
