import { Alert, Button, Checkbox, Group, Stack, Table, Text, VisuallyHidden } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { adminKeys, type ImportResult } from "@/api/admin";
import { api, ApiError } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { DataTable } from "@/features/admin/data-list";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { Problem } from "@/ui/problem";

function Outcome({ result, wasReal }: { result: ImportResult; wasReal: boolean }): ReactNode {
  const { t } = useWords();
  const { created, updated, unchanged, errors } = result;
  return (
    <Stack gap="sm" role="status">
      <Alert variant="outline" color={errors.length > 0 ? "yellow" : "ink"} c="var(--mantine-color-text)">
        <Text size="sm">{t("importPeople.outcome", { created, updated, unchanged })}</Text>
        <Text size="sm">{t(result.applied ? "importPeople.done" : wasReal ? "importPeople.refused" : "importPeople.rehearsed")}</Text>
      </Alert>
      {errors.length > 0 && (
        <>
          <Text fw={650}>{t("importPeople.errors", { count: errors.length })}</Text>
          <DataTable label={t("importPeople.errors", { count: errors.length })} minWidth={360} heads={[t("importPeople.line"), t("admin.email"), t("importPeople.reason")]}>
            {errors.slice(0, 200).map((error) => (
              <Table.Tr key={error.line}>
                <Table.Td>{error.line}</Table.Td>
                <Table.Td>{error.email}</Table.Td>
                <Table.Td>{error.reason}</Table.Td>
              </Table.Tr>
            ))}
          </DataTable>
        </>
      )}
    </Stack>
  );
}

export function ImportPeople({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [eachLine, setEachLine] = useState(false);
  const send = useMutation({
    mutationFn: (isRehearsal: boolean) =>
      api.post<ImportResult>("/users/import", { csv: file?.text, mode: eachLine ? "each_line" : "all_or_nothing", dry_run: isRehearsal }),
    onSuccess: () => client.invalidateQueries({ queryKey: adminKeys.all }),
  });
  const choose = async (chosen: File | undefined) => {
    send.reset();
    setFile(chosen ? { name: chosen.name, text: await chosen.text() } : null);
  };
  const close = () => {
    send.reset();
    setFile(null);
    onClose();
  };
  const problem = send.error instanceof ApiError ? (send.error.fields.csv ?? words(send.error)) : null;
  const isChecking = send.isPending && send.variables;
  const isRunning = send.isPending && !send.variables;
  const isReady = send.data !== undefined && !send.data.applied && (eachLine || send.data.errors.length === 0);
  return (
    <Dialog opened={opened} onClose={close} title={t("importPeople.title")}>
      <Stack>
        <Text size="sm">{t("importPeople.lead")}</Text>
        <Group>
          <VisuallyHidden>
            <input ref={input} type="file" accept=".csv,text/csv" tabIndex={-1} aria-label={t("importPeople.file")} onChange={(event) => void choose(event.currentTarget.files?.[0])} />
          </VisuallyHidden>
          <Button variant="default" onClick={() => input.current?.click()}>
            {t("importPeople.choose")}
          </Button>
          <Text size="sm">{file?.name}</Text>
        </Group>
        <Checkbox label={t("importPeople.eachLine")} checked={eachLine} onChange={(event) => setEachLine(event.currentTarget.checked)} />
        {problem && <Problem>{problem}</Problem>}
        {send.data && <Outcome result={send.data} wasReal={send.variables === false} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("console.close")}
          </Button>
          <Button variant={isReady ? "default" : "filled"} disabled={!file} loading={isChecking} onClick={() => send.mutate(true)}>
            {t("importPeople.check")}
          </Button>
          {isReady && (
            <Button loading={isRunning} onClick={() => send.mutate(false)}>
              {t("importPeople.run")}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
