// What the sections of the account page are made of.
import { Button, Group, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { FormProblem } from "@/features/account/entry-card";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";

export function Section({ title, text, children }: { title: string; text?: string; children: ReactNode }): ReactNode {
  return (
    <Stack component="section" gap="sm" aria-label={title}>
      <Title order={2}>{title}</Title>
      {text && (
        <Text c="dimmed" maw="65ch">
          {text}
        </Text>
      )}
      {children}
    </Stack>
  );
}

/** One thing of a list: what it is, what it is about, and what can be done with it. */
export function Entry({ name, about, children }: { name: ReactNode; about: ReactNode; children?: ReactNode }): ReactNode {
  return (
    <Group justify="space-between" gap="sm" py="sm" style={{ borderBlockEnd: "1px solid var(--lectern-line)" }}>
      <div style={{ flex: "1 1 220px", minWidth: 0 }}>
        <Text component="div" fw={600} style={{ overflowWrap: "anywhere" }}>
          {name}
        </Text>
        <Text component="div" size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {about}
        </Text>
      </div>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
}

export function useTimes() {
  const { language } = useWords();
  const day = new Intl.DateTimeFormat(language, { dateStyle: "medium" });
  const minute = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  return {
    day: (at: string) => day.format(new Date(at)),
    minute: (at: string) => minute.format(new Date(at)),
  };
}

interface ReassureProps {
  opened: boolean;
  /** What is about to happen, if a password alone does not say it. */
  act?: string;
  onClose: () => void;
  /** With the password, or without one where the account has none. */
  onSure: (proof: { current_password?: string }) => Promise<void>;
}

/** Asks for the password once more before something grave; the server's words about it stand beside the field. */
export function Reassure({ opened, act, onClose, onSure }: ReassureProps): ReactNode {
  const { t } = useWords();
  const { run, busy, fields, problem } = useSubmit();
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(() => onSure(password ? { current_password: password } : {})).then((isDone) => {
      if (!isDone) return;
      setPassword("");
      onClose();
    });
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t("account.confirmPerson")}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{t("account.confirmPersonText")}</Text>
          <PasswordInput
            label={t("account.currentPassword")}
            autoComplete="current-password"
            data-autofocus
            value={password}
            error={fields.current_password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <FormProblem>{problem}</FormProblem>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("account.cancel")}
            </Button>
            <Button type="submit" loading={busy}>
              {act ?? t("account.goOn")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
