import { ActionIcon, Button, Checkbox, Group, Stack, Table, Text, TextInput, Tooltip } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { adminKeys, type RoleRow, type RoleTable, rolesQuery } from "@/api/admin";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { usePermissions } from "@/features/admin/use-permissions";
import { Console } from "@/features/admin/console";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

interface Naming {
  role: RoleRow | null;
}

function useRoleName(): (role: RoleRow) => string {
  const { t } = useWords();
  return (role) => (role.built_in ? t(`admin.${role.id as "student" | "instructor" | "admin"}`) : role.name);
}

/** Makes a role, or renames one. */
function NameDialog({ naming, onClose }: { naming: Naming; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [name, setName] = useState(naming.role?.name ?? "");
  const save = useMutation({
    mutationFn: () => (naming.role ? api.patch(`/roles/${naming.role.id}`, { name }) : api.post("/roles", { name, permissions: [] })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: adminKeys.roles });
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t(naming.role ? "roleTable.rename" : "roleTable.add")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          {save.error && <Problem>{words(save.error)}</Problem>}
          <TextInput label={t("roleTable.name")} required maxLength={60} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("console.cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(naming.role ? "console.save" : "roleTable.create")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function Head({ role, rename, remove }: { role: RoleRow; rename: () => void; remove: () => void }): ReactNode {
  const { t } = useWords();
  const nameOf = useRoleName();
  return (
    <Table.Th>
      {nameOf(role)}
      <Text size="xs" c="dimmed" fw={400}>
        {t("roleTable.people", { count: role.people })}
      </Text>
      {!role.built_in && (
        <Group gap={4} justify="center" wrap="nowrap">
          <ActionIcon variant="subtle" color="gray" aria-label={`${t("roleTable.rename")}: ${role.name}`} onClick={rename}>
            <Icon name="edit" size={18} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={`${t("roleTable.remove")}: ${role.name}`} onClick={remove}>
            <Icon name="trash" size={18} />
          </ActionIcon>
        </Group>
      )}
    </Table.Th>
  );
}

/** What a permission allows; one that this page does not know yet says it in the server's words. */
function usePermissionWords(): (permission: { key: string; sentence: string }) => string {
  const { t } = useWords();
  return ({ key, sentence }) => t(`permission.${key.replace(".", "_")}` as "permission.users_read", { defaultValue: sentence });
}

interface CellProps {
  role: RoleRow;
  permission: { key: string; sentence: string };
  mine: readonly string[];
  set: (role: RoleRow, permissions: string[]) => void;
}

function Cell({ role, permission, mine, set }: CellProps): ReactNode {
  const { t } = useWords();
  const nameOf = useRoleName();
  const said = usePermissionWords();
  const has = role.permissions.includes(permission.key);
  const box = (
    <Checkbox
      aria-label={t("roleTable.allows", { role: nameOf(role), permission: said(permission) })}
      checked={has}
      disabled={role.locked || !mine.includes(permission.key)}
      onChange={() => set(role, has ? role.permissions.filter((key) => key !== permission.key) : [...role.permissions, permission.key])}
      style={{ display: "inline-block" }}
    />
  );
  return <Table.Td>{role.locked ? <Tooltip label={t("roleTable.locked")}>{<span>{box}</span>}</Tooltip> : box}</Table.Td>;
}

export default function RolesPage(): ReactNode {
  const { t } = useWords();
  const said = usePermissionWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const mine = usePermissions();
  const query = useQuery(rolesQuery);
  const [naming, setNaming] = useState<Naming | null>(null);
  const [doomed, setDoomed] = useState<RoleRow | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: adminKeys.all });
  // The tick is there at once; where the server refuses, the table is asked again.
  const change = useMutation({
    mutationFn: ({ role, permissions }: { role: RoleRow; permissions: string[] }) => api.patch(`/roles/${role.id}`, { permissions }),
    onMutate: ({ role, permissions }) =>
      client.setQueryData<RoleTable>(adminKeys.roles, (known) => known && { ...known, items: known.items.map((one) => (one.id === role.id ? { ...one, permissions } : one)) }),
    onSettled: refresh,
  });
  const remove = useMutation({ mutationFn: (role: RoleRow) => api.delete(`/roles/${role.id}`), onSettled: refresh });
  const error = query.error ?? change.error ?? remove.error;
  return (
    <Console
      title={t("console.roles")}
      lead={t("roleTable.lead")}
      actions={
        <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setNaming({ role: null })}>
          {t("roleTable.add")}
        </Button>
      }
    >
      {error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(error)}</Problem>}
      {query.isPending && <RowsSkeleton rows={10} height={40} />}
      {query.data && (
        <Table.ScrollContainer minWidth={170 + query.data.items.length * 100} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": t("console.roles") } }}>
          <Table className="lectern-role-table" verticalSpacing="sm" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("roleTable.permission")}</Table.Th>
                {query.data.items.map((role) => (
                  <Head key={role.id} role={role} rename={() => setNaming({ role })} remove={() => setDoomed(role)} />
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {query.data.permissions.map((permission) => (
                <Table.Tr key={permission.key}>
                  <Table.Th scope="row" fw={400}>
                    {said(permission)}
                    <Text size="xs" c="dimmed" ff="monospace">
                      {permission.key}
                    </Text>
                  </Table.Th>
                  {query.data.items.map((role) => (
                    <Cell key={role.id} role={role} permission={permission} mine={mine} set={(of, permissions) => change.mutate({ role: of, permissions })} />
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {naming && <NameDialog naming={naming} onClose={() => setNaming(null)} />}
      <Confirm
        opened={doomed !== null}
        title={t("roleTable.removeTitle", { name: doomed?.name ?? "" })}
        text={t("roleTable.removeText", { count: doomed?.people ?? 0 })}
        act={t("roleTable.remove")}
        keep={t("people.keep")}
        onConfirm={() => {
          if (doomed) remove.mutate(doomed);
          setDoomed(null);
        }}
        onClose={() => setDoomed(null)}
      />
    </Console>
  );
}
