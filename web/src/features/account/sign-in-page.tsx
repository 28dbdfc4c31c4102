import { Alert, Button, Center, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { api, ApiError } from "@/api/client";
import { becomeUser } from "@/api/queries";
import type { LoginAnswer } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { safeTarget } from "@/features/account/safe-target";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Glyph } from "@/ui/logo";
import { useTitle } from "@/ui/page";

function useSignIn() {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [parameters] = useSearchParams();
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  const explain = (error: unknown): string => {
    if (error instanceof ApiError && error.status === 401) return t("signIn.wrong");
    if (error instanceof ApiError && error.status === 429) return t("signIn.tooMany");
    return words(error);
  };

  const signIn = async (email: string, password: string) => {
    setBusy(true);
    setProblem("");
    try {
      const answer = await api.post<LoginAnswer>("/auth/login", { email, password });
      becomeUser(client, { ...answer.user, csrf_token: answer.csrf_token });
      go(safeTarget(parameters.get("to")), { replace: true });
    } catch (error) {
      setProblem(explain(error));
      setBusy(false);
    }
  };
  return { signIn, problem, busy };
}

export default function SignInPage(): ReactNode {
  const { t } = useWords();
  const { signIn, problem, busy } = useSignIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  useTitle(t("signIn.title"));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn(email.trim(), password);
  };
  return (
    <Center px="md" py={{ base: 40, sm: 88 }}>
      <Stack w="100%" maw={400} gap="lg">
        <Stack gap={6}>
          <Glyph size={48} />
          <Title order={1} mt="xs">
            {t("signIn.title")}
          </Title>
          <Text c="dimmed">{t("signIn.lead")}</Text>
        </Stack>
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t("signIn.email")}
              type="email"
              name="email"
              autoComplete="username"
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
            {problem && (
              <Alert role="alert" color="red" variant="outline" icon={<Icon name="warning" />} c="var(--mantine-color-text)">
                {problem}
              </Alert>
            )}
            <Button type="submit" size="md" loading={busy}>
              {t("signIn.submit")}
            </Button>
          </Stack>
        </form>
      </Stack>
    </Center>
  );
}
