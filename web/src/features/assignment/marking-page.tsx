// Everything that was handed in, for those who teach: what waits, who is missing, peer review, marks out and in.
import "@/features/assignment/assignment.css";
import { Anchor, Badge, Button, Group, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { Link, useLocation, useParams, useSearchParams } from "wouter";
import { assignmentKeys, handInsQuery, markingQuery, type MarkingState, missingQuery, nextToMark } from "@/api/assignment";
import { address, api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { useLateWords } from "@/features/assignment/hand-in-view";
import { ImportMarks } from "@/features/assignment/import-marks";
import { useHandInName } from "@/features/assignment/mark-page";
import { PeerOverview } from "@/features/assignment/peer-overview";
import { stateWords } from "@/features/assignment/words";
import { useWords } from "@/i18n/use-words";
import { moment } from "@/lib/dates";
import { Confirm } from "@/ui/confirm";
import { EmptyState } from "@/ui/empty-state";
import { MoreButton } from "@/ui/more-button";
import { PartTabs } from "@/ui/part-tabs";
import { Page, PageSkeleton, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

const filters = ["handed_in", "marked", "released", "returned", ""] as const;

function HandIns({ lesson, state }: { lesson: string; state: string }): ReactNode {
  const { t, percent, language } = useWords();
  const words = useErrorWords();
  const late = useLateWords();
  const nameOf = useHandInName();
  const query = useInfiniteQuery(handInsQuery(lesson, state));
  const rows = query.data?.pages.flatMap((page) => page.items);
  if (query.error) return <Problem>{words(query.error)}</Problem>;
  if (!rows) return <RowsSkeleton rows={5} height={44} />;
  if (rows.length === 0)
    return <EmptyState icon={state === "handed_in" ? "check" : "assignment"} title={t(state === "handed_in" ? "marking.nothingWaits" : "marking.none")} text={t("marking.noneText")} />;
  return (
    <Stack>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": t("marking.handIns") } }}>
        <Table className="lectern-numbers">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("quizResults.person")}</Table.Th>
              <Table.Th>{t("quizResults.state")}</Table.Th>
              <Table.Th>{t("quizResults.handedIn")}</Table.Th>
              <Table.Th ta="end">{t("marking.pointsShort")}</Table.Th>
              <Table.Th ta="end">{t("quizResults.grade")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <Anchor component={Link} href={`/hand-ins/${row.id}/mark`}>
                    {nameOf(row.people, row.id)}
                  </Anchor>
                  {row.number > 1 && (
                    <Text size="sm" c="dimmed">
                      {t("assignment.attempt", { number: row.number })}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>{t(stateWords[row.state])}</Table.Td>
                <Table.Td>
                  {row.handed_in_at && moment(row.handed_in_at, language)}
                  {row.late_seconds > 0 && (
                    <Badge ms={6} tt="none" variant="outline" color="red.9" c="var(--mantine-color-text)">
                      {late(row.late_seconds)}
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td ta="end">{row.points ?? "–"}</Table.Td>
                <Table.Td ta="end">{row.fraction === null ? "–" : percent(row.fraction)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <MoreButton pages={query} />
    </Stack>
  );
}

function Missing({ lesson }: { lesson: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const query = useInfiniteQuery(missingQuery(lesson));
  const rows = query.data?.pages.flatMap((page) => page.items);
  if (query.error) return <Problem>{words(query.error)}</Problem>;
  if (!rows) return <RowsSkeleton rows={5} height={44} />;
  if (rows.length === 0) return <EmptyState icon="check" title={t("marking.nobodyMissing")} />;
  return (
    <Stack>
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
        {rows.map((row) => (
          <Group component="li" key={row.id} justify="space-between" className="lectern-hand-in-row">
            <div>
              <Text>{row.name}</Text>
              <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                {row.email}
              </Text>
            </div>
            {row.draft && (
              <Text size="sm" c="dimmed">
                {t("marking.hasDraft")}
              </Text>
            )}
          </Group>
        ))}
      </Stack>
      <MoreButton pages={query} />
    </Stack>
  );
}

function Release({ assignment }: { assignment: MarkingState }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [asks, setAsks] = useState(false);
  const release = useMutation({
    mutationFn: () => api.post<{ released: number }>(`/lessons/${assignment.lesson_id}/assignment/release`),
    onSuccess: ({ released }) => {
      toast(t("marking.released", { count: released }));
      void client.invalidateQueries({ queryKey: assignmentKeys.all(assignment.lesson_id) });
    },
    onSettled: () => setAsks(false),
  });
  const { marked, to_mark: waiting } = assignment.counts;
  if (marked === 0) return null;
  return (
    <Fragment>
      <Button variant="default" onClick={() => setAsks(true)}>
        {t("marking.release", { count: marked })}
      </Button>
      {release.error && <Problem>{words(release.error)}</Problem>}
      <Confirm
        isCalm
        title={t("marking.releaseAsk", { count: marked })}
        text={waiting > 0 ? t("marking.releaseSome", { count: waiting }) : t("marking.releaseText")}
        act={t("marking.releaseAct")}
        keep={t("assignment.notYet")}
        opened={asks}
        onConfirm={() => release.mutate()}
        onClose={() => setAsks(false)}
      />
    </Fragment>
  );
}

function Queue({ assignment }: { assignment: MarkingState }): ReactNode {
  const { t } = useWords();
  const [, go] = useLocation();
  const [search, setSearch] = useSearchParams();
  const state = search.get("state") ?? "handed_in";
  const shown = state === "all" ? "" : state;
  const { counts } = assignment;
  const count = { handed_in: counts.to_mark, marked: counts.marked, released: counts.released, returned: counts.returned } as const;
  const label = (filter: (typeof filters)[number]) => (filter === "" ? t("marking.all") : `${t(stateWords[filter])} (${count[filter]})`);
  return (
    <Stack>
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t("quizResults.state")}
          value={shown || "all"}
          onChange={(value) => setSearch({ state: value })}
          data={filters.map((filter) => ({ value: filter || "all", label: label(filter) }))}
          style={{ maxWidth: "100%", overflowX: "auto" }}
        />
        <Group gap="xs">
          {counts.to_mark > 0 && (
            <Button onClick={() => void nextToMark(assignment.lesson_id, "").then((next) => next && go(`/hand-ins/${next}/mark`))}>{t("marking.begin", { count: counts.to_mark })}</Button>
          )}
          <Release assignment={assignment} />
        </Group>
      </Group>
      <HandIns lesson={assignment.lesson_id} state={shown} />
    </Stack>
  );
}

function MarksTable({ lesson }: { lesson: string }): ReactNode {
  const { t } = useWords();
  return (
    <Stack maw={760} align="flex-start">
      <Button component="a" variant="default" href={address(`/lessons/${lesson}/assignment/marks.csv`)}>
        {t("marking.export")}
      </Button>
      <ImportMarks lesson={lesson} />
    </Stack>
  );
}

export default function MarkingPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { lesson = "" } = useParams<{ lesson: string }>();
  const { data: assignment, error } = useQuery(markingQuery(lesson));
  if (error) return <Page title={t("marking.title")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!assignment) return <PageSkeleton />;
  return (
    <Page
      title={t("marking.of", { title: assignment.title })}
      width="wide"
      lead={
        <Anchor component={Link} href={`/lessons/${lesson}/assignment`}>
          {t("marking.toAssignment")}
        </Anchor>
      }
      actions={
        <Button component={Link} variant="default" href={`/lessons/${lesson}/assignment/edit`}>
          {t("assignmentEdit.edit")}
        </Button>
      }
    >
      <PartTabs
        parts={[
          { value: "queue", label: t("marking.handIns"), content: <Queue assignment={assignment} /> },
          { value: "missing", label: t("marking.missing", { count: assignment.counts.missing }), content: <Missing lesson={lesson} /> },
          ...(assignment.rules.peer.reviews > 0 ? [{ value: "peers", label: t("marking.peers"), content: <PeerOverview assignment={assignment} /> }] : []),
          { value: "table", label: t("marking.table"), content: <MarksTable lesson={lesson} /> },
        ]}
      />
    </Page>
  );
}
