import { NativeSelect, Table, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { auditActionsQuery, type AuditEntry, type AuditFilter, auditQuery } from "@/api/admin";
import { Console } from "@/features/admin/console";
import { DataList } from "@/features/admin/data-list";
import { Moment } from "@/features/admin/moment";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";

/** The beginning of a day of the reader's, as the server reads moments. */
function dayStart(day: string, plusDays: number): string {
  if (!day) return "";
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + plusDays);
  return date.toISOString();
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length > 0 ? value.map(shown).join(", ") : "–";
  if (value !== null && typeof value === "object") return Object.entries(value).map(([key, inner]) => `${key}: ${shown(inner)}`).join("; ");
  return value === null ? "–" : String(value);
}

function Details({ details }: { details: Record<string, unknown> }): ReactNode {
  const { before, after, ...rest } = details;
  const parts = Object.entries(rest).map(([key, value]) => `${key}: ${shown(value)}`);
  if ("before" in details || "after" in details) parts.unshift(`${shown(before)} → ${shown(after)}`);
  return parts.join(" · ");
}

function Row({ entry }: { entry: AuditEntry }): ReactNode {
  const { t } = useWords();
  const who = entry.who;
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: "nowrap" }}>
        <Moment at={entry.at} />
      </Table.Td>
      <Table.Td>
        {who ? who.name || t("auditLog.gone") : t("auditLog.server")}
        <Text size="xs" c="dimmed">
          {who?.email || who?.id}
        </Text>
      </Table.Td>
      <Table.Td ff="monospace">{entry.action}</Table.Td>
      <Table.Td>
        {entry.object.kind}
        <Text size="xs" c="dimmed" ff="monospace">
          {entry.object.id}
        </Text>
      </Table.Td>
      <Table.Td maw={320} style={{ overflowWrap: "anywhere" }}>
        <Details details={entry.details} />
      </Table.Td>
      <Table.Td>
        {entry.address}
        <Text size="xs" c="dimmed" ff="monospace">
          {entry.request_id}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

export default function AuditPage(): ReactNode {
  const { t } = useWords();
  const [action, setAction] = useState("");
  const [days, setDays] = useState({ since: "", until: "" });
  const filter: AuditFilter = { action, who: "", since: dayStart(days.since, 0), until: dayStart(days.until, 1) };
  const query = useInfiniteQuery(auditQuery(filter));
  const { data: actions } = useQuery(auditActionsQuery);
  return (
    <Console title={t("console.audit")} lead={t("auditLog.lead")}>
      <div className="lectern-filters" role="search">
        <NativeSelect
          label={t("auditLog.action")}
          value={action}
          data={[{ value: "", label: t("console.all") }, ...(actions?.items ?? [])]}
          onChange={(event) => setAction(event.currentTarget.value)}
        />
        <TextInput label={t("auditLog.since")} type="date" size="sm" value={days.since} onChange={(event) => setDays({ ...days, since: event.currentTarget.value })} />
        <TextInput label={t("auditLog.until")} type="date" size="sm" value={days.until} onChange={(event) => setDays({ ...days, until: event.currentTarget.value })} />
      </div>
      <DataList
        query={query}
        label={t("console.audit")}
        heads={[t("auditLog.when"), t("auditLog.who"), t("auditLog.action"), t("auditLog.object"), t("auditLog.details"), t("auditLog.from")]}
        row={(entry) => <Row key={entry.id} entry={entry} />}
        empty={<EmptyState icon="search" title={t("auditLog.none")} />}
      />
    </Console>
  );
}
