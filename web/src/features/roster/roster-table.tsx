import { ActionIcon, Badge, Checkbox, Group, Progress, Table, Text, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { RosterRow } from "@/api/enrolment";
import { useWords } from "@/i18n/use-words";
import { ago, moment } from "@/lib/dates";
import { Avatar } from "@/ui/avatar";
import { Icon } from "@/ui/icons";

interface RosterTableProps {
  rows: readonly RosterRow[];
  lessons: number;
  sort: string;
  onSort: (sort: string) => void;
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
  onOpen: (row: RosterRow) => void;
}

const columns = [
  { key: "name", words: "roster.name", first: "name" },
  { key: "progress", words: "roster.progress", first: "-progress" },
  { key: "activity", words: "roster.activity", first: "-activity" },
] as const;

function Head({ column, sort, onSort }: { column: (typeof columns)[number]; sort: string; onSort: (sort: string) => void }): ReactNode {
  const { t } = useWords();
  const current = sort.replace("-", "") === column.key;
  const falls = sort.startsWith("-");
  const next = !current ? column.first : falls ? column.key : `-${column.key}`;
  return (
    <Table.Th aria-sort={current ? (falls ? "descending" : "ascending") : "none"}>
      <UnstyledButton fz="inherit" fw="inherit" onClick={() => onSort(next)} aria-label={t("roster.sortBy", { column: t(column.words) })}>
        <Group gap={4} wrap="nowrap">
          {t(column.words)}
          {current && <Icon name={falls ? "down" : "up"} size={14} />}
        </Group>
      </UnstyledButton>
    </Table.Th>
  );
}

export function StateBadge({ row }: { row: Pick<RosterRow, "state"> }): ReactNode {
  const { t } = useWords();
  if (row.state === "active") return null;
  return (
    <Badge variant={row.state === "suspended" ? "outline" : "default"} tt="none" style={{ flex: "none" }}>
      {t(`roster.${row.state}`)}
    </Badge>
  );
}

export function Done({ done, lessons }: { done: number; lessons: number }): ReactNode {
  const { t } = useWords();
  const words = t("mine.progress", { done, all: lessons });
  return (
    <Group gap="xs" wrap="nowrap">
      <Progress value={lessons > 0 ? (100 * done) / lessons : 0} w={72} aria-label={words} />
      <Text component="span" size="sm" className="lectern-numbers" style={{ whiteSpace: "nowrap" }}>
        {`${done}/${lessons}`}
      </Text>
    </Group>
  );
}

export function LastActive({ at }: { at: string | null }): ReactNode {
  const { t, language } = useWords();
  if (!at) return <Text component="span" size="sm" c="dimmed">{t("roster.never")}</Text>;
  return (
    <Text component="time" dateTime={at} title={moment(at, language)} size="sm">
      {ago(at, language)}
    </Text>
  );
}

function Person({ row, onOpen }: { row: RosterRow; onOpen: () => void }): ReactNode {
  return (
    <UnstyledButton onClick={onOpen} className="lectern-person">
      <Group gap="sm" wrap="nowrap">
        <Avatar name={row.user.name} picture={row.user.picture} size={36} />
        <div style={{ minWidth: 0 }}>
          <Text fw={600} dir="auto">
            {row.user.name}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {row.user.email}
          </Text>
        </div>
      </Group>
    </UnstyledButton>
  );
}

function Row({ row, lessons, checked, onCheck, onOpen }: { row: RosterRow; lessons: number; checked: boolean; onCheck: () => void; onOpen: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <Table.Tr bg={checked ? "var(--mantine-primary-color-light)" : undefined}>
      <Table.Td w={40}>
        <Checkbox checked={checked} onChange={onCheck} aria-label={t("roster.select", { name: row.user.name })} />
      </Table.Td>
      <Table.Td>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Person row={row} onOpen={onOpen} />
          <StateBadge row={row} />
        </Group>
      </Table.Td>
      <Table.Td>{row.role === "student" ? <Done done={row.completed_lessons} lessons={lessons} /> : null}</Table.Td>
      <Table.Td>
        <LastActive at={row.last_active_at} />
      </Table.Td>
      <Table.Td>{t(`roster.${row.role}`)}</Table.Td>
      <Table.Td>
        <Text size="sm">{row.groups.map((group) => group.name).join(", ")}</Text>
      </Table.Td>
      <Table.Td w={48}>
        <ActionIcon variant="subtle" color="gray" onClick={onOpen} aria-label={t("roster.open", { name: row.user.name })}>
          <Icon name="next" />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

export function RosterTable({ rows, lessons, sort, onSort, selected, onSelect, onOpen }: RosterTableProps): ReactNode {
  const { t } = useWords();
  const all = rows.length > 0 && rows.every((row) => selected.has(row.id));
  return (
    <Table.ScrollContainer minWidth={820} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": t("roster.title") } }}>
      <Table highlightOnHover verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={40}>
              <Checkbox
                checked={all}
                indeterminate={!all && selected.size > 0}
                onChange={() => onSelect(all ? new Set() : new Set(rows.map((row) => row.id)))}
                aria-label={t("roster.selectAll")}
              />
            </Table.Th>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort || "name"} onSort={onSort} />
            ))}
            <Table.Th>{t("roster.role")}</Table.Th>
            <Table.Th>{t("roster.groups")}</Table.Th>
            <Table.Th aria-hidden="true" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              lessons={lessons}
              checked={selected.has(row.id)}
              onCheck={() => onSelect(toggled(selected, row.id))}
              onOpen={() => onOpen(row)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The same people for narrow screens. */
export function RosterCards({ rows, lessons, selected, onSelect, onOpen }: Omit<RosterTableProps, "sort" | "onSort">): ReactNode {
  const { t } = useWords();
  return (
    <ul className="lectern-people">
      {rows.map((row) => (
        <li key={row.id}>
          <Checkbox
            checked={selected.has(row.id)}
            onChange={() => onSelect(toggled(selected, row.id))}
            aria-label={t("roster.select", { name: row.user.name })}
          />
          <div style={{ minWidth: 0, flex: 1 }}>
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <Person row={row} onOpen={() => onOpen(row)} />
              <StateBadge row={row} />
            </Group>
            <Group gap="md" mt={4}>
              {row.role === "student" ? <Done done={row.completed_lessons} lessons={lessons} /> : <Text size="sm">{t(`roster.${row.role}`)}</Text>}
              <LastActive at={row.last_active_at} />
            </Group>
          </div>
        </li>
      ))}
    </ul>
  );
}
