import { ActionIcon, Button, Group, NativeSelect, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Assignment, assignmentKeys, type Extension, extensionsQuery } from "@/api/assignment";
import { api } from "@/api/client";
import { rosterQuery } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { DateField } from "@/features/assignment/rules-form";
import { useWords } from "@/i18n/use-words";
import { moment } from "@/lib/dates";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

/** Who has longer. Each change is saved as it is made. */
export function Extensions({ assignment }: { assignment: Assignment }): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data } = useQuery({ ...extensionsQuery(assignment.lesson_id), retry: false });
  const roster = useInfiniteQuery(rosterQuery(assignment.course_id, { q: "", role: "student", state: "active", group: "", sort: "name" }));
  const [person, setPerson] = useState("");
  const [due, setDue] = useState<string | null>(assignment.rules.due_at);
  const [cutOff, setCutOff] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (extensions: Extension[]) =>
      api.put<{ extensions: Extension[] }>(`/lessons/${assignment.lesson_id}/assignment/extensions`, {
        extensions: extensions.map(({ user_id, due_at, cut_off_at }) => ({ user_id, due_at, cut_off_at })),
      }),
    onSuccess: (saved) => {
      client.setQueryData(assignmentKeys.extensions(assignment.lesson_id), saved);
      setPerson("");
    },
  });
  if (!data) return null;
  const known = data.extensions;
  const people = (roster.data?.pages.flatMap((page) => page.items) ?? []).filter((row) => !known.some((one) => one.user_id === row.user.id));
  return (
    <Stack component="section" aria-labelledby="extensions" maw={860}>
      <Title order={2} id="extensions">
        {t("assignmentEdit.extensions")}
      </Title>
      <Text c="dimmed">{t("assignmentEdit.extensionsHelp")}</Text>
      {known.map((one) => (
        <Group key={one.user_id} justify="space-between" wrap="nowrap">
          <div>
            <Text>{one.name}</Text>
            <Text size="sm" c="dimmed">
              {one.due_at && t("assignment.due", { date: moment(one.due_at, language) })}
            </Text>
          </div>
          <ActionIcon variant="default" aria-label={t("assignmentEdit.removeExtension", { name: one.name ?? "" })} onClick={() => save.mutate(known.filter((other) => other !== one))}>
            <Icon name="trash" size={18} />
          </ActionIcon>
        </Group>
      ))}
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NativeSelect label={t("quizResults.person")} value={person} onChange={(event) => setPerson(event.currentTarget.value)} data={[{ value: "", label: "–" }, ...people.map((row) => ({ value: row.user.id, label: row.user.name }))]} />
        <DateField label={t("assignmentEdit.due")} value={due} change={setDue} />
        <DateField label={t("assignmentEdit.cutOff")} value={cutOff} change={setCutOff} />
      </SimpleGrid>
      {roster.hasNextPage && (
        <Button variant="subtle" size="compact-sm" style={{ alignSelf: "start" }} onClick={() => void roster.fetchNextPage()}>
          {t("assignmentEdit.morePeople")}
        </Button>
      )}
      {save.error && <Problem>{words(save.error)}</Problem>}
      <Button variant="default" disabled={!person || (!due && !cutOff)} loading={save.isPending} style={{ alignSelf: "start" }} onClick={() => save.mutate([...known, { user_id: person, due_at: due, cut_off_at: cutOff }])}>
        {t("assignmentEdit.addExtension")}
      </Button>
    </Stack>
  );
}
