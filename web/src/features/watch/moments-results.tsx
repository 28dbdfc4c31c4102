import { Stack, Table, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type MomentReport, momentPeopleQuery, momentReportQuery } from "@/api/video-questions";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { MomentsRegrade } from "@/features/watch/moments-regrade";
import { clock } from "@/lib/time";
import { EmptyState } from "@/ui/empty-state";
import { MoreButton } from "@/ui/more-button";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

const scroll = (label: string) => ({ viewportProps: { tabIndex: 0, role: "region", "aria-label": label } });

/** The most frequent answers to a question, in words. */
function Responses({ item }: { item: MomentReport }): ReactNode {
  const all = Object.entries(item.responses).flatMap(([part, counts]) => Object.entries(counts).map(([words, count]) => ({ words: part ? `${part}: ${words}` : words, count })));
  return all
    .sort((one, other) => other.count - one.count)
    .slice(0, 8)
    .map(({ words, count }) => (
      <Text key={words} size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {count} × {words}
      </Text>
    ));
}

function ByQuestion({ items }: { items: readonly MomentReport[] }): ReactNode {
  const { t, percent } = useWords();
  const share = (count: number, people: number) => (people > 0 ? percent(count / people) : "–");
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={scroll(t("moments.byQuestion"))}>
      <Table style={{ fontVariantNumeric: "tabular-nums" }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("moments.time")}</Table.Th>
            <Table.Th>{t("quizResults.question")}</Table.Th>
            <Table.Th ta="end">{t("moments.answeredBy")}</Table.Th>
            <Table.Th ta="end">{t("moments.rightAtFirst")}</Table.Th>
            <Table.Th ta="end">{t("moments.rightAtLast")}</Table.Th>
            <Table.Th ta="end">{t("moments.meanTries")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.moment_id}>
              <Table.Td>{clock(item.at_seconds)}</Table.Td>
              <Table.Td>
                {item.name}
                <Responses item={item} />
              </Table.Td>
              <Table.Td ta="end">{item.people}</Table.Td>
              <Table.Td ta="end">{share(item.right_at_first, item.people)}</Table.Td>
              <Table.Td ta="end">{share(item.right_at_last, item.people)}</Table.Td>
              <Table.Td ta="end">{item.people > 0 ? Math.round((item.tries / item.people) * 10) / 10 : "–"}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ByPerson({ lesson, items }: { lesson: string; items: readonly MomentReport[] }): ReactNode {
  const { t, percent } = useWords();
  const words = useErrorWords();
  const pages = useInfiniteQuery(momentPeopleQuery(lesson));
  const { data, error } = pages;
  const people = data?.pages.flatMap((page) => page.items);
  if (error) return <Problem>{words(error)}</Problem>;
  if (!people) return <RowsSkeleton rows={3} height={40} />;
  return (
    <Stack>
      <Table.ScrollContainer minWidth={480} scrollAreaProps={scroll(t("moments.byPerson"))}>
        <Table style={{ fontVariantNumeric: "tabular-nums" }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("quizResults.person")}</Table.Th>
              <Table.Th ta="end">{t("moments.answered")}</Table.Th>
              <Table.Th ta="end">{t("moments.result")}</Table.Th>
              {items.map((item) => (
                <Table.Th key={item.moment_id} ta="end">
                  {clock(item.at_seconds)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.map((person) => (
              <Table.Tr key={person.user_id}>
                <Table.Td>{person.name}</Table.Td>
                <Table.Td ta="end">{person.answered}</Table.Td>
                <Table.Td ta="end">{person.fraction === null ? "–" : percent(person.fraction)}</Table.Td>
                {person.by_moment.map((fraction, at) => (
                  <Table.Td key={at} ta="end">
                    {fraction === null ? "–" : percent(fraction)}
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

export function MomentsResults({ lesson }: { lesson: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: items, error } = useQuery(momentReportQuery(lesson));
  if (error) return <Problem>{words(error)}</Problem>;
  if (!items) return <RowsSkeleton rows={4} height={44} />;
  if (items.every((item) => item.people === 0)) return <EmptyState icon="people" title={t("moments.nobody")} text={t("moments.nobodyText")} />;
  return (
    <Stack gap="xl">
      <section>
        <Title order={2} mb="sm">
          {t("moments.byQuestion")}
        </Title>
        <ByQuestion items={items} />
      </section>
      <section>
        <Title order={2} mb="sm">
          {t("moments.byPerson")}
        </Title>
        <ByPerson lesson={lesson} items={items} />
      </section>
      <MomentsRegrade lesson={lesson} />
    </Stack>
  );
}
