// What became of a quiz: everybody's attempts, the analysis, what a person must mark, marking again.
import "@/questions/quiz.css";
import { Anchor, Button, Stack, Table, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "wouter";
import { address } from "@/api/client";
import { entranceQuery, resultsQuery } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { Analysis } from "@/features/quiz/analysis";
import { Marking } from "@/features/quiz/marking";
import { Regrade } from "@/features/quiz/regrade";
import { stateWords } from "@/questions/words";
import { useWords } from "@/i18n/use-words";
import { moment } from "@/lib/dates";
import { EmptyState } from "@/ui/empty-state";
import { MoreButton } from "@/ui/more-button";
import { PartTabs } from "@/ui/part-tabs";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function Attempts({ lesson }: { lesson: string }): ReactNode {
  const { t, percent, language } = useWords();
  const words = useErrorWords();
  const pages = useInfiniteQuery(resultsQuery(lesson));
  const { data, error } = pages;
  const rows = data?.pages.flatMap((page) => page.items);
  if (error) return <Problem>{words(error)}</Problem>;
  if (!rows) return <RowsSkeleton rows={5} height={44} />;
  if (rows.length === 0) return <EmptyState icon="people" title={t("quizResults.none")} text={t("quizResults.noneText")} />;
  const points = (value: number | null) => (value === null ? "–" : Math.round(value * 100) / 100);
  return (
    <Stack>
      <Button component="a" variant="default" href={address(`/lessons/${lesson}/quiz/results.csv`)} style={{ alignSelf: "end" }}>
        {t("quizResults.csv")}
      </Button>
      <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": t("quizResults.attempts") } }}>
        <Table style={{ fontVariantNumeric: "tabular-nums" }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("quizResults.person")}</Table.Th>
              <Table.Th>{t("quizResults.state")}</Table.Th>
              <Table.Th>{t("quizResults.handedIn")}</Table.Th>
              <Table.Th ta="end">{t("quizResults.grade")}</Table.Th>
              {rows[0]?.points_by_slot.map((_, at) => (
                <Table.Th key={at} ta="end">
                  {at + 1}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <Anchor component={Link} href={`/attempts/${row.id}`}>
                    {row.person.name}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {t("quiz.attempt", { number: row.number })}
                  </Text>
                </Table.Td>
                <Table.Td>{t(stateWords[row.state])}</Table.Td>
                <Table.Td>{row.submitted_at && moment(row.submitted_at, language)}</Table.Td>
                <Table.Td ta="end">{row.fraction !== null && row.state === "graded" ? percent(row.fraction) : "–"}</Table.Td>
                {row.points_by_slot.map((value, at) => (
                  <Table.Td key={at} ta="end">
                    {points(value)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <MoreButton pages={pages} />
    </Stack>
  );
}

export default function ResultsPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { lesson = "" } = useParams<{ lesson: string }>();
  const { data: quiz, error } = useQuery(entranceQuery(lesson));
  if (error) return <Problem>{words(error)}</Problem>;
  return (
    <Page
      title={t("quizResults.title", { title: quiz?.title ?? "" })}
      width="wide"
      actions={
        <Button component={Link} variant="default" href={`/lessons/${lesson}/quiz/edit`}>
          {t("quizEdit.edit")}
        </Button>
      }
    >
      <PartTabs
        parts={[
          { value: "attempts", label: t("quizResults.attempts"), content: <Attempts lesson={lesson} /> },
          { value: "analysis", label: t("quizResults.analysis"), content: <Analysis lesson={lesson} /> },
          { value: "marking", label: t("quizResults.marking"), content: <Marking lesson={lesson} /> },
          { value: "regrade", label: t("quizResults.regrade"), content: <Regrade lesson={lesson} /> },
        ]}
      />
    </Page>
  );
}
