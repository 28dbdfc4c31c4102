import { Button, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

interface Regraded {
  changes: { attempt_id: string; person: string; slot: number; before: number; after: number }[];
}

/** Who would change is seen before anybody does. */
export function Regrade({ lesson }: { lesson: string }): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ["quiz", lesson, "regrade"],
    queryFn: () => api.post<Regraded>(`/lessons/${lesson}/quiz/regrade`, { dry_run: true }),
    staleTime: 0,
  });
  const apply = useMutation({
    mutationFn: () => api.post<Regraded>(`/lessons/${lesson}/quiz/regrade`, { dry_run: false }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["quiz", lesson] }),
  });
  if (error) return <Problem>{words(error)}</Problem>;
  if (!data) return <RowsSkeleton rows={3} height={44} />;
  const number = (value: number) => new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  return (
    <Stack maw={760}>
      <Text>{t("quizResults.regradeText")}</Text>
      <Text fw={600} role="status">
        {data.changes.length === 0 ? t("quizResults.noChanges") : t("quizResults.changes", { count: data.changes.length })}
      </Text>
      {data.changes.length > 0 && (
        <>
          <Table style={{ fontVariantNumeric: "tabular-nums" }}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("quizResults.person")}</Table.Th>
                <Table.Th>{t("quizResults.question")}</Table.Th>
                <Table.Th ta="end">{t("quizResults.from")}</Table.Th>
                <Table.Th ta="end">{t("quizResults.to")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.changes.map((change) => (
                <Table.Tr key={`${change.attempt_id} ${change.slot}`}>
                  <Table.Td>{change.person}</Table.Td>
                  <Table.Td>{change.slot}</Table.Td>
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
        </>
      )}
    </Stack>
  );
}
