import { Button, FileButton, Group, List, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { assignmentKeys, type MarksImported } from "@/api/assignment";
import { api, ApiError } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

const shown = 20;

function Findings({ report }: { report: MarksImported }): ReactNode {
  const { t } = useWords();
  const problems = report.lines.filter((line) => line.problem);
  const lines = problems.length > 0 ? problems : report.lines;
  const title = problems.length > 0 ? t("marking.importProblems") : lines.length === 0 ? t("marking.importNothing") : t("marking.importWould", { count: lines.length });
  return (
    <Stack gap="xs" role="status">
      <Text fw={500}>{title}</Text>
      <List size="sm">
        {lines.slice(0, shown).map((line) => (
          <List.Item key={line.line}>
            {line.problem
              ? t("marking.importLine", { line: line.line, problem: line.problem })
              : t("marking.importChange", { name: line.name ?? line.hand_in_id.slice(-4).toUpperCase(), before: line.before || "–", after: line.after || "–" })}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

/** A file is tried first: what it would do is shown before anything is done. */
export function ImportMarks({ lesson }: { lesson: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [csv, setCsv] = useState("");
  const run = useMutation({
    mutationFn: ({ text, dry }: { text: string; dry: boolean }) => api.post<MarksImported>(`/lessons/${lesson}/assignment/marks`, { csv: text, dry_run: dry }),
    onSuccess: (report) => {
      if (!report.applied) return;
      void client.invalidateQueries({ queryKey: assignmentKeys.all(lesson) });
      toast(t("marking.importDone", { count: report.lines.length }));
    },
  });
  const choose = async (file: File | null) => {
    if (!file) return;
    const text = await file.text();
    setCsv(text);
    run.mutate({ text, dry: true });
  };
  const report = run.data;
  const isGood = report && !report.applied && report.lines.length > 0 && report.lines.every((line) => !line.problem);
  return (
    <Stack>
      <Text size="sm">{t("marking.importHelp")}</Text>
      <Group>
        <FileButton accept="text/csv,.csv" onChange={(file) => void choose(file)} inputProps={{ "aria-label": t("marking.importChoose") }}>
          {(props) => (
            <Button {...props} variant="default" loading={run.isPending}>
              {t("marking.importChoose")}
            </Button>
          )}
        </FileButton>
        {isGood && (
          <Button loading={run.isPending} onClick={() => run.mutate({ text: csv, dry: false })}>
            {t("marking.importApply")}
          </Button>
        )}
      </Group>
      {report && !report.applied && <Findings report={report} />}
      {run.error && <Problem>{(run.error instanceof ApiError && Object.values(run.error.fields)[0]) || words(run.error)}</Problem>}
    </Stack>
  );
}
