import "@/features/roster/roster.css";
import { Anchor, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedCallback, useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { Link, useParams } from "wouter";
import { address } from "@/api/client";
import { courseRoles, enrolmentStates, groupsQuery, type Roster, type RosterFilter, type RosterRow, rosterQuery } from "@/api/enrolment";
import { outlineQuery } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { AddPeople } from "@/features/roster/add-people";
import { BulkBar } from "@/features/roster/bulk-bar";
import { GroupsDialog } from "@/features/roster/groups-dialog";
import { LearnerDrawer } from "@/features/roster/learner-drawer";
import { RosterCards, RosterTable } from "@/features/roster/roster-table";
import { SentMessages } from "@/features/roster/sent-messages";
import { useBulk, useFilter } from "@/features/roster/use-roster";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { MoreButton } from "@/ui/more-button";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

interface FiltersProps {
  course: string;
  filter: RosterFilter;
  set: (change: Partial<RosterFilter>) => void;
  /** Opens the groups, for whoever may change them. */
  manage: (() => void) | undefined;
}

function Filters({ course, filter, set, manage }: FiltersProps): ReactNode {
  const { t } = useWords();
  const [words, setWords] = useState(filter.q);
  const { data: groups } = useQuery(groupsQuery(course));
  const search = useDebouncedCallback((q: string) => set({ q }), 250);
  return (
    <Group gap="sm" mb="md">
      <TextInput
        type="search"
        style={{ flex: "1 1 240px" }}
        aria-label={t("roster.search")}
        placeholder={t("roster.search")}
        leftSection={<Icon name="search" size={18} />}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
      />
      <NativeSelect
        aria-label={t("roster.state")}
        value={filter.state}
        onChange={(event) => set({ state: event.currentTarget.value })}
        data={[{ value: "", label: t("roster.anyState") }, ...enrolmentStates.map((state) => ({ value: state, label: t(`roster.${state}`) }))]}
      />
      <NativeSelect
        aria-label={t("roster.role")}
        value={filter.role}
        onChange={(event) => set({ role: event.currentTarget.value })}
        data={[{ value: "", label: t("roster.anyRole") }, ...courseRoles.map((role) => ({ value: role, label: t(`roster.${role}`) }))]}
      />
      {groups && groups.items.length > 0 && (
        <NativeSelect
          aria-label={t("roster.groups")}
          value={filter.group}
          onChange={(event) => set({ group: event.currentTarget.value })}
          data={[{ value: "", label: t("roster.anyGroup") }, ...groups.items.map((group) => ({ value: group.id, label: group.name }))]}
        />
      )}
      {manage && groups && groups.items.length > 0 && (
        <Button variant="subtle" onClick={manage}>
          {t("roster.manageGroups")}
        </Button>
      )}
    </Group>
  );
}

function Counts({ counts }: { counts: Roster["counts"] }): ReactNode {
  const { t } = useWords();
  const of = (state: string) => counts.filter((one) => one.state === state).reduce((sum, one) => sum + one.people, 0);
  const parts = [
    t("roster.count", { count: of("active") }),
    ...(of("waiting") > 0 ? [t("roster.countWaiting", { count: of("waiting") })] : []),
    ...(of("suspended") > 0 ? [t("roster.countSuspended", { count: of("suspended") })] : []),
  ];
  return <span className="lectern-numbers">{parts.join(" · ")}</span>;
}

function UndoBar({ bulk }: { bulk: ReturnType<typeof useBulk> }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const error = bulk.act.error ?? bulk.takeBack.error;
  return (
    <div role="status">
      {error && <Problem>{words(error)}</Problem>}
      {bulk.undo && (
        <Group gap="sm" mb="md">
          <Text>{bulk.undo.count > 0 ? t("roster.done", { count: bulk.undo.count }) : t("roster.doneNone")}</Text>
          {bulk.undo.acts.length > 0 && (
            <Button size="compact-sm" variant="default" loading={bulk.takeBack.isPending} onClick={() => bulk.takeBack.mutate()}>
              {t("roster.undo")}
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}

export default function RosterPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { course = "" } = useParams<{ course: string }>();
  const isNarrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const { filter, set, isFiltered, clear } = useFilter();
  const query = useInfiniteQuery(rosterQuery(course, filter));
  const { data: outline } = useQuery(outlineQuery(course));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const first = query.data?.pages[0];
  const bulk = useBulk(course, rows);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<RosterRow | null>(null);
  const [isAdding, setAdding] = useState(false);
  const [isReading, setReading] = useState(false);
  const [isGrouping, setGrouping] = useState(false);
  const chosen = rows.filter((row) => selected.has(row.id));
  const title = outline?.course.title ?? "";
  const mayEdit = outline?.course.can_edit ?? false;
  const list = { rows, lessons: first?.lessons ?? 0, selected, onSelect: setSelected, onOpen: setOpen };
  return (
    <Page
      width="wide"
      title={t("roster.title")}
      lead={
        <Fragment>
          <Anchor component={Link} href={`/courses/${course}`} td="underline" dir="auto">
            {title}
          </Anchor>
          {first && (
            <Fragment>
              {" · "}
              <Counts counts={first.counts} />
            </Fragment>
          )}
        </Fragment>
      }
      actions={
        <Fragment>
          {mayEdit && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
              {t("roster.add")}
            </Button>
          )}
          <Button variant="default" leftSection={<Icon name="mail" size={18} />} onClick={() => setReading(true)}>
            {t("message.history")}
          </Button>
          <Button component="a" href={address(`/courses/${course}/roster.csv`, { ...filter })} download variant="default" leftSection={<Icon name="download" size={18} />}>
            {t("roster.export")}
          </Button>
        </Fragment>
      }
    >
      <Filters course={course} filter={filter} set={set} manage={mayEdit ? () => setGrouping(true) : undefined} />
      <UndoBar bulk={bulk} />
      {query.error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>}
      {!first && !query.error && <RowsSkeleton rows={8} height={56} />}
      {first && rows.length === 0 && (
        <EmptyState
          icon={isFiltered ? "search" : "people"}
          title={t(isFiltered ? "roster.noMatch" : "roster.emptyTitle")}
          text={t(isFiltered ? "roster.noMatchText" : "roster.emptyText")}
        >
          {isFiltered ? (
            <Button variant="default" onClick={clear}>
              {t("roster.clear")}
            </Button>
          ) : (
            mayEdit && <Button onClick={() => setAdding(true)}>{t("roster.add")}</Button>
          )}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Stack gap={0}>
          {isNarrow ? <RosterCards {...list} /> : <RosterTable {...list} sort={filter.sort} onSort={(sort) => set({ sort })} />}
          <MoreButton pages={query} mt="lg" />
          {chosen.length > 0 && (
            <BulkBar
              mayEdit={mayEdit}
              course={course}
              title={title}
              rows={chosen}
              busy={bulk.act.isPending}
              onAct={(act) => bulk.act.mutate(act, { onSuccess: () => setSelected(new Set()) })}
              onClear={() => setSelected(new Set())}
            />
          )}
        </Stack>
      )}
      <LearnerDrawer row={open} lessons={first?.lessons ?? 0} mayEdit={mayEdit} onClose={() => setOpen(null)} />
      {isGrouping && <GroupsDialog course={course} onClose={() => setGrouping(false)} />}
      {isReading && <SentMessages course={course} onClose={() => setReading(false)} />}
      {isAdding && <AddPeople course={course} title={title} onClose={() => setAdding(false)} />}
    </Page>
  );
}
