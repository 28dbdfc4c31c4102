import { Button, Stack, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { EntryCard, FormProblem } from "@/features/account/entry-card";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";

export default function ForgotPage(): ReactNode {
  const { t } = useWords();
  const { run, busy, problem } = useSubmit();
  const [email, setEmail] = useState("");
  const [done, setDone] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => void (await api.post("/auth/password/forgot", { email: email.trim() }))).then(setDone);
  };
  return (
    <EntryCard title={t("entry.forgotTitle")} lead={<span role="status">{done ? t("entry.forgotDone") : t("entry.forgotLead")}</span>}>
      {!done && (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t("entry.login")}
              name="email"
              autoComplete="username"
              autoCapitalize="none"
              required
              withAsterisk={false}
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <FormProblem>{problem}</FormProblem>
            <Button type="submit" size="md" loading={busy}>
              {t("entry.forgotSubmit")}
            </Button>
          </Stack>
        </form>
      )}
    </EntryCard>
  );
}
