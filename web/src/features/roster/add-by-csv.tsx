import { Button, FileButton, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { enrolmentKeys, type Intake } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { IntakeReport } from "@/features/roster/intake-report";
import { useWords } from "@/i18n/use-words";
import { Problem } from "@/ui/problem";

/** A file is tried first: what it would do is shown before anything is done. */
export function AddByCsv({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [csv, setCsv] = useState("");
  const run = useMutation({
    mutationFn: ({ text, dry }: { text: string; dry: boolean }) =>
      api.post<Intake>(`/courses/${course}/roster/import`, { csv: text, dry_run: dry }),
    onSuccess: async (report) => {
      if (!report.dry_run) await client.invalidateQueries({ queryKey: enrolmentKeys.roster(course) });
    },
  });
  const choose = async (file: File | null) => {
    if (!file) return;
    const text = await file.text();
    setCsv(text);
    run.mutate({ text, dry: true });
  };
  const report = run.data;
  const would = report ? report.counts.enrolled + report.counts.invited + report.counts.changed : 0;
  return (
    <Stack>
      <Text size="sm">{t("adding.csvHelp")}</Text>
      <Group>
        <FileButton accept="text/csv,.csv" onChange={(file) => void choose(file)} inputProps={{ "aria-label": t("adding.csvFile") }}>
          {(props) => (
            <Button {...props} variant={report ? "default" : "filled"} loading={run.isPending && !report}>
              {t(report ? "adding.csvOther" : "adding.csvChoose")}
            </Button>
          )}
        </FileButton>
      </Group>
      {run.error && <Problem>{words(run.error)}</Problem>}
      {report && (
        <Stack gap="sm">
          <Text size="sm">{t(report.dry_run ? "adding.csvPreview" : "adding.csvDone")}</Text>
          <IntakeReport report={report} />
          {report.dry_run && (
            <Group justify="flex-end">
              <Button disabled={would === 0} loading={run.isPending} onClick={() => run.mutate({ text: csv, dry: false })}>
                {t("adding.csvImport")}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </Stack>
  );
}
