import { Button, Group, Stack, Table, Text, Textarea, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { type Cohort, cohortMembersQuery, cohortsQuery, enrolmentKeys } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { Console } from "@/features/admin/console";
import { useWords } from "@/i18n/use-words";
import { addressesIn } from "@/lib/addresses";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { MoreButton } from "@/ui/more-button";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function useRefresh() {
  const client = useQueryClient();
  return async (cohort?: string) => {
    await client.invalidateQueries({ queryKey: enrolmentKeys.cohorts });
    if (cohort) await client.invalidateQueries({ queryKey: enrolmentKeys.members(cohort) });
  };
}

function NewCohort({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const refresh = useRefresh();
  const [name, setName] = useState("");
  const make = useMutation({
    mutationFn: () => api.post<Cohort>("/cohorts", { name }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  return (
    <Dialog title={t("cohorts.new")} opened onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack>
          <TextInput data-autofocus required maxLength={100} label={t("cohorts.name")} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          {make.error && <Problem>{words(make.error)}</Problem>}
          <Group justify="flex-end">
            <Button type="submit" loading={make.isPending} disabled={name.trim() === ""}>
              {t("cohorts.create")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function Members({ cohort }: { cohort: Cohort }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const refresh = useRefresh();
  const query = useInfiniteQuery(cohortMembersQuery(cohort.id));
  const remove = useMutation({
    mutationFn: (user: string) => api.delete(`/cohorts/${cohort.id}/members/${user}`),
    onSuccess: () => refresh(cohort.id),
  });
  const members = query.data?.pages.flatMap((page) => page.items);
  if (!members) return query.error ? <Problem>{words(query.error)}</Problem> : <RowsSkeleton rows={3} height={40} />;
  if (members.length === 0) return <Text c="dimmed">{t("cohorts.noMembers")}</Text>;
  return (
    <div>
      {remove.error && <Problem>{words(remove.error)}</Problem>}
      <Table>
        <Table.Tbody>
          {members.map((member) => (
            <Table.Tr key={member.user.id}>
              <Table.Td>
                <Text dir="auto">{member.user.name}</Text>
                <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                  {member.source === "admin" ? member.user.email : `${member.user.email} · ${t("cohorts.source")} ${member.source}`}
                </Text>
              </Table.Td>
              <Table.Td w={48}>
                <Button size="compact-sm" variant="subtle" color="gray" onClick={() => remove.mutate(member.user.id)} aria-label={t("cohorts.remove", { name: member.user.name })}>
                  <Icon name="close" size={16} />
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <MoreButton pages={query} mt="sm" />
    </div>
  );
}

function CohortDialog({ cohort, onClose }: { cohort: Cohort; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const refresh = useRefresh();
  const [text, setText] = useState("");
  const [asks, setAsks] = useState(false);
  const [name, setName] = useState(cohort.name);
  const add = useMutation({
    mutationFn: () => api.post<{ unknown: string[] }>(`/cohorts/${cohort.id}/members`, { emails: addressesIn(text) }),
    onSuccess: async ({ unknown }) => {
      setText(unknown.join("\n"));
      await refresh(cohort.id);
    },
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`/cohorts/${cohort.id}`),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const rename = useMutation({ mutationFn: () => api.patch(`/cohorts/${cohort.id}`, { name }), onSuccess: () => refresh() });
  const unknown = add.data?.unknown ?? [];
  return (
    <Dialog title={cohort.name} opened onClose={onClose}>
      <Stack>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            rename.mutate();
          }}
        >
          <Group gap="xs" align="flex-end">
            <TextInput style={{ flex: 1 }} required maxLength={100} label={t("cohorts.name")} value={name} onChange={(event) => setName(event.currentTarget.value)} />
            {name.trim() && name !== cohort.name && (
              <Button type="submit" loading={rename.isPending}>
                {t("cohorts.rename")}
              </Button>
            )}
          </Group>
        </form>
        <Textarea label={t("adding.emails")} autosize minRows={2} maxRows={8} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        {unknown.length > 0 && <Problem>{t("cohorts.unknown", { emails: unknown.join(", ") })}</Problem>}
        {(add.error ?? remove.error ?? rename.error) && <Problem>{words(add.error ?? remove.error ?? rename.error)}</Problem>}
        <Group justify="space-between">
          <Button variant="subtle" color="gray" onClick={() => setAsks(true)}>
            {t("cohorts.delete")}
          </Button>
          <Button loading={add.isPending} disabled={addressesIn(text).length === 0} onClick={() => add.mutate()}>
            {t("cohorts.add")}
          </Button>
        </Group>
        <Members cohort={cohort} />
      </Stack>
      <Confirm
        opened={asks}
        title={t("cohorts.deleteTitle", { name: cohort.name })}
        text={t("cohorts.deleteText")}
        act={t("cohorts.delete")}
        keep={t("roster.keep")}
        onClose={() => setAsks(false)}
        onConfirm={() => {
          setAsks(false);
          remove.mutate();
        }}
      />
    </Dialog>
  );
}

export default function CohortsPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: cohorts, error, refetch } = useQuery(cohortsQuery);
  const [open, setOpen] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const shown = cohorts?.items.find((cohort) => cohort.id === open);
  const make = (
    <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setMaking(true)}>
      {t("cohorts.new")}
    </Button>
  );
  return (
    <Console title={t("cohorts.title")} lead={t("cohorts.lead")} actions={cohorts && cohorts.items.length > 0 && make}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {!cohorts && !error && <RowsSkeleton rows={4} height={44} />}
      {cohorts?.items.length === 0 && (
        <EmptyState icon="people" title={t("cohorts.emptyTitle")} text={t("cohorts.emptyText")}>
          {make}
        </EmptyState>
      )}
      {cohorts && cohorts.items.length > 0 && (
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("cohorts.name")}</Table.Th>
              <Table.Th>{t("cohorts.members")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cohorts.items.map((cohort) => (
              <Table.Tr key={cohort.id}>
                <Table.Td>
                  <button type="button" className="lectern-row-button" onClick={() => setOpen(cohort.id)} aria-label={t("cohorts.open", { name: cohort.name })}>
                    {cohort.name}
                  </button>
                </Table.Td>
                <Table.Td className="lectern-numbers">{cohort.members}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {isMaking && <NewCohort onClose={() => setMaking(false)} />}
      {shown && <CohortDialog cohort={shown} onClose={() => setOpen(null)} />}
    </Console>
  );
}
