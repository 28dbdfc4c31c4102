// Peer review as those who teach see it: its phase, who gave and got how many, and where reviewers disagree.
import { Anchor, Button, Group, Stack, Table, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { type Assignment, assignmentKeys, type MarkingState, type Phase, reviewOverviewQuery, type ReviewRow } from "@/api/assignment";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { useHandInName } from "@/features/assignment/mark-page";
import { useWords } from "@/i18n/use-words";
import { moment } from "@/lib/dates";
import { Confirm } from "@/ui/confirm";
import { EmptyState } from "@/ui/empty-state";
import { MoreButton } from "@/ui/more-button";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

const phaseWords = { handing_in: "marking.phaseHandingIn", reviewing: "marking.phaseReviewing", marked: "marking.phaseMarked" } as const;
const turnWords = { handing_in: "marking.beginReviewing", reviewing: "marking.endReviewing", marked: "marking.reviewAgain" } as const;
const nextPhase: Record<Phase, Phase> = { handing_in: "reviewing", reviewing: "marked", marked: "reviewing" };

function PhaseBar({ assignment }: { assignment: MarkingState }): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [asks, setAsks] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: assignmentKeys.all(assignment.lesson_id) });
  const turn = useMutation({
    mutationFn: () => api.post<Assignment>(`/lessons/${assignment.lesson_id}/assignment/phase`, { phase: nextPhase[assignment.phase] }),
    onSettled: () => {
      setAsks(false);
      void refresh();
    },
  });
  const allot = useMutation({
    mutationFn: () => api.post<{ added: number }>(`/lessons/${assignment.lesson_id}/assignment/allot`),
    onSuccess: ({ added }) => {
      toast(t("marking.allotted", { count: added }));
      void refresh();
    },
  });
  const { opens_at: opens, closes_at: closes } = assignment.rules.peer;
  const date = assignment.phase === "handing_in" ? opens : assignment.phase === "reviewing" ? closes : null;
  return (
    <Stack gap="xs">
      <Text fw={600} role="status">
        {t(phaseWords[assignment.phase])}
      </Text>
      {date && new Date(date) > new Date() && <Text size="sm">{t("marking.turnsAt", { date: moment(date, language) })}</Text>}
      <Group gap="xs">
        <Button onClick={() => setAsks(true)} variant={assignment.phase === "marked" ? "default" : "filled"}>
          {t(turnWords[assignment.phase])}
        </Button>
        {assignment.phase === "reviewing" && (
          <Button variant="default" loading={allot.isPending} onClick={() => allot.mutate()}>
            {t("marking.allot")}
          </Button>
        )}
      </Group>
      {(turn.error ?? allot.error) && <Problem>{words(turn.error ?? allot.error)}</Problem>}
      <Confirm
        isCalm
        title={t(turnWords[assignment.phase])}
        text={t(assignment.phase === "handing_in" ? "marking.beginText" : assignment.phase === "reviewing" ? "marking.endText" : "marking.againText", { count: assignment.rules.peer.reviews })}
        act={t(turnWords[assignment.phase])}
        keep={t("assignment.notYet")}
        opened={asks}
        onConfirm={() => turn.mutate()}
        onClose={() => setAsks(false)}
      />
    </Stack>
  );
}

/** How far the reviewers of one work lie apart. */
const spread = ({ got }: ReviewRow): number => {
  const fractions = got.map((review) => review.fraction ?? 0);
  return fractions.length > 1 ? Math.max(...fractions) - Math.min(...fractions) : 0;
};

export function PeerOverview({ assignment }: { assignment: MarkingState }): ReactNode {
  const { t, percent } = useWords();
  const words = useErrorWords();
  const nameOf = useHandInName();
  const pages = useInfiniteQuery(reviewOverviewQuery(assignment.lesson_id));
  const { data, error } = pages;
  const rows = data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="lg">
      <PhaseBar assignment={assignment} />
      {error && <Problem>{words(error)}</Problem>}
      {!rows && !error && <RowsSkeleton rows={4} height={44} />}
      {rows?.length === 0 && <EmptyState icon="assignment" title={t("marking.none")} text={t("marking.noneText")} />}
      {rows && rows.length > 0 && (
        <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": t("marking.peers") } }}>
          <Table className="lectern-numbers">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("quizResults.person")}</Table.Th>
                <Table.Th ta="end">{t("marking.given")}</Table.Th>
                <Table.Th ta="end">{t("marking.got")}</Table.Th>
                <Table.Th>{t("marking.peerGrades")}</Table.Th>
                <Table.Th ta="end">{t("marking.ofSelf")}</Table.Th>
                <Table.Th ta="end">{t("quizResults.grade")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.hand_in_id}>
                  <Table.Td>
                    <Anchor component={Link} href={`/hand-ins/${row.hand_in_id}/mark`}>
                      {nameOf(row.people, row.hand_in_id)}
                    </Anchor>
                  </Table.Td>
                  <Table.Td ta="end">{t("marking.ofMany", { done: row.given, count: row.to_give })}</Table.Td>
                  <Table.Td ta="end">{t("marking.ofMany", { done: row.got.length, count: row.asked_for })}</Table.Td>
                  <Table.Td>
                    {row.got.map((review) => percent(review.fraction ?? 0)).join(", ") || "–"}
                    {spread(row) >= 0.3 && (
                      <Text size="sm" c="var(--mantine-color-error)">
                        {t("marking.apart")}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td ta="end">{row.of_self === null ? "–" : percent(row.of_self)}</Table.Td>
                  <Table.Td ta="end">{row.fraction === null ? "–" : percent(row.fraction)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <MoreButton pages={pages} />
    </Stack>
  );
}
