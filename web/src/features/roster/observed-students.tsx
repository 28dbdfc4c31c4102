import { ActionIcon, Group, Select, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { observedOfQuery, type RosterRow, rosterQuery } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

/** Whose progress an observer sees, chosen by whoever runs the course. */
export function ObservedStudents({ row }: { row: RosterRow }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed, 200);
  const observed = useQuery(observedOfQuery(row.id));
  const { data: found } = useInfiniteQuery(rosterQuery(row.course_id, { q: asked, role: "student", state: "", group: "", sort: "" }));
  const seen = new Set(observed.data?.map(({ id }) => id));
  const choices = (found?.pages[0]?.items ?? []).filter(({ id }) => !seen.has(id));
  const settled = () => client.invalidateQueries({ queryKey: observedOfQuery(row.id).queryKey });
  const show = useMutation({ mutationFn: (student: string) => api.put<void>(`/enrolments/${row.id}/observed/${student}`, undefined), onSuccess: settled });
  const hide = useMutation({ mutationFn: (student: string) => api.delete(`/enrolments/${row.id}/observed/${student}`), onSuccess: settled });
  const error = observed.error ?? show.error ?? hide.error;
  return (
    <section>
      <Title order={3} fz="1.0625rem" mb="xs">
        {t("roster.sees")}
      </Title>
      {error && <Problem>{words(error)}</Problem>}
      {observed.data?.length === 0 && <Text c="dimmed">{t("roster.seesNobody")}</Text>}
      {observed.data?.map(({ id, user }) => (
        <Group key={id} justify="space-between" wrap="nowrap" py={4}>
          <Text dir="auto">{user.name}</Text>
          <ActionIcon variant="subtle" color="gray" aria-label={t("roster.seesNoMore", { name: user.name })} onClick={() => hide.mutate(id)}>
            <Icon name="close" size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Select
        mt="xs"
        label={t("roster.seesAdd")}
        placeholder={t("roster.search")}
        data={choices.map(({ id, user }) => ({ value: id, label: `${user.name} (${user.email})` }))}
        filter={({ options }) => options}
        value={null}
        onChange={(student) => student && show.mutate(student)}
        searchValue={typed}
        onSearchChange={setTyped}
        searchable
        nothingFoundMessage={t("roster.noMatch")}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
    </section>
  );
}
