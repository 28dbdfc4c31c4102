import { Button, FileButton, Group, List, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, ApiError } from "@/api/client";
import { gradeKeys, type GradesImported } from "@/api/gradebook";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

const shown = 20;

function Findings({ report }: { report: GradesImported }): ReactNode {
  const { t } = useWords();
  const isBroken = report.problems.length > 0;
  const lines = isBroken
    ? report.problems.map((one) => t("grades.line", one))
    : report.changes.map((one) => t("grades.change", { ...one, before: one.before || t("grades.empty"), after: one.after || t("grades.empty") }));
  const title = isBroken ? t("grades.problems") : report.changes.length === 0 ? t("grades.nothing") : t("grades.wouldChange", { count: report.changes.length });
  return (
    <Stack gap="xs" role="status">
      <Text fw={500}>{title}</Text>
      <List size="sm">
        {lines.slice(0, shown).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {lines.length > shown && <Text size="sm">{t("grades.more", { count: lines.length - shown })}</Text>}
    </Stack>
  );
}

/** A file is tried first: what it would do is shown before anything is done. */
export function ImportGrades({ course, onDone }: { course: string; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [csv, setCsv] = useState("");
  const run = useMutation({
    mutationFn: ({ text, dry }: { text: string; dry: boolean }) => api.post<GradesImported>(`/courses/${course}/gradebook/import`, { csv: text, dry_run: dry }),
    onSuccess: async (report) => {
      if (!report.done) return;
      await client.invalidateQueries({ queryKey: gradeKeys.rows(course) });
      toast(t("grades.applied", { count: report.changes.length }));
      onDone();
    },
  });
  const choose = async (file: File | null) => {
    if (!file) return;
    const text = await file.text();
    setCsv(text);
    run.mutate({ text, dry: true });
  };
  const report = run.data;
  return (
    <Stack>
      <Text size="sm">{t("grades.importHelp")}</Text>
      <Group>
        <FileButton accept="text/csv,.csv" onChange={(file) => void choose(file)} inputProps={{ "aria-label": t("grades.choose") }}>
          {(props) => (
            <Button {...props} variant="default" loading={run.isPending}>
              {t("grades.choose")}
            </Button>
          )}
        </FileButton>
        {report && report.problems.length === 0 && report.changes.length > 0 && (
          <Button loading={run.isPending} onClick={() => run.mutate({ text: csv, dry: false })}>
            {t("grades.apply")}
          </Button>
        )}
      </Group>
      {report && <Findings report={report} />}
      {run.error && <Problem>{(run.error instanceof ApiError && Object.values(run.error.fields)[0]) || words(run.error)}</Problem>}
    </Stack>
  );
}
