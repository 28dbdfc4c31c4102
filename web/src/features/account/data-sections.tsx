import { Button, Group, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { accountKeys, dataExportQuery, useLiveDataExport } from "@/api/account";
import { address, api } from "@/api/client";
import { becomeUser, meQuery } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { FormProblem } from "@/features/account/entry-card";
import { Reassure, Section, useTimes } from "@/features/account/parts";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { Problem } from "@/ui/problem";

export function DataSection(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { minute } = useTimes();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(dataExportQuery);
  const { data: me } = useQuery(meQuery);
  useLiveDataExport(me?.id);
  const { run, busy, problem } = useSubmit();
  const ask = () =>
    run(async () => {
      await api.post("/me/export");
      await client.invalidateQueries({ queryKey: accountKeys.dataExport });
    });
  return (
    <Section title={t("ownData.take")} text={t("ownData.takeText")}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {data?.state === "waiting" && <Text role="status">{t("ownData.waiting")}</Text>}
      {data?.state === "failed" && <FormProblem>{t("ownData.failed")}</FormProblem>}
      {data?.state === "ready" && <Text role="status">{t("ownData.ready", { at: minute(data.created_at ?? "") })}</Text>}
      <FormProblem>{problem}</FormProblem>
      <Group gap="xs">
        {data?.state === "ready" && (
          <Button component="a" href={address("/me/export/file")} download>
            {t("ownData.fetch")}
          </Button>
        )}
        <Button variant="default" loading={busy} disabled={!data || data.state === "waiting"} onClick={() => void ask()}>
          {t("ownData.ask")}
        </Button>
      </Group>
    </Section>
  );
}

export function LeaveSection(): ReactNode {
  const { t } = useWords();
  const { day } = useTimes();
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const [step, setStep] = useState<"ask" | "prove" | null>(null);
  const [until, setUntil] = useState("");
  const leave = async (proof: object) => {
    const answer = await api.post<{ deleted_at: string }>("/me/deletion", proof);
    setUntil(answer.deleted_at);
  };
  const email = me?.email ?? "";
  return (
    <Section title={t("ownData.leave")} text={t("ownData.leaveText")}>
      <Group>
        <Button color="red.9" onClick={() => setStep("ask")}>
          {t("ownData.leaveButton")}
        </Button>
      </Group>
      <Confirm
        opened={step === "ask"}
        title={t("ownData.leaveAsk")}
        text={t("ownData.leaveType", { email })}
        typed={email}
        act={t("ownData.leaveButton")}
        keep={t("ownData.tooBad")}
        onConfirm={() => setStep("prove")}
        onClose={() => setStep(null)}
      />
      <Reassure opened={step === "prove"} onClose={() => setStep(null)} onSure={leave} act={t("ownData.leaveButton")} />
      <Dialog opened={until !== "" && step === null} onClose={() => becomeUser(client, null)} title={t("ownData.leave")}>
        <Text>{until && t("ownData.leaveDone", { at: day(until) })}</Text>
      </Dialog>
    </Section>
  );
}
