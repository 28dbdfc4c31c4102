import { Anchor, Button, PasswordInput, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Link } from "wouter";
import { api } from "@/api/client";
import { becomeUser } from "@/api/queries";
import { EntryCard, FormProblem } from "@/features/account/entry-card";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";

export default function ResetPage(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const { run, busy, problem, fields, status } = useSubmit();
  const [secret] = useState(() => location.hash.slice(1));
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await api.post("/auth/password/reset", { token: secret, password });
      becomeUser(client, null);
    }).then(setDone);
  };
  if (done)
    return (
      <EntryCard title={t("entry.resetDone")}>
        <Button component={Link} href="/sign-in" size="md">
          {t("entry.toSignIn")}
        </Button>
      </EntryCard>
    );
  return (
    <EntryCard title={t("entry.resetTitle")} lead={t("entry.resetLead")}>
      <form onSubmit={submit}>
        <Stack>
          <PasswordInput
            size="md"
            label={t("account.newPassword")}
            description={t("entry.passwordHelp")}
            autoComplete="new-password"
            required
            withAsterisk={false}
            autoFocus
            value={password}
            error={fields.password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <FormProblem>{problem}</FormProblem>
          {status === 410 && (
            <Anchor component={Link} href="/forgot" size="sm">
              {t("entry.askAgain")}
            </Anchor>
          )}
          <Button type="submit" size="md" loading={busy}>
            {t("entry.resetSubmit")}
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
}
