import { Button, NativeSelect, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { cohortLinksQuery, cohortsQuery, enrolmentKeys } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { RoleSelect } from "@/features/roster/add-by-email";
import { useWords } from "@/i18n/use-words";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

export function AddByCohort({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [role, setRole] = useState("student");
  const [chosen, setChosen] = useState("");
  const { data: cohorts } = useQuery(cohortsQuery);
  const { data: links } = useQuery(cohortLinksQuery(course));
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: enrolmentKeys.links(course) });
    await client.invalidateQueries({ queryKey: enrolmentKeys.roster(course) });
  };
  const link = useMutation({ mutationFn: (id: string) => api.put(`/courses/${course}/cohorts/${id}`, { role }), onSuccess: refresh });
  const unlink = useMutation({ mutationFn: (id: string) => api.delete(`/courses/${course}/cohorts/${id}`), onSuccess: refresh });
  if (!cohorts || !links) return <RowsSkeleton rows={3} height={44} />;
  const here = new Set(links.items.map((one) => one.cohort.id));
  const free = cohorts.items.filter((cohort) => !here.has(cohort.id));
  const cohort = free.find((one) => one.id === chosen) ?? free[0];
  return (
    <Stack>
      <Text size="sm">{cohorts.items.length === 0 ? t("adding.noCohorts") : t("adding.cohortHelp")}</Text>
      {cohort && (
        <SimpleGrid cols={{ base: 1, xs: 3 }} style={{ alignItems: "end" }}>
          <NativeSelect
            label={t("adding.cohort")}
            value={cohort.id}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={free.map((one) => ({ value: one.id, label: `${one.name} (${one.members})` }))}
          />
          <RoleSelect value={role} onChange={setRole} />
          <Button loading={link.isPending} onClick={() => link.mutate(cohort.id)}>
            {t("adding.link")}
          </Button>
        </SimpleGrid>
      )}
      {(link.error ?? unlink.error) && <Problem>{words(link.error ?? unlink.error)}</Problem>}
      {link.isSuccess && (
        <Text size="sm" role="status">
          {t("adding.linked")}
        </Text>
      )}
      {links.items.length > 0 && (
        <ul className="lectern-people">
          {links.items.map(({ cohort: one, role: as }) => (
            <li key={one.id}>
              <Text size="sm" style={{ flex: 1 }}>
                <strong>{one.name}</strong>
                {` · ${t("adding.members", { count: one.members })} · ${t(`roster.${as}`)}`}
              </Text>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => unlink.mutate(one.id)} aria-label={t("adding.unlinkOne", { name: one.name })}>
                {t("adding.unlink")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
