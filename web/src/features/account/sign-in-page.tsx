import { Anchor, Button, Divider, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { type SignInAnswer, rulesQuery } from "@/api/account";
import { api } from "@/api/client";
import type { LoginAnswer } from "@/api/types";
import { EntryCard, FormNews, FormProblem } from "@/features/account/entry-card";
import { hasPasskeys, showPasskey, wasDismissed } from "@/features/account/passkey";
import { safeTarget } from "@/features/account/safe-target";
import { SecondStep } from "@/features/account/second-step";
import { SignInWays } from "@/features/account/sign-in-ways";
import { useEntry } from "@/features/account/use-entry";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";

function PasskeyButton(): ReactNode {
  const { t } = useWords();
  const enter = useEntry();
  const { run, busy } = useSubmit();
  const [failed, setFailed] = useState(false);
  const use = () =>
    run(async () => {
      setFailed(false);
      try {
        const { challenge, relying_party } = await api.post<{ challenge: string; relying_party: string }>("/auth/passkey/options");
        const shown = await showPasskey(challenge, relying_party);
        if (shown) enter(await api.post<LoginAnswer>("/auth/passkey", shown));
      } catch (error) {
        if (!wasDismissed(error)) setFailed(true);
      }
    });
  return (
    <Stack gap="sm">
      <Divider />
      <Button variant="default" size="md" loading={busy} onClick={() => void use()}>
        {t("entry.orPasskey")}
      </Button>
      <FormProblem>{failed && t("entry.passkeyFailed")}</FormProblem>
    </Stack>
  );
}

/** Whose address is not confirmed yet may have the mail again. */
function SendAgain({ email }: { email: string }): ReactNode {
  const { t } = useWords();
  const { run, busy, problem } = useSubmit();
  const [sent, setSent] = useState(false);
  const send = () => run(async () => void (await api.post("/auth/confirm/again", { email })));
  return (
    <Stack gap="xs">
      <Button variant="default" loading={busy} onClick={() => void send().then(setSent)}>
        {t("entry.sendAgain")}
      </Button>
      <FormNews>{sent && t("entry.sentAgain")}</FormNews>
      <FormProblem>{problem}</FormProblem>
    </Stack>
  );
}

function PasswordForm({ onSecondStep }: { onSecondStep: (challenge: string) => void }): ReactNode {
  const { t } = useWords();
  const enter = useEntry();
  const { run, busy, problem, status } = useSubmit();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const answer = await api.post<SignInAnswer>("/auth/login", { email: email.trim(), password });
      if ("challenge" in answer) onSecondStep(answer.challenge);
      else enter(answer);
    });
  };
  const words = status === 401 ? t("signIn.wrong") : status === 429 ? t("signIn.tooMany") : problem;
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t("entry.login")}
          name="email"
          autoComplete="username webauthn"
          autoCapitalize="none"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          size="md"
          label={t("signIn.password")}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <FormProblem>{words}</FormProblem>
        {status === 403 && email.includes("@") && <SendAgain email={email.trim()} />}
        <Button type="submit" size="md" loading={busy}>
          {t("signIn.submit")}
        </Button>
        <Group justify="space-between">
          <Anchor component={Link} href="/forgot" size="sm">
            {t("entry.forgot")}
          </Anchor>
        </Group>
      </Stack>
    </form>
  );
}

export default function SignInPage(): ReactNode {
  const { t } = useWords();
  const [parameters] = useSearchParams();
  const { data: rules } = useQuery(rulesQuery);
  const [challenge, setChallenge] = useState("");
  if (challenge) return <SecondStep challenge={challenge} onStartOver={() => setChallenge("")} />;
  return (
    <EntryCard title={t("signIn.title")} lead={t("signIn.lead")}>
      <PasswordForm onSecondStep={setChallenge} />
      {hasPasskeys() && <PasskeyButton />}
      <SignInWays next={safeTarget(parameters.get("to"))} problem={parameters.get("problem")} />
      {rules?.sign_up === "open" && (
        <Text size="sm">
          {t("entry.noAccount")}{" "}
          <Anchor component={Link} href="/sign-up" size="sm" underline="always">
            {t("entry.signUp")}
          </Anchor>
        </Text>
      )}
    </EntryCard>
  );
}
