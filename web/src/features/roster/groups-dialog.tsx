import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { type CourseGroup, enrolmentKeys, groupsQuery } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { Problem } from "@/ui/problem";

function useSettled(course: string) {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: enrolmentKeys.groups(course) });
    await client.invalidateQueries({ queryKey: enrolmentKeys.roster(course) });
  };
}

function GroupRow({ course, group, onDoom }: { course: string; group: CourseGroup; onDoom: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const settled = useSettled(course);
  const [name, setName] = useState(group.name);
  const rename = useMutation({ mutationFn: () => api.patch(`/groups/${group.id}`, { name }), onSuccess: settled });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate();
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          aria-label={t("roster.newGroupName")}
          description={t("roster.groupMembers", { count: group.members })}
          inputWrapperOrder={["label", "input", "description", "error"]}
          error={rename.error ? words(rename.error) : undefined}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          rightSectionWidth={name.trim() && name !== group.name ? 104 : 0}
          rightSection={
            name.trim() && name !== group.name ? (
              <Button type="submit" size="compact-sm" loading={rename.isPending}>
                {t("roster.rename")}
              </Button>
            ) : null
          }
        />
        <Button variant="subtle" color="gray" aria-label={t("roster.removeGroup", { name: group.name })} onClick={onDoom} mb={22}>
          {t("roster.remove")}
        </Button>
      </Group>
    </form>
  );
}

/** The groups of a course: their names, and their end. */
export function GroupsDialog({ course, onClose }: { course: string; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const settled = useSettled(course);
  const { data: groups } = useQuery(groupsQuery(course));
  const [doomed, setDoomed] = useState<CourseGroup | null>(null);
  const remove = useMutation({ mutationFn: (id: string) => api.delete(`/groups/${id}`), onSuccess: settled });
  return (
    <Dialog title={t("roster.groups")} opened onClose={onClose}>
      <Stack>
        {remove.error && <Problem>{words(remove.error)}</Problem>}
        {groups?.items.length === 0 && <Text c="dimmed">{t("roster.noGroups")}</Text>}
        {groups?.items.map((group) => (
          <GroupRow key={group.id} course={course} group={group} onDoom={() => setDoomed(group)} />
        ))}
      </Stack>
      <Confirm
        opened={doomed !== null}
        title={t("roster.removeGroupTitle", { name: doomed?.name ?? "" })}
        text={t("roster.removeGroupText")}
        act={t("roster.remove")}
        keep={t("roster.keep")}
        onClose={() => setDoomed(null)}
        onConfirm={() => {
          if (doomed) remove.mutate(doomed.id);
          setDoomed(null);
        }}
      />
    </Dialog>
  );
}
