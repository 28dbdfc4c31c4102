import { Button, Group, NativeSelect, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { courseRoles, enrolmentKeys, type Intake } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { IntakeReport } from "@/features/roster/intake-report";
import { useWords } from "@/i18n/use-words";
import { addressesIn } from "@/lib/addresses";
import { Problem } from "@/ui/problem";

export function RoleSelect({ value, onChange }: { value: string; onChange: (role: string) => void }): ReactNode {
  const { t } = useWords();
  return (
    <NativeSelect
      label={t("adding.as")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={courseRoles.map((role) => ({ value: role, label: t(`roster.${role}`) }))}
    />
  );
}

export function AddByEmail({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [role, setRole] = useState("student");
  const emails = addressesIn(text);
  const add = useMutation({
    mutationFn: () => api.post<Intake>(`/courses/${course}/roster/people`, { emails, role }),
    onSuccess: async (report) => {
      // What was wrong stays, to be mended.
      setText(report.lines.filter((line) => line.outcome === "problem").map((line) => line.email).join("\n"));
      await client.invalidateQueries({ queryKey: enrolmentKeys.roster(course) });
      await client.invalidateQueries({ queryKey: enrolmentKeys.invitations(course) });
    },
  });
  return (
    <Stack>
      <Textarea
        data-autofocus
        label={t("adding.emails")}
        description={t("adding.emailsHelp")}
        autosize
        minRows={4}
        maxRows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <RoleSelect value={role} onChange={setRole} />
      {add.error && <Problem>{words(add.error)}</Problem>}
      {add.data && <IntakeReport report={add.data} />}
      <Group justify="flex-end">
        <Button loading={add.isPending} disabled={emails.length === 0} onClick={() => add.mutate()}>
          {emails.length > 0 ? t("adding.add", { count: emails.length }) : t("roster.add")}
        </Button>
      </Group>
    </Stack>
  );
}
