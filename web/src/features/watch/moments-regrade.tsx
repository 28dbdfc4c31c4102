// Answers within a recording, marked again with mended questions. Who would change is seen before anybody does.
import { Button, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { momentRegradeQuery, useMomentRegrade } from "@/api/video-questions";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";
import { Problem } from "@/ui/problem";

/** Nothing where no mended question changes anybody's points. */
export function MomentsRegrade({ lesson }: { lesson: string }): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const { data, error } = useQuery(momentRegradeQuery(lesson));
  const apply = useMomentRegrade(lesson);
  if (error) return <Problem>{words(error)}</Problem>;
  if (!data || data.changes.length === 0) return null;
  const number = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  return (
    <Stack component="section" maw={760}>
      <Title order={2}>{t("quizResults.regrade")}</Title>
      <Text>{t("quizResults.regradeText")}</Text>
      <Text fw={600} role="status">
        {t("quizResults.changes", { count: data.changes.length })}
      </Text>
      <Table style={{ fontVariantNumeric: "tabular-nums" }}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("quizResults.person")}</Table.Th>
            <Table.Th>{t("moments.time")}</Table.Th>
            <Table.Th ta="end">{t("quizResults.from")}</Table.Th>
            <Table.Th ta="end">{t("quizResults.to")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.changes.map((change) => (
            <Table.Tr key={`${change.user_id} ${change.moment_id} ${change.number}`}>
              <Table.Td>{change.person}</Table.Td>
              <Table.Td>{clock(change.at_seconds)}</Table.Td>
              <Table.Td ta="end">{number(change.before)}</Table.Td>
              <Table.Td ta="end">{number(change.after)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {apply.error && <Problem>{words(apply.error)}</Problem>}
      <Button loading={apply.isPending} onClick={() => apply.mutate()} style={{ alignSelf: "start" }}>
        {t("quizResults.apply")}
      </Button>
    </Stack>
  );
}
