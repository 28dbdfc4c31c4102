import { Badge, Button, Group, NativeSelect, Table, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Account, type AccountFilter, accountsQuery } from "@/api/admin";
import { usePermissions } from "@/features/admin/use-permissions";
import { AddPerson } from "@/features/admin/add-person";
import { Console } from "@/features/admin/console";
import { DataList } from "@/features/admin/data-list";
import { ImportPeople } from "@/features/admin/import-people";
import { Moment } from "@/features/admin/moment";
import { PersonDrawer } from "@/features/admin/person-drawer";
import { useWords } from "@/i18n/use-words";
import { Avatar } from "@/ui/avatar";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";

const everyone: AccountFilter = { q: "", role: "", state: "", sort: "newest" };

function Filters({ filter, change }: { filter: AccountFilter; change: (filter: AccountFilter) => void }): ReactNode {
  const { t } = useWords();
  const choose = (field: keyof AccountFilter) => ({
    value: filter[field],
    onChange: (event: { currentTarget: { value: string } }) => change({ ...filter, [field]: event.currentTarget.value }),
  });
  return (
    <div className="lectern-console-filters" role="search">
      <TextInput
        label={t("console.search")}
        placeholder={t("people.searchHint")}
        size="sm"
        leftSection={<Icon name="search" size={18} />}
        {...choose("q")}
      />
      <NativeSelect
        label={t("admin.role")}
        data={[
          { value: "", label: t("console.all") },
          { value: "student", label: t("admin.student") },
          { value: "instructor", label: t("admin.instructor") },
          { value: "admin", label: t("admin.admin") },
        ]}
        {...choose("role")}
      />
      <NativeSelect
        label={t("people.state")}
        data={[
          { value: "", label: t("console.all") },
          { value: "active", label: t("people.active") },
          { value: "disabled", label: t("people.disabled") },
        ]}
        {...choose("state")}
      />
      <NativeSelect
        label={t("people.sort")}
        data={[
          { value: "newest", label: t("people.newest") },
          { value: "name", label: t("admin.name") },
          { value: "email", label: t("admin.email") },
        ]}
        {...choose("sort")}
      />
    </div>
  );
}

function Row({ person, open }: { person: Account; open: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          <Avatar name={person.name} picture={person.picture} />
          <button type="button" className="lectern-row-button" onClick={open}>
            {person.name}
          </button>
        </Group>
      </Table.Td>
      <Table.Td>{person.email}</Table.Td>
      <Table.Td>{t(`admin.${person.role}`)}</Table.Td>
      <Table.Td>
        {person.state === "disabled" ? (
          <Badge color="red.9" variant="filled" tt="none">
            {t("people.disabled")}
          </Badge>
        ) : (
          t(`people.${person.state}`)
        )}
      </Table.Td>
      <Table.Td>
        <Moment at={person.created_at} />
      </Table.Td>
    </Table.Tr>
  );
}

export default function UsersPage(): ReactNode {
  const { t } = useWords();
  const mayManage = usePermissions().includes("users.manage");
  const [filter, setFilter] = useState(everyone);
  const [opened, setOpened] = useState<string | null>(null);
  const [dialog, setDialog] = useState<"add" | "import" | null>(null);
  const [settled] = useDebouncedValue(filter, 250);
  const query = useInfiniteQuery(accountsQuery(settled));
  const actions = (
    <>
      <Button component="a" href="/api/v1/users/export" download variant="default" leftSection={<Icon name="download" size={18} />}>
        {t("people.export")}
      </Button>
      {mayManage && (
        <Button variant="default" leftSection={<Icon name="upload" size={18} />} onClick={() => setDialog("import")}>
          {t("people.import")}
        </Button>
      )}
      {mayManage && (
        <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setDialog("add")}>
          {t("people.add")}
        </Button>
      )}
    </>
  );
  return (
    <Console title={t("console.people")} actions={actions}>
      <Filters filter={filter} change={setFilter} />
      <DataList
        query={query}
        label={t("console.people")}
        heads={[t("admin.name"), t("admin.email"), t("admin.role"), t("people.state"), t("people.since")]}
        row={(person) => <Row key={person.id} person={person} open={() => setOpened(person.id)} />}
        empty={
          <EmptyState icon="people" title={t("people.none")} text={t("people.noneHint")}>
            <Button variant="default" onClick={() => setFilter(everyone)}>
              {t("people.showAll")}
            </Button>
          </EmptyState>
        }
      />
      <PersonDrawer id={opened} onClose={() => setOpened(null)} />
      <AddPerson opened={dialog === "add"} onClose={() => setDialog(null)} />
      <ImportPeople opened={dialog === "import"} onClose={() => setDialog(null)} />
    </Console>
  );
}
