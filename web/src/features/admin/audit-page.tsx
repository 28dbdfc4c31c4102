import { Anchor, Button, NativeSelect, Select, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { accountsQuery, auditActionsQuery, type AuditEntry, auditFile, type AuditFilter, auditQuery } from "@/api/admin";
import { auditText } from "@/features/admin/audit-text";
import { Console } from "@/features/admin/console";
import { DataList } from "@/features/admin/data-list";
import { Moment } from "@/features/admin/moment";
import { usePermissions } from "@/features/admin/use-permissions";
import { auditWords } from "@/i18n/audit";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";

interface Person {
  id: string;
  name: string;
}

/** The beginning of a day of the reader's, as the server reads moments. */
function dayStart(day: string, plusDays: number): string {
  if (!day) return "";
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + plusDays);
  return date.toISOString();
}

const pages: Readonly<Record<string, string>> = { course: "/courses/", lesson: "/lessons/", programme: "/programmes/" };

function Subject({ entry }: { entry: AuditEntry }): ReactNode {
  const { spoken } = useWords();
  const { kind, name } = auditText(entry, spoken);
  const page = pages[entry.object.kind];
  return (
    <Text size="sm">
      {kind}
      {name && ": "}
      {name && (page ? <Anchor component={Link} href={page + entry.object.id}>{name}</Anchor> : <bdi>{name}</bdi>)}
    </Text>
  );
}

/** What the page puts into words, as it stands in the log. */
function Exactly({ entry }: { entry: AuditEntry }): ReactNode {
  const { t } = useWords();
  const { action, object, details, request_id } = entry;
  return (
    <details>
      <Text component="summary" size="xs" c="dimmed" style={{ cursor: "pointer" }}>
        {t("auditLog.exactly")}
      </Text>
      <Text size="xs" ff="monospace" dir="ltr" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
        {[action, `${object.kind} ${object.id}`, JSON.stringify(details), request_id].filter(Boolean).join("\n")}
      </Text>
    </details>
  );
}

function Row({ entry, choose }: { entry: AuditEntry; choose: (person: Person) => void }): ReactNode {
  const { t, spoken } = useWords();
  const { who } = entry;
  const { action, details } = auditText(entry, spoken);
  return (
    <Table.Tr style={{ verticalAlign: "top" }}>
      <Table.Td miw={130}>
        <Text size="sm" c="dimmed">
          <Moment at={entry.at} />
        </Text>
        {who?.name ? (
          <button type="button" className="lectern-row-button" title={t("auditLog.allOf", { name: who.name })} onClick={() => choose(who)}>
            {who.name}
          </button>
        ) : (
          t(who ? "auditLog.gone" : "auditLog.server")
        )}
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {who?.email}
        </Text>
        <Text size="xs" c="dimmed">
          <bdi>{entry.address}</bdi>
        </Text>
      </Table.Td>
      <Table.Td miw={190} w="75%" style={{ overflowWrap: "anywhere" }}>
        <Text fw={600}>{action}</Text>
        <Subject entry={entry} />
        {details.length > 0 && <Text size="sm" c="dimmed">{details.join(" · ")}</Text>}
        <Exactly entry={entry} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Somebody by name or address, found while typing. */
function PersonChoice({ person, choose }: { person: Person | null; choose: (person: Person | null) => void }): ReactNode {
  const { t } = useWords();
  const mayFind = usePermissions().includes("users.read");
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed, 200);
  const { data } = useInfiniteQuery({ ...accountsQuery({ q: asked, role: "", state: "", sort: "name" }), enabled: mayFind && asked !== "" });
  const found = new Map((data?.pages[0]?.items ?? []).map(({ id, name, email }) => [id, { id, name, label: `${name} (${email})` }]));
  if (person && !found.has(person.id)) found.set(person.id, { ...person, label: person.name });
  if (!mayFind && !person) return null;
  return (
    <Select
      label={t("auditLog.person")}
      placeholder={t("auditLog.everybody")}
      nothingFoundMessage={asked ? t("auditLog.nobody") : t("auditLog.findPerson")}
      data={[...found.values()].map(({ id, label }) => ({ value: id, label }))}
      filter={({ options }) => options}
      value={person?.id ?? null}
      onChange={(id) => choose((id && found.get(id)) || null)}
      onSearchChange={setTyped}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("auditLog.everybody") }}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}

export default function AuditPage(): ReactNode {
  const { t, spoken, language } = useWords();
  const [action, setAction] = useState("");
  const [person, setPerson] = useState<Person | null>(null);
  const [days, setDays] = useState({ since: "", until: "" });
  const filter: AuditFilter = { action, who: person?.id ?? "", since: dayStart(days.since, 0), until: dayStart(days.until, 1) };
  const query = useInfiniteQuery(auditQuery(filter));
  const { data: actions } = useQuery(auditActionsQuery);
  const words = auditWords(spoken).actions;
  const choices = (actions?.items ?? [])
    .map((value) => ({ value, label: words[value] ?? value }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
  return (
    <Console
      title={t("console.audit")}
      lead={t("auditLog.lead")}
      actions={
        <Button component="a" href={auditFile(filter)} download variant="default" leftSection={<Icon name="download" size={18} />}>
          {t("auditLog.csv")}
        </Button>
      }
    >
      <div className="lectern-console-filters" role="search">
        <NativeSelect
          label={t("auditLog.action")}
          value={action}
          data={[{ value: "", label: t("console.all") }, ...choices]}
          onChange={(event) => setAction(event.currentTarget.value)}
        />
        <PersonChoice person={person} choose={setPerson} />
        <TextInput label={t("auditLog.since")} type="date" size="sm" value={days.since} onChange={(event) => setDays({ ...days, since: event.currentTarget.value })} />
        <TextInput label={t("auditLog.until")} type="date" size="sm" value={days.until} onChange={(event) => setDays({ ...days, until: event.currentTarget.value })} />
      </div>
      <DataList
        query={query}
        label={t("console.audit")}
        heads={[t("auditLog.who"), t("auditLog.action")]}
        minWidth={340}
        row={(entry) => <Row key={entry.id} entry={entry} choose={setPerson} />}
        empty={<EmptyState icon="search" title={t("auditLog.none")} />}
      />
    </Console>
  );
}
