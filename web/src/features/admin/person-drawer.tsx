import { Button, Checkbox, Drawer, Group, NativeSelect, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type AccountDetails, type AccountPatch, accountQuery, adminKeys, rolesQuery } from "@/api/admin";
import { api } from "@/api/client";
import { meQuery } from "@/api/queries";
import type { Role } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { usePermissions } from "@/features/admin/use-permissions";
import { Fact } from "@/features/admin/console";
import { Moment } from "@/features/admin/moment";
import { PersonActs } from "@/features/admin/person-acts";
import { PersonData } from "@/features/admin/person-data";
import { useWords } from "@/i18n/use-words";
import { Avatar } from "@/ui/avatar";
import { Problem } from "@/ui/problem";

function useChange(person: AccountDetails) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: AccountPatch) => api.patch<AccountDetails>(`/users/${person.id}`, patch),
    onSuccess: (changed) => {
      client.setQueryData(adminKeys.account(person.id), changed);
      void client.invalidateQueries({ queryKey: adminKeys.accounts });
    },
  });
}

type Change = ReturnType<typeof useChange>;

function Rights({ person, change }: { person: AccountDetails; change: Change }): ReactNode {
  const { t } = useWords();
  const mayGive = usePermissions().includes("roles.manage");
  const { data: roles } = useQuery(rolesQuery);
  const further = roles?.items.filter((role) => !role.built_in) ?? [];
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t("admin.role")}
        value={person.role}
        disabled={!mayGive || change.isPending}
        data={[
          { value: "student", label: t("admin.student") },
          { value: "instructor", label: t("admin.instructor") },
          { value: "admin", label: t("admin.admin") },
        ]}
        onChange={(event) => change.mutate({ role: event.currentTarget.value as Role })}
      />
      {further.length > 0 && (
        <Checkbox.Group
          label={t("people.extraRoles")}
          description={t("people.extraRolesHint")}
          value={person.roles}
          onChange={(chosen) => change.mutate({ roles: chosen })}
        >
          <Stack gap={8} mt="xs">
            {further.map((role) => (
              <Checkbox key={role.id} value={role.id} label={role.name} disabled={!mayGive || change.isPending} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Stack>
  );
}

function Naming({ person, change, readOnly }: { person: AccountDetails; change: Change; readOnly: boolean }): ReactNode {
  const { t } = useWords();
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email);
  const isSame = name === person.name && email === person.email;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ name, email });
      }}
    >
      <Stack gap="sm">
        <TextInput label={t("admin.name")} required readOnly={readOnly} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput label={t("admin.email")} required type="email" readOnly={readOnly} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        {!isSame && (
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending}>
              {t("console.save")}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

function Details({ person, onGone }: { person: AccountDetails; onGone: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const mayManage = usePermissions().includes("users.manage");
  const { data: me } = useQuery(meQuery);
  const change = useChange(person);
  return (
    <Stack gap="lg">
      {change.error && <Problem>{words(change.error)}</Problem>}
      {person.state !== "active" && <Text fw={650}>{t(`people.${person.state}`)}</Text>}
      <Naming key={person.name + person.email} person={person} change={change} readOnly={!mayManage} />
      {mayManage && <Rights person={person} change={change} />}
      <dl className="lectern-facts">
        <Fact term={t("people.sessions")}>{t("people.sessions", { count: person.sessions })}</Fact>
        <Fact term={t("people.lastSignIn")}>
          <Moment at={person.last_sign_in} empty={t("console.never")} />
        </Fact>
        <Fact term={t("people.enrolments")}>{t("people.count", { count: person.enrolments })}</Fact>
        <Fact term={t("people.courses")}>{t("people.count", { count: person.courses })}</Fact>
        <Fact term={t("people.since")}>
          <Moment at={person.created_at} />
        </Fact>
      </dl>
      {mayManage && <PersonActs person={person} change={change} />}
      {me?.role === "admin" && me.id !== person.id && <PersonData person={person} onGone={onGone} />}
    </Stack>
  );
}

export function PersonDrawer({ id, onClose }: { id: string | null; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const query = useQuery({ ...accountQuery(id ?? ""), enabled: id !== null });
  const name = query.data?.name ?? "";
  return (
    <Drawer.Root opened={id !== null} onClose={onClose} position="right" transitionProps={{ duration: 120 }}>
      <Drawer.Overlay />
      <Drawer.Content>
        <div className="lectern-dialog-head">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Avatar name={name} picture={query.data?.picture} size={48} />
            <Drawer.Title fw={650} fz="lg">
              {t("people.details", { name })}
            </Drawer.Title>
          </Group>
          <Drawer.CloseButton aria-label={t("player.close")} />
        </div>
        <Drawer.Body>
          {query.error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>}
          {query.isPending && <Skeleton height={320} />}
          {query.data && <Details person={query.data} onGone={onClose} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
