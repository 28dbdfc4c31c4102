import { Anchor, Button, Stack, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { api } from "@/api/client";
import type { LoginAnswer } from "@/api/types";
import { EntryCard, FormProblem } from "@/features/account/entry-card";
import { useEntry } from "@/features/account/use-entry";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";

export function SecondStep({ challenge, onStartOver }: { challenge: string; onStartOver: () => void }): ReactNode {
  const { t } = useWords();
  const enter = useEntry();
  const { run, busy, problem, fields, status } = useSubmit();
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => enter(await api.post<LoginAnswer>("/auth/second-step", { challenge, code: code.trim() })));
  };
  return (
    <EntryCard title={t("entry.secondTitle")} lead={t("entry.secondLead")}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t("entry.code")}
            name="code"
            inputMode="text"
            autoComplete="one-time-code"
            autoCapitalize="none"
            autoFocus
            required
            withAsterisk={false}
            value={code}
            error={fields.code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <FormProblem>{status === 401 ? t("entry.secondWrong") : status === 429 ? t("signIn.tooMany") : problem}</FormProblem>
          <Button type="submit" size="md" loading={busy}>
            {t("signIn.submit")}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={onStartOver} style={{ alignSelf: "start" }}>
            {t("entry.startOver")}
          </Anchor>
        </Stack>
      </form>
    </EntryCard>
  );
}
